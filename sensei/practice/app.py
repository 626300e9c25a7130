"""The screen that stays up: the kata's verdict, judged again at every save, and a key for each next step."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from io import StringIO
from typing import ClassVar

from rich.console import Console
from rich.markdown import Markdown
from rich.syntax import Syntax
from rich.text import Text
from textual import work
from textual.app import App, ComposeResult, SuspendNotSupported
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.widgets import Footer, Label, Static

from sensei import attempts, catalog, journal, standing
from sensei.catalog import Kata, shown
from sensei.child import Cancelled
from sensei.errors import Mistake
from sensei.hints import hints
from sensei.practice import editor
from sensei.practice.choosing import Choosing
from sensei.practice.pages import Page, Question
from sensei.practice.watching import saves
from sensei.runner import judge
from sensei.screen import Screen
from sensei.verdict import Verdict

CLOCK = 20.0
"""Seconds between two looks at how long an attempt has taken."""
KEYS = {"next", "hint", "list", "solution", "reset", "full", "edit"}


class Practice(App[None]):
    """One kata at a time. Judging and the journal run in threads; what is shown changes here alone."""

    CSS = """
    #title { text-style: bold; width: 1fr; height: 1; }
    #body { height: 1fr; padding-top: 1; scrollbar-size-vertical: 1; scrollbar-gutter: stable; }
    #hints { margin-top: 1; }
    #status { width: 100%; height: auto; max-height: 5; color: ansi_bright_black; }
    #status.news { color: ansi_yellow; }
    #filter { height: 1; border: none; }
    DataTable { height: 1fr; overflow-x: hidden; scrollbar-size-vertical: 1; }
    DataTable > .datatable--header { background: transparent; color: ansi_bright_black; }
    DataTable > .datatable--cursor { background: transparent; color: ansi_default; text-style: reverse; }
    Question { align: center middle; }
    #question { border: round ansi_yellow; padding: 1 2; width: auto; max-width: 76; }
    """
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        ("n", "next", "next"),
        ("h", "hint", "hint"),
        ("l", "list", "list"),
        ("s", "solution", "solution"),
        ("x", "reset", "reset"),
        ("f", "full", "full"),
        ("e", "edit", "edit"),
        ("q,ctrl+c", "quit", "quit"),
    ]

    def __init__(self, kata: Kata) -> None:
        super().__init__(ansi_color=True)  # the terminal's own colours; and none of them with NO_COLOR
        self.theme = "ansi-dark"
        self.kata = kata
        self.verdict: Verdict | None = None
        self.mistake = ""
        self.note = ""
        self.attempt: journal.Attempt | None = None
        self.hints_shown = 0
        self.asked_for_solution = False
        self.superseded = threading.Event()
        self.judgings: set[asyncio.Task[None]] = set()

    def compose(self) -> ComposeResult:
        yield Label(id="title", markup=False)
        with VerticalScroll(id="body"):
            yield Static(id="verdict", markup=False)
            yield Static(id="hints", markup=False)
        yield Label(id="status", markup=False)
        yield Footer()

    def on_mount(self) -> None:
        self.query_one("#body").focus()
        self.set_interval(CLOCK, self._show_title)
        self.open(self.kata)
        self._watch()

    async def on_unmount(self) -> None:
        """A judging under way is ended, with all that it started, before the program is."""
        self.superseded.set()
        await asyncio.gather(*self.judgings, return_exceptions=True)

    # what is open

    def open(self, kata: Kata, note: str = "") -> None:
        """Show a kata, and judge what is there; the note stays until the next save."""
        self.kata, self.verdict, self.mistake, self.hints_shown = kata, None, "", 0
        self.note = note
        self._remember(journal.looked, kata, "opened")
        self._show_hints()
        self._judge_now()

    @work(exclusive=True)
    async def _watch(self) -> None:
        async for files in saves(self.kata.file.parent):
            if any(file.name == self.kata.file.name for file in files):
                if not attempts.is_stub(self.kata):  # else it is our own reset that was seen
                    self.note = ""
                self._judge_now()

    def _judge_now(self) -> None:
        self.superseded.set()
        self.superseded = threading.Event()
        task = asyncio.create_task(self._judge(self.kata, self.superseded))
        self.judgings.add(task)
        task.add_done_callback(self.judgings.discard)
        self._say(f"judging {shown(self.kata.file)} ...")
        self._show()

    async def _judge(self, kata: Kata, superseded: threading.Event) -> None:
        digest = journal.digest(kata.file)
        try:
            verdict = await asyncio.to_thread(judge, kata, kata.file.parent, stop_at_first=True, cancelled=superseded)
        except Cancelled:
            return
        except (Mistake, OSError) as trouble:
            if superseded.is_set():
                return
            self.verdict, self.mistake = None, str(trouble)
            self._say(f"not judged; waiting for {shown(kata.file)} to be saved")
        else:
            if superseded.is_set():
                return
            self.verdict, self.mistake = verdict, ""
            self._remember(journal.judged, verdict, digest, whole=True)
            self._say(f"judged at {datetime.now():%H:%M:%S}, in {verdict.seconds:.1f} s; save, and it is judged again")
        self._show()
        self.query_one("#body").scroll_home(animate=False)

    # what is shown

    def _show(self) -> None:
        self._show_title()
        if self.mistake:
            self._draw("#verdict", lambda screen: screen.say(self.mistake, "bold red", 2))
        elif self.verdict is not None:
            verdict, steps = self.verdict, self._next_steps()
            self._draw("#verdict", lambda screen: screen.verdict(verdict, steps))
        else:
            self.query_one("#verdict", Static).update("")

    def _show_title(self) -> None:
        kata = self.kata
        held = f"   {self.verdict.held} of {len(self.verdict.outcomes)}" if self.verdict else ""
        worked = self.attempt.worked(datetime.now(UTC)).total_seconds() / 60 if self.attempt else 0
        seen = f" · {self.hints_shown} of {len(hints(kata))} hints" if self.hints_shown else ""
        about = f"   level {kata.level} · {worked:.0f} of {kata.minutes} minutes{seen}"
        title = Text.assemble((kata.slug, "bold"), (held, "bold"), (about, "dim"), no_wrap=True, overflow="ellipsis")
        self.query_one("#title", Label).update(title)

    def _show_hints(self) -> None:
        every = hints(self.kata)

        def draw(screen: Screen) -> None:
            for number, one in enumerate(every[: self.hints_shown], 1):
                screen.hint(self.kata, number, one, len(every))

        self._draw("#hints", draw)

    def _draw(self, where: str, draw: Callable[[Screen], object]) -> None:
        width = max(40, self.query_one("#body").scrollable_content_region.width or self.size.width - 2)
        file = _Page()
        console = Console(
            file=file, force_terminal=True, color_system="standard", width=width, highlight=False, legacy_windows=False
        )
        draw(Screen(console))
        self.query_one(where, Static).update(Text.from_ansi(file.getvalue().strip("\n")))

    def on_resize(self) -> None:
        self.call_after_refresh(self._redraw)

    def _redraw(self) -> None:
        self._show()
        self._show_hints()

    def _say(self, text: str, news: bool = False) -> None:
        status = self.query_one("#status", Label)
        status.set_class(news, "news")
        status.update("\n".join(filter(None, (self.note, text))))

    def _next_steps(self) -> list[str]:
        if self.verdict is None:
            return []
        if not self.verdict.green:
            return [f"edit {shown(self.kata.file)} (e) and save; stuck? h"]
        found = standing.standings()
        following = standing.after(self.kata, found)
        onward = f"n goes on to {following.slug}" if following else "every kata of the path is green"
        if any(one.kata == self.kata and one.due for one in found):
            onward = "due again: x puts the stub back, for a new attempt"
        return [f"s shows the solution and the debrief; {onward}"]

    def _remember(self, record: Callable[..., None], *what: object, **more: object) -> None:
        """What cannot be written costs the memory, not the screen; that is said until the next save."""
        try:
            record(*what, **more)
        except journal.NotKept as error:
            journal.take_notices()  # that it cannot be read either
            self.note = f"not remembered: {error}"
        if notices := journal.take_notices():
            self.note = "\n".join(notices)
        own = [one for one in journal.attempts() if one.kata == self.kata.slug and one.ended is None]
        self.attempt = own[-1] if own else None

    # keys

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Keys are for the screen that is seen; and another key than `s` takes its question back."""
        if action not in KEYS:
            return True
        if len(self.screen_stack) > 1:
            return False
        self.asked_for_solution = self.asked_for_solution and action == "solution"
        return True

    def action_next(self) -> None:
        following = standing.after(self.kata, standing.standings())
        if following is None:
            self._say("there is no other kata that is not green or due", news=True)
        else:
            self.open(following)

    def action_hint(self) -> None:
        found = hints(self.kata)
        seen = max(self.hints_shown, journal.hints_seen(self.kata))
        self.hints_shown = min(len(found), seen + 1)
        self._remember(journal.looked, self.kata, "hint", self.hints_shown)
        self._redraw()
        body = self.query_one("#body")
        body.call_after_refresh(body.scroll_end, animate=False)

    @work
    async def action_list(self) -> None:
        chosen = await self.push_screen_wait(Choosing(standing.standings(), self.kata))
        if chosen is not None and chosen != self.kata:
            self.open(chosen)

    def action_solution(self) -> None:
        green = self.verdict is not None and self.verdict.green
        if not green and not self.asked_for_solution:
            self.asked_for_solution = True
            self._say("this kata is not green: s once more shows the solution, and that will be noted", news=True)
            return
        self.asked_for_solution = False
        if not green:
            self._remember(journal.looked, self.kata, "solution")
        code = Syntax(self.kata.reference.read_text(encoding="utf-8"), "python", theme="ansi_dark", word_wrap=True)
        debrief = Markdown(self.kata.debrief.read_text(encoding="utf-8"), code_theme="ansi_dark")
        self.push_screen(Page(f"{self.kata.slug}   solution and debrief", code, debrief))

    @work
    async def action_reset(self) -> None:
        kata, file = self.kata, shown(self.kata.file)
        if attempts.is_stub(kata) and kata.file.is_file():
            self._say(f"{file} is the stub already")
            return
        if attempts.state(kata) == "never judged":
            question = f"{file} was never judged as it stands. Put the stub in its place?"
            if not await self.push_screen_wait(Question(question)):
                return
        try:
            aside = attempts.put_stub_back(kata)
        except Mistake as trouble:
            self._say(str(trouble), news=True)
            return
        self._remember(journal.closed, kata)
        where = f"; yours is kept: nox -s attempts -- {kata.slug}" if aside else ""
        self.open(kata, f"{file} is the stub again{where}")

    @work
    async def action_full(self) -> None:
        kata, full, digest = self.kata, StringIO(), journal.digest(self.kata.file)
        self._say(f"every check of {shown(kata.file)}, with everything that pytest says ...")
        try:
            verdict = await asyncio.to_thread(judge, kata, kata.file.parent, full=full)
        except (Mistake, OSError) as trouble:
            self._say(str(trouble), news=True)
            return
        self._remember(journal.judged, verdict, digest, whole=True)
        self._say(f"{verdict.held} of {len(verdict.outcomes)} checks hold")
        self.push_screen(Page(f"{kata.slug}   full output", Text.from_ansi(full.getvalue())))

    def action_edit(self) -> None:
        places = [place for outcome in self.verdict.failed for place in outcome.where] if self.verdict else []
        own = [place.line for place in places if place.path == str(self.kata.file)]
        try:
            command = editor.command(self.kata.file, own[-1] if own else 1)
            with self.suspend():
                subprocess.run(command, check=False)
        except (Mistake, OSError) as trouble:
            self._say(str(trouble), news=True)
        except SuspendNotSupported:
            self._say(f"no editor can be opened in this terminal: open {shown(self.kata.file)} yourself", news=True)


class _Page(StringIO):
    """Drawn on as on the terminal itself: with its encoding, since that decides about marks."""

    encoding = getattr(sys.__stdout__, "encoding", "utf-8")


def begin(slug: str | None) -> Kata:
    """The kata of that name; without one what is due, or else the first of the path that is not green."""
    return catalog.kata(slug) if slug else standing.first(standing.standings())
