"""What a bench found: tables of rows, sentences, and the machine; and the same for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sensei.bench.measure import WIDE, Row


@dataclass(frozen=True)
class Column:
    """One figure of a table: its key in the rows, its heading with the unit, and digits after the point."""

    key: str
    heading: str
    digits: int = 0


@dataclass(frozen=True)
class Table:
    """Variants that do the same work, side by side."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    first: str = ""
    """Key of the figure that is also given as a ratio to the first row that has it."""
    at: dict[str, float] = field(default_factory=dict)
    """What this table was measured at, for plots: {"clients": 100}."""

    def base(self) -> Row | None:
        """The row that ratios are taken to."""
        return next((row for row in self.rows if self.first in row.figures), None)

    def ratio(self, row: Row) -> float | None:
        """To the first row; None where there is no figure."""
        base = self.base()
        if base is None or self.first not in row.figures or not base.figures[self.first].median:
            return None
        return row.figures[self.first].median / base.figures[self.first].median

    def wide(self) -> list[str]:
        """The rows whose runs lie too far apart to be compared."""
        return [row.name for row in self.rows if self.first in row.figures and row.figures[self.first].spread > WIDE]


@dataclass
class Report:
    """All that one `nox -s bench -- SUBJECT` has to say."""

    subject: str
    machine: dict[str, str]
    settings: dict[str, Any]
    tables: list[Table] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        return {
            "subject": self.subject,
            "machine": self.machine,
            "settings": self.settings,
            "tables": [_table(table) for table in self.tables],
            "said": self.said,
        }


def _table(table: Table) -> dict[str, Any]:
    return {
        "title": table.title,
        "at": table.at,
        "units": {column.key: column.heading for column in table.columns},
        "ratio of": table.first,
        "rows": [_row(table, row) for row in table.rows],
    }


def _row(table: Table, row: Row) -> dict[str, Any]:
    found = {
        key: {"median": one.median, "low": one.low, "high": one.high, "runs": list(one.runs)}
        for key, one in row.figures.items()
    }
    return {"variant": row.name, "figures": found, "ratio": table.ratio(row), "said": row.said or None}
