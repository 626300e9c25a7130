"""What checks assert with: the message is part of the call, and an object cannot talk its way through.

An answer may bring objects whose `__eq__` says yes to everything; a comparison of type and value does not ask them.
"""

from __future__ import annotations

import reprlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

NUMBERS = (int, float)
TOLERANCE = 1e-9
_short = reprlib.Repr()
_short.maxlist = _short.maxtuple = _short.maxdict = 12
_short.maxstring = _short.maxother = 70


def same(actual: object, expected: object, why: str) -> None:
    """`actual` is `expected` in type and value, all the way down; AssertionError with both if it is not."""
    __tracebackhide__ = True
    if not _is_same(actual, expected):
        raise AssertionError(f"{why}\nexpected {short(expected)}\ngot      {short(actual)}")


def number(actual: object, expected: float, why: str) -> None:
    """`actual` is an int or a float of that value, but for rounding; AssertionError with both if it is not."""
    __tracebackhide__ = True
    if not isinstance(actual, NUMBERS) or type(actual) not in NUMBERS or not _is_close(actual, expected):
        raise AssertionError(f"{why}\nexpected {expected}\ngot      {short(actual)}")


def true(value: object, why: str) -> None:
    """`value` is True and nothing else."""
    __tracebackhide__ = True
    if value is not True:
        raise AssertionError(why)


class Caught:
    """What `raises` caught."""

    error: BaseException


@contextmanager
def raises(kind: type[BaseException], why: str) -> Iterator[Caught]:
    """The block ends with an error of that kind; AssertionError if it ends well or with another one."""
    __tracebackhide__ = True
    caught = Caught()
    try:
        yield caught
    except kind as error:
        caught.error = error
        return
    except Exception as error:
        raise AssertionError(f"{why}\nexpected {kind.__name__}\ngot      {type(error).__name__}: {error}") from error
    raise AssertionError(f"{why}\nexpected {kind.__name__}\ngot      no error")


def short(value: object) -> str:
    """A repr that fits on a line or two, whatever the object says."""
    try:
        return _short.repr(value)
    except Exception as error:  # noqa: BLE001 - a repr of the answer's own may raise anything
        return f"<{type(value).__name__} whose repr raises {type(error).__name__}>"


def _is_close(actual: float, expected: float) -> bool:
    return abs(actual - expected) <= TOLERANCE  # false for nan, which is neither near nor far


def _is_same(actual: Any, expected: Any) -> bool:
    kind = type(expected)
    if type(actual) is not kind:
        return False
    if kind in (list, tuple):
        return len(actual) == len(expected) and all(map(_is_same, actual, expected))
    if kind is dict:
        return list(actual) == list(expected) and all(_is_same(actual[key], expected[key]) for key in expected)
    return bool(actual == expected)
