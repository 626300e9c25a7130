"""Draws a report on the screen."""

from __future__ import annotations

from rich.table import Table as Grid
from rich.text import Text

from sensei.bench.measure import Row
from sensei.bench.report import Column, Report, Table
from sensei.screen import Screen, visible

WIDTH = 110
"""Of a log: nothing of a table is cut."""


def show(screen: Screen, report: Report) -> None:
    """The machine, the tables and what is to be said."""
    screen.say()
    screen.say(f"bench {report.subject}   {', '.join(_named(*one) for one in report.machine.items())}", "bold")
    rounds = report.settings["rounds"]
    spread = (
        f"medians of {rounds} rounds, taken in turns; ± is half of what lies between the lowest and the highest run"
    )
    screen.say(spread if rounds > 1 else "one round: no spread can be given", "dim")
    for table in report.tables:
        _table(screen, table)
    screen.say()
    for sentence in report.said:
        screen.say(f"{screen.marks[2]} {sentence}", indent=2)
    screen.say()


def _named(name: str, value: str) -> str:
    if name == "cores":
        return f"{value} core{'' if value == '1' else 's'}"
    return value if name in ("processor", "system", "python") else f"{name} {value}"


def _table(screen: Screen, table: Table) -> None:
    screen.say()
    screen.say(table.title, "bold")
    grid = Grid(box=None, pad_edge=False, padding=(0, 1, 0, 0), header_style="dim")
    grid.add_column("", no_wrap=True)
    for column in table.columns:
        longest = max(len(word) for word in column.heading.split())
        grid.add_column(column.heading, justify="right", min_width=longest)
    grid.add_column("ratio", justify="right", min_width=5)
    for row in table.rows:
        if row.figures:
            grid.add_row(row.name, *(_cell(row, column, table) for column in table.columns), _ratio(table, row))
    if grid.row_count:
        if not screen.console.is_terminal:
            screen.console.width = WIDTH
        screen.console.print(grid)
    for row in table.rows:
        if row.said:
            screen.say(f"{screen.marks[1]} {visible(row.name)}: {row.said}", "yellow", 2)
    for name in table.wide():
        screen.say(f"{screen.marks[2]} {name}: the runs lie far apart, its ratio says little", "dim", 2)


def _cell(row: Row, column: Column, table: Table) -> Text:
    figure = row.figures.get(column.key)
    if figure is None:
        return Text("")
    text = Text(f"{figure.median:,.{column.digits}f}")
    if column.key == table.first and len(figure.runs) > 1:
        text.append(f" ±{figure.spread / 2:.0%}", "dim")
    return text


def _ratio(table: Table, row: Row) -> str:
    found = table.ratio(row)
    return "" if found is None else f"{found:.2f}"
