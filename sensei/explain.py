"""Why a check failed, in words for a learner, and the lines of the answer that it came through."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from types import CodeType, ModuleType
from typing import Any

import pytest
from _pytest.outcomes import Failed

from sensei.frames import Answer, Place, place
from sensei.guard import Overdue, Refused
from sensei.protocol import FILE
from sensei.standstill import Standstill

MEANINGS = {
    "just-started generator": "a generator has to be primed by next() before it can be sent anything",
    "generator raised StopIteration": "a StopIteration that leaves a generator becomes a RuntimeError (PEP 479)",
    "generator ignored GeneratorExit": "close() raises GeneratorExit at the yield, and the generator yielded again",
    "InvalidStateError": "a future is resolved once, and this one was done already, or cancelled",
}
"""What some words of the interpreter mean."""
LONGEST = 2000
"""Characters of an explanation."""
SEVERAL = 3
"""Errors of a group that are named."""


class Ended(Exception):
    """An answer raised what pytest would take for an order."""


def explain(error: BaseException, answer: Answer, item: pytest.Item) -> dict[str, Any]:
    """Why a check failed, in the words of its assert, and the lines of the answer that it came through."""
    if isinstance(error, Overdue):
        code = _code_of(item)
        at = [place(code.co_filename, code.co_firstlineno)] if code else []
        return {"why": _with_what_was_heard(error.why), "where": error.where, "check": at}
    where = error.where if isinstance(error, Standstill) else answer.raised(error)
    return {
        "why": _with_what_was_heard(_why(error)),
        "where": where,
        "check": _line_of_check(item, error),
    }


def _with_what_was_heard(why: str) -> str:
    """A thread that died, or what asyncio logged, is most often the reason: it is said first."""
    leftovers = sys.modules.get("sensei.leftovers")
    heard = list(dict.fromkeys(leftovers.HEARD))[:2] if leftovers else []
    said = "\n".join([*(line for line in heard if line not in why), why])
    return "\n".join([said, *(meaning for words, meaning in MEANINGS.items() if words in said and meaning not in said)])


def _why(error: BaseException) -> str:
    """The words of an error, whatever its own `__str__` does."""
    try:
        said = _words_of(error)
    except Exception as trouble:  # noqa: BLE001 - it is the answer's code that runs here
        said = f"raised {type(error).__name__}, whose text cannot be had ({type(trouble).__name__})"
    return said if len(said) < LONGEST else said[:LONGEST] + " ..."


def _words_of(error: BaseException) -> str:
    if isinstance(error, AssertionError | Failed | NotImplementedError) and str(error):
        return str(error).partition("\nassert ")[0]
    if isinstance(error, Ended):
        cause = error.__cause__
        return f"ended the check by {type(cause).__name__}: an answer returns or raises an error of its own"
    if isinstance(error, SystemExit):
        called = str(error) if isinstance(error, Refused) else f"sys.exit({error.code!r})"
        return f"called {called}: an answer does not end the process"
    said = f"raised {type(error).__name__}: {error}".rstrip(": ")
    if isinstance(error, BaseExceptionGroup):
        said = "\n".join([said, *(f"  {type(one).__name__}: {one}" for one in error.exceptions[:SEVERAL])])
    return said


def _code_of(item: pytest.Item) -> CodeType | None:
    return getattr(getattr(item, "function", None), "__code__", None)


def _line_of_check(item: pytest.Item, error: BaseException) -> list[Place]:
    """Where in the check itself it went wrong; its helpers, and those of the teacher, do not matter to a learner."""
    code = _code_of(item)
    trace, found = error.__traceback__, []
    while trace is not None:
        if trace.tb_frame.f_code is code:
            found = [place(trace.tb_frame.f_code.co_filename, trace.tb_lineno)]
        trace = trace.tb_next
    return found


def what_is_missing(missing: list[str], module: ModuleType) -> str:
    """Which names an answer does not define, and what it defines instead."""
    defined = [name for name in vars(module) if not name.startswith("_")]
    near = [name for one in missing for name in get_close_matches(one, defined, n=1)]
    return f"{FILE} does not define {', '.join(missing)}" + (f" (it defines {', '.join(near)})" if near else "")


def explain_import(error: BaseException, answer: Answer) -> dict[str, Any]:
    """Why an answer cannot be imported."""
    if isinstance(error, SyntaxError) and error.filename:
        where = [place(error.filename, error.lineno or 1)]
        return {"why": f"{FILE} is not Python: {type(error).__name__}: {error.msg}", "where": where}
    if isinstance(error, Overdue):
        return {"why": f"importing {FILE} was {error.why}", "where": error.where}
    return {"why": f"importing {FILE} {_why(error)}", "where": answer.raised(error)}
