"""Progress as a page of the terminal, 80 columns wide; its marks and words tell what its colours tell."""

from __future__ import annotations

from rich.table import Table
from rich.text import Text

from sensei.dates import hours, long_day, minutes, short_day
from sensei.history import Failing, History, Step, Try, Week
from sensei.progress_words import count, help_history, is_due, next_words, rejected
from sensei.screen import Screen

WEEKS = 12
CHECKS = 6
DUE = 6
CARD = 5
"""Cells of a bar as long as the card says; a bar is twice as long at most."""
LONGEST_BAR = 40
STYLES = {"green": "green", "was green": "cyan", "begun": "yellow", "untouched": "dim"}


class Page:
    """The sections of the page, from the path to what is next."""

    def __init__(self, screen: Screen, history: History) -> None:
        self.screen = screen
        self.history = history
        rich = screen.marks.startswith("✔")  # the terminal takes more than the letters of cp1252
        self.cells = "█░" if rich else "#-"
        self.to = "→" if rich else ">"
        self.marks = dict(zip(STYLES, "✔○◐·" if rich else "+o/.", strict=True))

    def draw(self) -> None:
        """All of it; of an empty journal the path alone, and how to begin."""
        self._head()
        self._path()
        if self.history.tries:
            self._weeks()
            self._help()
            self._checks()
        self._due()
        self._next()

    def _head(self) -> None:
        history, say = self.history, self.screen.say
        say()
        say(f"progress   {history.green} of {len(history.path)} green", "bold")
        if history.tries:
            began = long_day(history.tries[0].day, history.today)
            say(f"{count(len(history.tries), 'attempt')}, {hours(history.worked)} of work, since {began}", indent=2)

    def _path(self) -> None:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
        for name in ("kata", "state", "minutes", "card|".rjust(CARD + 1), "help", "due"):
            table.add_column(name, justify="right" if name == "minutes" else "left", no_wrap=True)
        chapter = ""
        for step in self.history.path:
            if step.kata.chapter != chapter:
                chapter = step.kata.chapter
                table.add_row(Text(chapter, style="bold"))
            table.add_row(*self._row(step))
        self.screen.say()
        self.screen.console.print(table)
        self._legend()

    def _row(self, step: Step) -> tuple[Text, ...]:
        style = STYLES[step.state]
        last = step.told[-1] if step.told else None
        return (
            Text(f"  {self.marks[step.state]} {step.kata.slug}", style),
            Text(step.state, style),
            Text(self._minutes(step)),
            self._bar(step),
            Text(_short_help(last) if last else ""),
            self._day_of(step),
        )

    def _minutes(self, step: Step) -> str:
        if not step.told:
            return ""
        times = [minutes(one.worked) for one in step.told]
        first = f"{times[0]}{self.to}" if len(times) > 1 else ""
        return f"{first}{times[-1]} of {step.kata.minutes}"

    def _bar(self, step: Step) -> Text:
        if not step.told:
            return Text()
        full = self.cells[0]
        cells = max(1, round(step.share * CARD))
        within, over = full * min(cells, CARD), full * min(cells - CARD, CARD)
        more = "+" if cells > 2 * CARD else ""
        return Text.assemble((within.ljust(CARD), "blue"), "|", (over + more, "yellow"))

    def _day_of(self, step: Step) -> Text:
        if step.due is None:
            return Text()
        return Text("now", "magenta") if is_due(step, self.history) else Text(short_day(step.due))

    def _legend(self) -> None:
        if self.history.tries:
            self.screen.say("minutes worked until green, the first and the last time, long pauses left out", "dim", 2)
        for name, number in self.history.elsewhere[:CHECKS]:
            self.screen.say(f"not on the path any more: {name}, attempts: {number}", "dim", 2)

    def _weeks(self) -> None:
        shown, earlier = self.history.weeks[-WEEKS:], self.history.weeks[:-WEEKS]
        self._title("attempts a week")
        if earlier:
            green, left = sum(week.green for week in earlier), sum(week.not_yet for week in earlier)
            self.screen.say(f"{len(earlier)} weeks before: {green} green, {left} not yet", "dim", 2)
        scale = min(1.0, LONGEST_BAR / max(1, *(week.total for week in shown)))
        for week in shown:
            self._week(week, scale)

    def _week(self, week: Week, scale: float) -> None:
        green = _cells(week.green, scale)
        left = _cells(week.not_yet, scale)
        numbers = [f"{week.green} green"] * bool(week.green) + [f"{week.not_yet} not yet"] * bool(week.not_yet)
        line = Text(f"  {short_day(week.monday):<8}")
        line.append(self.cells[0] * green, "green").append(self.cells[1] * left, "yellow")
        line.append(f"{' ' if numbers else '-'}{', '.join(numbers)}", "dim")
        self.screen.console.print(line, soft_wrap=True)

    def _help(self) -> None:
        helped = [step for step in self.history.path if step.most_help]
        if not helped:
            return
        self._title("where help was needed")
        for step in helped:
            self.screen.say(f"{step.kata.slug:<15}{help_history(step, '; the last time ')}", indent=2)

    def _checks(self) -> None:
        if not self.history.failing:
            return
        self._title("checks that fail most")
        for one in self.history.failing[:CHECKS]:
            self._check(one)

    def _check(self, one: Failing) -> None:
        gone = " (no check now)" if one.gone else ""
        self.screen.say(f"{one.kata:<15}{one.sentence}{gone}", indent=2)
        self.screen.say(rejected(one), "dim", 17)

    def _due(self) -> None:
        due, today = self.history.due, self.history.today
        if not due:
            return
        self._title("due")
        for day, kata in due[:DUE]:
            when = "today" if day == today else f"since {long_day(day, today)}"
            self.screen.say(f"{kata.slug:<15}{when if day <= today else long_day(day, today)}", indent=2)
        if len(due) > DUE:
            self.screen.say(f"{len(due) - DUE} more by {long_day(due[-1][0], today)}", "dim", 2)

    def _next(self) -> None:
        self.screen.say()
        if words := next_words(self.history):
            self.screen.console.print(Text.assemble("  ", ("next", "bold"), f"   {words}"))
            self.screen.say()

    def _title(self, text: str) -> None:
        self.screen.say()
        self.screen.say(text, "bold")


def _cells(number: int, scale: float) -> int:
    return max(1, round(number * scale)) if number else 0


def _short_help(one: Try) -> str:
    return "solution" if one.solution else count(one.hints, "hint") if one.hints else "none"
