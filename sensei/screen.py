"""Draws verdicts, lists and hints, for a terminal and for a file."""

from __future__ import annotations

import json
import os
import shlex
import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from sensei.catalog import ROOT, Kata
from sensei.hints import Hint
from sensei.memory import Progress
from sensei.verdict import Outcome, Place, Verdict

PRINTED_LINES = 12
WIDTH = 80


class Screen:
    """One console; plain where there is no terminal."""

    def __init__(self) -> None:
        # Without a terminal rich would guess 80 columns but cut long lines; a log is not cut.
        width = None if sys.stdout.isatty() else WIDTH
        self.console = Console(highlight=False, soft_wrap=False, width=width, emoji=False)
        encoding = (self.console.encoding or "").lower()
        self.marks = "✔✘·" if encoding.startswith("utf") else "+x."

    def say(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """Some lines of prose, wrapped to the width."""
        lines = Text("\n").join(Text(line, style=style) for line in text.split("\n"))
        self.console.print(Padding(lines, (0, 0, 0, indent), expand=False) if indent else lines)

    def verdict(self, verdict: Verdict, next_steps: Iterable[str]) -> None:
        """What holds, the first thing that does not, why, and the next step."""
        good, bad, _ = self.marks
        total = len(verdict.outcomes)
        self.say()
        self.console.print(Text.assemble((verdict.kata.slug, "bold"), f"   {verdict.held} of {total}"))
        self.say()
        for outcome in verdict.outcomes:
            if outcome.passed:
                self.say(f"{good} {outcome.check.sentence}", "green", 2)
        for outcome in verdict.failed:
            self.say(f"{bad} {outcome.check.sentence}", "bold red", 2)
            self._why(outcome)
        self._unreached(verdict)
        if verdict.sentence:
            self.say(f"{bad} {verdict.sentence}" if not verdict.failed else verdict.sentence, "bold red", 2)
            self._places(verdict.where)
            self._printed(verdict.printed)
        self.say()
        for number, step in enumerate(next_steps):
            self.console.print(Text.assemble("  ", ("    " if number else "next", "bold"), f"   {step}"))
        if verdict.green:
            self.say(f"all {total} hold, in {verdict.seconds:.1f} s", indent=2)
        self.say()

    def _why(self, outcome: Outcome) -> None:
        self.say(outcome.why, indent=6)
        self._places(outcome.where)
        if outcome.at:
            self._line("the check", outcome.at[-1], with_source=False)
        self._printed(outcome.printed)

    def _unreached(self, verdict: Verdict) -> None:
        left = sum(outcome.passed is None for outcome in verdict.outcomes)
        if left:
            self.say(f"{self.marks[2]} {_count(left)} more", "dim", 2)

    def _places(self, places: Iterable[Place]) -> None:
        for place in places:
            self._line(f"{place.who} at" if place.who else "at", place)

    def _line(self, label: str, place: Place, with_source: bool = True) -> None:
        head = f"{label}  {shown(place.path)}:{place.line}"
        text = Text(f"{head}   {place.source}" if with_source else head, style="dim", no_wrap=True, overflow="ellipsis")
        self.console.print(Padding(text, (0, 0, 0, 6), expand=False))

    def _printed(self, printed: str) -> None:
        lines = printed.splitlines()
        if not lines:
            return
        self.say(f"it printed{'' if len(lines) <= PRINTED_LINES else f', last of {len(lines)} lines'}:", "dim", 6)
        for line in lines[-PRINTED_LINES:]:
            self.console.print(Padding(Text(line, no_wrap=True, overflow="ellipsis"), (0, 0, 0, 8), expand=False))

    def hint(self, kata: Kata, number: int, hint: Hint, total: int) -> None:
        """One hint, as Markdown."""
        from rich.markdown import Markdown

        self.say()
        self.console.print(Text.assemble((kata.slug, "bold"), f"   hint {number} of {total}: {hint.title}"))
        self.say()
        self.console.print(Padding(Markdown(hint.text, code_theme="ansi_dark"), (0, 2, 0, 2)))
        self.say()

    def katas(self, found: Iterable[tuple[Kata, Progress]]) -> None:
        """The path as a table."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for name in ("kata", "level", "minutes", "topics", "state"):
            table.add_column(name, justify="right" if name in ("level", "minutes") else "left", no_wrap=name != "topics")
        chapter = ""
        for kata, progress in found:
            if kata.chapter != chapter:
                chapter = kata.chapter
                table.add_row(Text(f"\n{chapter}", style="bold"))
            style = {"untouched": "dim", "begun": "yellow", "green": "green"}[progress]
            row = (kata.slug, str(kata.level), str(kata.minutes), ", ".join(kata.topics), Text(progress, style))
            table.add_row(*row)
        self.console.print(table)

    def json(self, value: object) -> None:
        """For programs: no colour, no wrapping."""
        print(json.dumps(value, indent=2, ensure_ascii=False))


def shown(path: str) -> str:
    """A path as a learner would type it."""
    for start in (ROOT, Path.cwd()):
        if Path(path).is_relative_to(start):
            return Path(path).relative_to(start).as_posix()
    return path


def command(*words: str) -> str:
    """A command that can be pasted into the shell in use."""
    return " ".join(words) if os.name == "nt" else shlex.join(words)


def _count(number: int) -> str:
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return small[number] if number < len(small) else str(number)
