"""Screens over the verdict: solution and debrief, full output, and a question."""

from __future__ import annotations

from typing import ClassVar

from rich.console import RenderableType
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.screen import ModalScreen, Screen
from textual.widgets import Footer, Label, Static


class Page(Screen[None]):
    """Something to read and to leave again."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q", "leave", "back")]

    def __init__(self, title: str, *parts: RenderableType) -> None:
        super().__init__()
        self.heading = title
        self.parts = parts

    def compose(self) -> ComposeResult:
        yield Label(self.heading, id="title", markup=False)
        with VerticalScroll(id="body"):
            for part in self.parts:
                yield Static(part, markup=False)
        yield Footer()

    def action_leave(self) -> None:
        self.dismiss()


class Question(ModalScreen[bool]):
    """Yes or no; escape is no."""

    BINDINGS: ClassVar[list[BindingType]] = [("y", "answer(True)", "yes"), ("n,escape,q", "answer(False)", "no")]

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text

    def compose(self) -> ComposeResult:
        yield Label(f"{self.text}  y / n", id="question", markup=False)

    def action_answer(self, yes: bool) -> None:
        self.dismiss(yes)
