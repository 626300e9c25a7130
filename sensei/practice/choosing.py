"""The list of katas: type to filter, move, enter opens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widgets import DataTable, Footer, Input

from sensei.catalog import Kata
from sensei.screen import progress
from sensei.standing import Standing

HELP = "filter: a topic, a level (2), a state (untouched, begun, green, due)"


def fits(one: Standing, text: str) -> bool:
    """Does a kata fit all words: a level, a state, or part of its name, topics or chapter?"""

    def has(word: str) -> bool:
        if word.isdecimal():
            return one.kata.level == int(word)
        return one.kata.is_about(word) or one.progress.startswith(word) or (word == "due" and one.due)

    return all(map(has, text.lower().split()))


class Choosing(Screen[Kata | None]):
    """Gives back the kata that was chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("escape", "leave", "back"),
        ("up", "move(-1)", "up"),
        ("down", "move(1)", "down"),
    ]

    def __init__(self, found: Sequence[Standing], current: Kata) -> None:
        super().__init__()
        self.found = found
        self.current = current

    def compose(self) -> ComposeResult:
        yield Input(placeholder=HELP, id="filter", compact=True)
        table: DataTable[Text | str] = DataTable(cursor_type="row", zebra_stripes=False)
        table.add_columns("kata", "level", "min", "state", "topics")
        table.can_focus = False  # typing goes to the filter; arrows, enter and the mouse choose
        yield table
        yield Footer()

    def on_mount(self) -> None:
        self._fill("")
        self.query_one(Input).focus()

    def _fill(self, text: str) -> None:
        table = self.query_one(DataTable)
        table.clear()
        shown = [one for one in self.found if fits(one, text)]
        for one in shown:
            kata = one.kata
            cells = (kata.slug, str(kata.level), str(kata.minutes), progress(one), ", ".join(kata.topics))
            table.add_row(*cells, key=kata.slug)
        at = next((at for at, one in enumerate(shown) if one.kata == self.current), 0)
        table.move_cursor(row=at)

    def on_input_changed(self, event: Input.Changed) -> None:
        self._fill(event.value)

    def on_input_submitted(self) -> None:
        table = self.query_one(DataTable)
        if table.row_count:
            self._choose(str(table.coordinate_to_cell_key(table.cursor_coordinate).row_key.value))

    def on_data_table_row_selected(self, event: DataTable.RowSelected) -> None:
        self._choose(str(event.row_key.value))

    def _choose(self, slug: str) -> None:
        self.dismiss(next(one.kata for one in self.found if one.kata.slug == slug))

    def action_move(self, rows: int) -> None:
        table = self.query_one(DataTable)
        table.move_cursor(row=table.cursor_row + rows)

    def action_leave(self) -> None:
        self.dismiss(None)
