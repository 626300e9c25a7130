"""Draws verdicts, lists and hints, for a terminal and for a file."""

from __future__ import annotations

import json
import logging
import re
import sys
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any

from rich.console import Console
from rich.padding import Padding
from rich.style import Style
from rich.table import Table
from rich.text import Text

from sensei.catalog import ROOT, Kata, shown
from sensei.hints import Hint
from sensei.links import link
from sensei.standing import Standing
from sensei.verdict import Outcome, Place, Verdict

PRINTED_LINES = 12
MOST_PLACES = 6
SHOWN_HOLDING = 8
"""Of many checks that hold, the last ones are shown while one does not."""
WIDTH = 80
PATHS = re.compile(r"(?:katas|reference|tests|\.sensei)/[\w./-]*\w")
STYLES = {"untouched": "dim", "begun": "yellow", "green": "green"}
DEEPEST = 8
STEP = 2
"""Columns by which what keeps somebody waiting stands to the right."""


class Screen:
    """One console; plain where there is no terminal."""

    def __init__(self, console: Console | None = None) -> None:
        # Without a terminal rich would guess 80 columns but cut long lines; a log is not cut.
        width = None if sys.stdout.isatty() else WIDTH
        self.console = console or Console(highlight=False, soft_wrap=False, width=width, emoji=False)
        encoding = (self.console.encoding or "").lower()
        self.marks = "✔✘·" if encoding.startswith("utf") else "+x."

    def say(self, text: str = "", style: str = "", indent: int = 0) -> None:
        """Some lines of prose, wrapped to the width."""
        for line in map(visible, text.split("\n")):
            hanging = "  " if line.startswith(tuple(self.marks)) else ""
            width = self.console.width - indent
            parts = textwrap.wrap(line, width, break_long_words=False, subsequent_indent=hanging) or [""]
            for part in parts:
                self.console.print(_linked(Text(" " * indent + part if part else "", style=style)), soft_wrap=True)

    def title(self, verdict: Verdict) -> None:
        """Which kata, and how many checks hold."""
        self.say()
        self.console.print(Text.assemble((verdict.kata.slug, "bold"), f"   {verdict.held} of {len(verdict.outcomes)}"))
        self.say()

    def trouble(self, sentence: str, places: Iterable[Mapping[str, Any]] = ()) -> None:
        """What is wrong with an answer that runs, and the lines of the answer that it is about."""
        self.say(f"{self.marks[1]} {sentence}", "bold red", 2)
        self._places(Place(**one) for one in places)

    def verdict(self, verdict: Verdict, next_steps: Iterable[str]) -> None:
        """What holds, the first thing that does not, why, and the next step."""
        bad = self.marks[1]
        self._holding([outcome for outcome in verdict.outcomes if outcome.passed], shorten=not verdict.green)
        for outcome in verdict.failed:
            self.say(f"{bad} {outcome.check.sentence}", "bold red", 2)
            self._why(outcome)
        if verdict.sentence:
            self.say(f"{bad} {verdict.sentence}", "bold red", 2)
            self._places(verdict.where)
            self._printed(verdict.printed)
        self._unreached(verdict)
        if verdict.green:
            self.say()
            self.say(f"all {len(verdict.outcomes)} hold, in {verdict.seconds:.1f} s", indent=2)
        self._next(next_steps)
        self.say()

    def _holding(self, outcomes: list[Outcome], shorten: bool) -> None:
        good = self.marks[0]
        hidden = len(outcomes) - SHOWN_HOLDING if shorten and len(outcomes) > 2 * SHOWN_HOLDING else 0
        if hidden:
            self.say(f"{good} {hidden} checks, and", "green", 2)
        for outcome in outcomes[hidden:]:
            self.say(f"{good} {outcome.check.sentence}", "green", 2)

    def _why(self, outcome: Outcome) -> None:
        self.say(outcome.why, indent=6)
        self._places(outcome.where)
        if outcome.at:
            self._line("the check is", outcome.at[-1], with_source=False)
        self._printed(outcome.printed)

    def _unreached(self, verdict: Verdict) -> None:
        left = sum(outcome.passed is None for outcome in verdict.outcomes)
        if left and left < len(verdict.outcomes):
            self.say(f"{self.marks[2]} {_count(left)} more", "dim", 2)

    def _places(self, places: Iterable[Place]) -> None:
        alike: dict[tuple[object, ...], list[Place]] = {}
        for place in places:
            of_its_own = (place.who, place.depth) if place.waits or place.depth else ()
            alike.setdefault((place.path, place.line, *of_its_own), []).append(place)
        for same in list(alike.values())[:MOST_PLACES]:
            who = same[0].who if len(same) == 1 else f"{len(same)} of them, {same[0].who} for one,"
            self._place(who, same[0])
        if len(alike) > MOST_PLACES:
            self.say(f"and {_count(len(alike) - MOST_PLACES)} more", "dim", 6)

    def _place(self, who: str, place: Place) -> None:
        """Who stands in a line; and, if it is known, what for, in a line of its own above."""
        indent = 6 + STEP * min(max(place.depth, 0), DEEPEST)
        if place.waits:
            self.say(f"{who} {place.waits}".strip(), indent=indent)
            who, indent = "", indent + STEP
        if place.line:
            self._line(f"{who} at" if who else "at", place, indent=indent)
        elif who:
            self.say(who, indent=indent)

    def _line(self, label: str, place: Place, with_source: bool = True, indent: int = 6) -> None:
        head = f"{' ' * indent}{label}  {shown(place.path)}:{place.line}"
        text = Text(visible(f"{head}   {place.source}" if with_source else head), style="dim")
        text.stylize(Style(link=link(place.path, place.line)), indent, len(head))
        text.truncate(self.console.width, overflow="ellipsis")
        self.console.print(text, soft_wrap=True)

    def _printed(self, printed: str) -> None:
        lines = printed.splitlines()
        if not lines:
            return
        self.say(f"it printed{'' if len(lines) <= PRINTED_LINES else f', last of {len(lines)} lines'}:", "dim", 6)
        for line in lines[-PRINTED_LINES:]:
            text = Text(visible(f"        {line}"))
            text.truncate(self.console.width, overflow="ellipsis")
            self.console.print(text, soft_wrap=True)

    def _next(self, steps: Iterable[str]) -> None:
        for number, step in enumerate(steps):
            if number == 0:
                self.say()
            self.console.print(_linked(Text.assemble("  ", ("    " if number else "next", "bold"), f"   {step}")))

    def hint(self, kata: Kata, number: int, hint: Hint, total: int) -> None:
        """One hint, as Markdown."""
        from rich.markdown import Markdown

        logging.getLogger("markdown_it").setLevel(logging.WARNING)  # nox listens to everything, down to debugging
        self.say()
        self.console.print(Text.assemble((kata.slug, "bold"), f"   hint {number} of {total}: {hint.title}"))
        self.say()
        self.console.print(Padding(Markdown(hint.text, code_theme="ansi_dark"), (0, 2, 0, 2)))
        self.say()

    def katas(self, found: Iterable[Standing]) -> None:
        """The path as a table."""
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for name in ("kata", "level", "minutes", "topics", "state"):
            table.add_column(
                name, justify="right" if name in ("level", "minutes") else "left", no_wrap=name != "topics"
            )
        chapter = ""
        for one in found:
            kata = one.kata
            if kata.chapter != chapter:
                chapter = kata.chapter
                table.add_row(Text(f"\n{chapter}", style="bold"))
            row = (kata.slug, str(kata.level), str(kata.minutes), ", ".join(kata.topics), progress(one))
            table.add_row(*row)
        self.console.print(table)

    def json(self, value: object) -> None:
        """For programs: no colour, no wrapping."""
        print(json.dumps(value, indent=2, ensure_ascii=False))


def progress(one: Standing) -> Text:
    """How far a kata is, in its colour."""
    return Text(one.words, "magenta" if one.due else STYLES[one.progress])


def _linked(text: Text) -> Text:
    """With its paths as links; those of places have their line as well."""
    text.highlight_regex(PATHS, lambda path: Style(link=link(ROOT / path)))
    return text


def visible(line: str) -> str:
    """Control characters and halves of characters are shown, not sent to the terminal."""
    return "".join(one if one.isprintable() or one == "\t" else one.encode("unicode_escape").decode() for one in line)


def _count(number: int) -> str:
    small = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
    return small[number] if number < len(small) else str(number)
