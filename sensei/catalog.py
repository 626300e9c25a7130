"""Which katas there are, in which order, and what stands on their cards.

The order of the path is `path.txt`; a card is the head of the docstring of `reference/STEM.py`.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sensei.errors import Mistake

ROOT = Path(__file__).resolve().parent.parent
PATH = Path(__file__).with_name("path.txt")
CARD = re.compile(r"level (?P<level>\d) · (?P<minutes>\d+) minutes · (?P<topics>.+) · (?P<chapter>.+)")


@dataclass(frozen=True)
class Kata:
    """One exercise: its name, its card and where its files are."""

    slug: str
    title: str
    level: int
    minutes: int
    topics: tuple[str, ...]
    chapter: str

    @property
    def stem(self) -> str:
        """The file name that it has in every room."""
        return stem(self.slug)

    @property
    def file(self) -> Path:
        """What the learner edits."""
        return ROOT / "katas" / f"{self.stem}.py"

    @property
    def tests(self) -> Path:
        return ROOT / "tests" / f"test_{self.stem}.py"

    @property
    def hints(self) -> Path:
        return ROOT / "hints" / f"{self.stem}.md"

    @property
    def reference(self) -> Path:
        return ROOT / "reference" / f"{self.stem}.py"

    @property
    def debrief(self) -> Path:
        return ROOT / "reference" / f"{self.stem}.md"

    @property
    def answers(self) -> Path:
        """The folder of the wrong and right answers that test the tests."""
        return ROOT / "sensei" / "tests" / "answers" / self.stem

    def is_about(self, words: str) -> bool:
        """Do these words, or parts of words, stand in its name, topics or chapter?"""
        return words.lower() in " ".join((self.slug, *self.topics, self.chapter)).lower()


def stem(slug: str) -> str:
    """The file name that a kata has in every room."""
    return slug.replace("-", "_")


def shown(path: str | Path) -> str:
    """A path as a learner would type it."""
    for start in (ROOT, Path.cwd()):
        if Path(path).resolve().is_relative_to(start):
            return Path(path).resolve().relative_to(start).as_posix()
    return str(path)


@cache
def katas() -> tuple[Kata, ...]:
    """All katas in the order of the path."""
    lines = PATH.read_text(encoding="utf-8").splitlines()
    return tuple(_read_card(slug) for slug in map(str.strip, lines) if slug)


def kata(slug: str) -> Kata:
    """The kata of that name; `Mistake` with the nearest name if there is none."""
    for one in katas():
        if slug in (one.slug, one.stem):
            return one
    known = [one.slug for one in katas()]
    near = difflib.get_close_matches(slug.replace("_", "-"), known, n=1, cutoff=0.5)
    advice = f"did you mean {near[0]!r}?" if near else "nox -s list shows them all"
    raise Mistake(f"there is no kata {slug!r}: {advice}")


def _read_card(slug: str) -> Kata:
    """Read the first lines only: every nox command does this for every kata."""
    source = ROOT / "reference" / f"{stem(slug)}.py"
    with source.open(encoding="utf-8") as lines:
        title = next(lines).strip().removeprefix('"""').rstrip(".")
        next(lines)
        card = CARD.fullmatch(next(lines).strip())
    if card is None:
        raise Mistake(f"{source.name} has no card in the third line: level 1 · 20 minutes · topics · chapter")
    return Kata(
        slug=slug,
        title=title,
        level=int(card["level"]),
        minutes=int(card["minutes"]),
        topics=tuple(card["topics"].split(", ")),
        chapter=card["chapter"],
    )
