"""What is remembered of practising, in one SQLite file: attempts, judgings, hints, looks at solutions.

Each operation opens the file, does one transaction and closes it, so two sessions can write at once and a kill leaves
what was there before. A file that is damaged is set aside and begun anew. Losing it loses nothing else: answers and
kept attempts are files of their own.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

from sensei.catalog import ROOT, Kata, shown
from sensei.verdict import State, Verdict

FOLDER = ROOT / ".sensei"
NAME = "journal.sqlite3"
PATIENCE = 5.0
"""Seconds to wait while another session writes."""
PAUSE = timedelta(minutes=20)
"""Who does nothing for longer than that is taken to have stopped then."""
SCHEMA = """
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS attempts (
    number INTEGER PRIMARY KEY, kata TEXT NOT NULL, began REAL NOT NULL, ended REAL);
CREATE UNIQUE INDEX IF NOT EXISTS one_is_open ON attempts (kata) WHERE ended IS NULL;
CREATE TABLE IF NOT EXISTS judgings (
    attempt INTEGER NOT NULL REFERENCES attempts, at REAL NOT NULL, state TEXT NOT NULL, total INTEGER NOT NULL,
    held TEXT NOT NULL, failed TEXT NOT NULL, whole INTEGER NOT NULL, hints INTEGER NOT NULL, since_began REAL NOT NULL,
    digest TEXT NOT NULL, took REAL NOT NULL);
CREATE TABLE IF NOT EXISTS looks (
    attempt INTEGER NOT NULL REFERENCES attempts, at REAL NOT NULL, what TEXT NOT NULL, number INTEGER NOT NULL);
PRAGMA user_version = 1;
COMMIT;
"""
DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
UNREADABLE = (sqlite3.Error, OSError, ValueError, TypeError, OverflowError)
"""What comes of a file that is no database, or of one in which another program has written."""
Seen = Literal["opened", "hint", "solution", "restored"]
"""What a learner looked at: the kata itself, hint `number`, the reference; or an earlier attempt was brought back."""

notices: list[str] = []
"""Sentences that are still to be said: that a damaged journal was set aside, or that it cannot be read."""


def take_notices() -> list[str]:
    """The sentences that are still to be said, once."""
    taken = notices[:]
    notices.clear()
    return taken


class NotKept(Exception):
    """The journal cannot be written or read; the text says why."""


@dataclass(frozen=True)
class Judging:
    """One verdict on `katas/STEM.py`."""

    at: datetime
    state: State
    total: int
    """Checks of the kata at that time."""
    held: tuple[str, ...]
    failed: tuple[str, ...]
    """Names of checks."""
    whole: bool
    """All checks were asked for, not some of them."""
    hints: int
    """The highest hint seen before, in this attempt."""
    since_began: float
    """Seconds since the attempt began."""
    digest: str
    """SHA-256 of the answer."""
    took: float
    """Seconds of judging."""


@dataclass(frozen=True)
class Look:
    """Something that was shown or brought back."""

    at: datetime
    what: Seen
    number: int


@dataclass(frozen=True)
class Attempt:
    """From a stub to the next `reset`: what was done, the earliest first."""

    kata: str
    began: datetime
    ended: datetime | None
    judgings: tuple[Judging, ...]
    looks: tuple[Look, ...]

    @property
    def green(self) -> Judging | None:
        """The first judging in which every check held."""
        return next((one for one in self.judgings if one.state == "green" and one.whole), None)

    @property
    def was_brought_back_green(self) -> bool:
        """Is the green answer one of an earlier attempt, or may it be?"""
        green, restored = self.green, self.first("restored")
        return green is not None and restored is not None and restored <= green.at

    @property
    def needed_solution(self) -> bool:
        """The solution was looked at while the kata was not green."""
        green, looked = self.green, self.first("solution")
        return looked is not None and (green is None or looked < green.at)

    @property
    def last(self) -> datetime:
        """When something was done last."""
        return max([self.began, *self._times()])

    def _times(self) -> list[datetime]:
        return [one.at for one in self.judgings] + [one.at for one in self.looks]

    def first(self, what: Seen) -> datetime | None:
        """When that was looked at first."""
        return next((look.at for look in self.looks if look.what == what), None)

    def hints(self, until: datetime) -> int:
        """The highest hint seen up to then."""
        return max((look.number for look in self.looks if look.what == "hint" and look.at <= until), default=0)

    def worked(self, until: datetime) -> timedelta:
        """Time up to then, long pauses left out."""
        times = sorted({self.began, until, *(at for at in self._times() if at < until)})
        gaps = [later - earlier for earlier, later in itertools.pairwise(times)]
        return sum((min(gap, PAUSE) for gap in gaps), timedelta())


def digest(file: Path) -> str:
    """What identifies an answer; empty if there is no such file."""
    try:
        return hashlib.sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def judged(verdict: Verdict, digest: str, *, whole: bool) -> None:
    """Record a verdict on the learner's answer. `NotKept` if that cannot be."""
    now = datetime.now(UTC).timestamp()
    with _writing() as connection:
        number = _open_attempt(connection, verdict.kata, now)
        (began,) = connection.execute("SELECT began FROM attempts WHERE number = ?", (number,)).fetchone()
        held = [outcome.check.name for outcome in verdict.outcomes if outcome.passed]
        failed = [outcome.check.name for outcome in verdict.failed]
        connection.execute(
            "INSERT INTO judgings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                *(number, now, verdict.state, len(verdict.outcomes), json.dumps(held), json.dumps(failed), whole),
                *(_hints(connection, verdict.kata), now - began, digest, verdict.seconds),
            ),
        )


def looked(kata: Kata, what: Seen, number: int = 0) -> None:
    """Record what was shown. `NotKept` if that cannot be."""
    now = datetime.now(UTC).timestamp()
    with _writing() as connection:
        attempt = _open_attempt(connection, kata, now)
        connection.execute("INSERT INTO looks VALUES (?, ?, ?, ?)", (attempt, now, what, number))


def closed(kata: Kata) -> None:
    """The attempt is over: its answer was put aside. `NotKept` if that cannot be recorded."""
    with _writing() as connection:
        now = datetime.now(UTC).timestamp()
        connection.execute("UPDATE attempts SET ended = ? WHERE kata = ? AND ended IS NULL", (now, kata.slug))


def hints_seen(kata: Kata) -> int:
    """The highest hint seen in this attempt; 0 also if the journal cannot be read."""
    seen = 0
    with _reading() as connection:
        seen = _hints(connection, kata) if connection else 0
    return seen


def judgings_of(digests: Sequence[str]) -> dict[str, tuple[State, int, int]]:
    """For each of these answers that was judged as a whole: the last state, checks that held, and checks in all."""
    marks = ", ".join("?" * len(digests))
    query = f"SELECT digest, state, held, total FROM judgings WHERE whole AND digest IN ({marks}) ORDER BY at"
    found: dict[str, tuple[State, int, int]] = {}
    with _reading() as connection:
        for digest, state, held, total in connection.execute(query, digests) if connection else ():
            found[digest] = state, len(json.loads(held)), total
    return found


def attempts() -> tuple[Attempt, ...]:
    """All of all katas, the earliest first; none if the journal cannot be read."""
    found: list[Attempt] = []
    with _reading() as connection:
        found = _attempts(connection) if connection else []
    return tuple(found)


def _attempts(connection: sqlite3.Connection) -> list[Attempt]:
    judgings = _grouped(connection.execute("SELECT * FROM judgings ORDER BY at"), _judging)
    looks = _grouped(connection.execute("SELECT * FROM looks ORDER BY at"), _look)
    return [
        Attempt(
            kata,
            _time(began),
            _time(ended) if ended else None,
            tuple(judgings.get(number, ())),
            tuple(looks.get(number, ())),
        )
        for number, kata, began, ended in connection.execute(
            "SELECT number, kata, began, ended FROM attempts ORDER BY number"
        )
    ]


def _grouped(rows: Iterator[Any], make: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for attempt, *rest in rows:
        found.setdefault(attempt, []).append(make(*rest))
    return found


def _judging(at: float, state: State, total: int, held: str, failed: str, whole: int, *rest: Any) -> Judging:
    return Judging(_time(at), state, total, tuple(json.loads(held)), tuple(json.loads(failed)), bool(whole), *rest)


def _look(at: float, what: Seen, number: int) -> Look:
    return Look(_time(at), what, number)


def _time(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _open_attempt(connection: sqlite3.Connection, kata: Kata, now: float) -> int:
    connection.execute("INSERT OR IGNORE INTO attempts (kata, began) VALUES (?, ?)", (kata.slug, now))
    query = "SELECT number FROM attempts WHERE kata = ? AND ended IS NULL"
    return int(connection.execute(query, (kata.slug,)).fetchone()[0])


def _hints(connection: sqlite3.Connection, kata: Kata) -> int:
    query = "SELECT MAX(looks.number) FROM looks JOIN attempts ON attempt = attempts.number"
    row = connection.execute(f"{query} WHERE kata = ? AND ended IS NULL AND what = 'hint'", (kata.slug,)).fetchone()
    return int(row[0] or 0)


@contextmanager
def _writing() -> Iterator[sqlite3.Connection]:
    """One transaction: all of it or nothing."""
    try:
        FOLDER.mkdir(parents=True, exist_ok=True)
        with closing(_opened("rwc")) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")
    except (sqlite3.Error, OSError) as error:
        raise NotKept(f"{_why(error)}: {shown(FOLDER / NAME)}") from error


@contextmanager
def _reading() -> Iterator[sqlite3.Connection | None]:
    """None if there is no journal, or if it cannot be opened. What fails inside is a notice, and ends the block."""
    try:
        connection = _opened("rw")  # not "ro", which cannot roll back what a killed session began
    except (sqlite3.Error, OSError) as error:
        if (FOLDER / NAME).exists():
            _cannot_be_read(error)
        yield None
        return
    try:
        with closing(connection):
            yield connection
    except UNREADABLE as error:
        _cannot_be_read(error)


def _cannot_be_read(error: Exception) -> None:
    notice = f"the journal cannot be read: {_why(error)}: {shown(FOLDER / NAME)}"
    if notice not in notices:
        notices.append(notice)


def _opened(mode: str) -> sqlite3.Connection:
    """A sound journal with its tables; a damaged one is set aside first."""
    file = FOLDER / NAME
    before = _identity(file)
    try:
        return _connected(file, mode)
    except sqlite3.DatabaseError as error:
        if not (error.sqlite_errorname or "").startswith(DAMAGE):
            raise
    if _identity(file) == before:  # else another session has set it aside already
        _set_aside(file)
    return _connected(file, mode)


def _connected(file: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(f"{file.as_uri()}?mode={mode}", timeout=PATIENCE, uri=True, isolation_level=None)
    try:
        ((verdict,),) = connection.execute("PRAGMA quick_check(1)").fetchall()
        if verdict != "ok":
            raise _damaged(verdict)
        if not connection.execute("PRAGMA user_version").fetchone()[0]:
            connection.executescript(SCHEMA)
    except BaseException:
        connection.close()
        raise
    return connection


def _damaged(verdict: str) -> sqlite3.DatabaseError:
    error = sqlite3.DatabaseError(verdict)
    error.sqlite_errorname = DAMAGE[0]
    return error


def _identity(file: Path) -> tuple[int, int] | None:
    try:
        found = file.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _set_aside(file: Path) -> None:
    names = (
        file.with_name(f"journal-damaged-{datetime.now():%Y-%m-%d}-{number}.sqlite3") for number in itertools.count(1)
    )
    aside = next(name for name in names if not name.exists())
    os.replace(file, aside)
    with suppress(FileNotFoundError):  # of a transaction that was cut off: it must not be applied to the new file
        os.replace(f"{file}-journal", f"{aside}-journal")
    notices.append(f"the journal was damaged; it is set aside as {shown(aside)}, and a new one is begun")


def _why(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
