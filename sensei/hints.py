"""The three hints of a kata, cut from `hints/STEM.md`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sensei.catalog import Kata

HINT = re.compile(r"^## (?P<title>.+?)\n+<details>.*?</summary>\n+(?P<text>.*?)\n+</details>", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Hint:
    """One fold of the page: its heading and its text, as Markdown."""

    title: str
    text: str


def hints(kata: Kata) -> tuple[Hint, ...]:
    """All hints of a kata, the vaguest first."""
    page = kata.hints.read_text(encoding="utf-8")
    return tuple(Hint(found["title"], found["text"].strip()) for found in HINT.finditer(page))
