"""Which checks a kata has, read from the text of its tests: no answer can add to the list or take from it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sensei.catalog import ROOT, Kata
from sensei.errors import Mistake


@dataclass(frozen=True)
class Check:
    """One promise of the kata: the function that proves it and the sentence a learner reads."""

    name: str
    sentence: str


def checks(kata: Kata) -> tuple[Check, ...]:
    """All checks of a kata in the order in which they run."""
    return tuple(_checks_in(kata.tests))


def chosen(kata: Kata, word: str) -> tuple[Check, ...]:
    """The checks whose name or sentence contains the word; `Mistake` if there are none."""
    wanted = word.lower().replace("_", " ")
    found = tuple(one for one in checks(kata) if wanted in f"{one.name} {one.sentence}".lower().replace("_", " "))
    if not found:
        names = "\n  ".join(one.sentence for one in checks(kata))
        raise Mistake(f"no check of {kata.slug} contains {word!r}; they are\n  {names}")
    return found


def wanted_names(kata: Kata) -> tuple[str, ...]:
    """What the tests import from the answer."""
    return tuple(_names_from(kata.tests, f"katas.{kata.stem}"))


def uses_asyncio_plugin(kata: Kata) -> bool:
    """Are some checks coroutines? pytest-asyncio costs a tenth of a second, so it is loaded for those alone."""
    return any(isinstance(node, ast.AsyncFunctionDef) for node in _parse(kata.tests).body)


def _checks_in(path: Path) -> Iterator[Check]:
    for node in _parse(path).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            spoken = node.name.removeprefix("test_").replace("_", " ")
            yield Check(node.name, spoken)
        elif shared := _shared_suite(node):
            yield from _checks_in(shared)


def _names_from(path: Path, module: str) -> Iterator[str]:
    for node in _parse(path).body:
        if isinstance(node, ast.ImportFrom) and node.module == module:
            yield from (alias.name for alias in node.names)


def _shared_suite(node: ast.stmt) -> Path | None:
    """`from tests.NAME import *` brings the checks of another file."""
    if isinstance(node, ast.ImportFrom) and node.module and node.names[0].name == "*":
        return ROOT / f"{node.module.replace('.', '/')}.py"
    return None


def _parse(path: Path) -> ast.Module:
    return _parsed(path, path.stat().st_mtime_ns)


@cache
def _parsed(path: Path, changed: int) -> ast.Module:
    """Once for each version of the file: to prove a kata is to judge a hundred answers."""
    return ast.parse(path.read_text(encoding="utf-8"))
