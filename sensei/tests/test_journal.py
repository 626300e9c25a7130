"""The journal survives what happens to files; dates come from a frozen clock."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import threading
from datetime import UTC, datetime, timedelta

import pytest
from freezegun import freeze_time

from sensei import again, attempts, catalog, commands, due, journal, standing, whole
from sensei.catalog import ROOT, kata
from sensei.checks import checks
from sensei.tests.said import said
from sensei.verdict import Outcome, Verdict
from sensei.words import DONE, MISTAKEN

START = datetime(2026, 3, 2, 19, 0, tzinfo=UTC)


def verdict(slug, green=True):
    one = kata(slug)
    outcomes = [Outcome(check, True) for check in checks(one)]
    if not green:
        outcomes[-1] = Outcome(checks(one)[-1], False, "no")
    return Verdict(one, "green" if green else "red", tuple(outcomes), seconds=0.5)


def judged(slug, digest="d", green=True):
    journal.judged(verdict(slug, green), digest, whole=True)


def test_what_is_judged_can_be_read_again():
    with freeze_time(START) as clock:
        journal.looked(kata("asleep"), "opened")
        clock.tick(600)
        judged("asleep", "one", green=False)
        journal.looked(kata("asleep"), "hint", 2)
        clock.tick(60)
        judged("asleep", "two")
    (attempt,) = journal.attempts()
    first, second = attempt.judgings
    assert (first.state, first.failed, first.since_began) == ("red", (checks(kata("asleep"))[-1].name,), 600)
    assert (second.state, second.hints, second.held) == ("green", 2, tuple(one.name for one in checks(kata("asleep"))))
    assert attempt.green == second
    assert attempt.worked(second.at) == timedelta(seconds=660)
    assert journal.hints_seen(kata("asleep")) == 2
    assert journal.judgings_of(["one", "two", "three"]).keys() == {"one", "two"}


def test_a_long_pause_is_not_work():
    with freeze_time(START) as clock:
        journal.looked(kata("asleep"), "opened")
        clock.tick(timedelta(days=1))
        judged("asleep")
    (attempt,) = journal.attempts()
    assert attempt.judgings[0].since_began == 86400
    assert attempt.worked(attempt.judgings[0].at) == journal.PAUSE


def test_a_reset_begins_a_new_attempt_without_hints():
    journal.looked(kata("asleep"), "hint", 3)
    journal.closed(kata("asleep"))
    assert journal.hints_seen(kata("asleep")) == 0
    judged("asleep")
    assert [one.ended is None for one in journal.attempts()] == [False, True]


@pytest.mark.parametrize("garbage", [b"no database, and longer than a head" * 100, b"SQLite format 3\0 and"])
def test_a_damaged_journal_is_set_aside(garbage):
    journal.FOLDER.mkdir()
    (journal.FOLDER / journal.NAME).write_bytes(garbage)
    judged("asleep")
    assert len(journal.attempts()) == 1
    (notice,) = journal.take_notices()
    assert "the journal was damaged; it is set aside as" in notice
    (aside,) = journal.FOLDER.glob("journal-damaged-*")
    assert aside.read_bytes() == garbage


def test_a_page_overwritten_in_the_middle_is_noticed():
    for number in range(40):
        judged("asleep", str(number))
    file = journal.FOLDER / journal.NAME
    data = bytearray(file.read_bytes())
    data[4096 : len(data)] = b"\xff" * (len(data) - 4096)
    file.write_bytes(data)
    judged("asleep")
    assert journal.take_notices()
    assert len(journal.attempts()[0].judgings) == 1


def test_a_new_damage_does_not_overwrite_an_old_one():
    for text in (b"first" * 1000, b"second" * 1000):
        journal.FOLDER.mkdir(exist_ok=True)
        (journal.FOLDER / journal.NAME).write_bytes(text)
        judged("asleep")
    assert {one.read_bytes()[:5] for one in journal.FOLDER.glob("journal-damaged-*.sqlite3")} == {b"first", b"secon"}


def test_who_finds_it_mended_by_another_leaves_it_alone(monkeypatch):
    journal.FOLDER.mkdir()
    file = journal.FOLDER / journal.NAME
    file.write_bytes(b"damaged" * 1000)
    connected = journal._connected

    def another_session_comes_first(*words):
        monkeypatch.setattr(journal, "_connected", connected)
        try:
            return connected(*words)
        finally:
            judged("asleep", "of the other session")

    monkeypatch.setattr(journal, "_connected", another_session_comes_first)
    judged("asleep", "mine")
    assert {one.digest for one in journal.attempts()[0].judgings} == {"of the other session", "mine"}


def _write_many(folder, count, barrier):
    journal.FOLDER = folder
    barrier.wait()
    for number in range(count):
        judged("asleep", f"{os.getpid()}-{number}")


@pytest.mark.timeout(60)
def test_two_sessions_write_at_once_and_nothing_is_lost():
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(2)
    both = [context.Process(target=_write_many, args=(journal.FOLDER, 25, barrier)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    (attempt,) = journal.attempts()
    assert len({judging.digest for judging in attempt.judgings}) == 50


KILLED = """
import sys
from pathlib import Path
from sensei import journal
from sensei.tests.test_journal import judged
journal.FOLDER = Path(sys.argv[1])
judged("asleep", "whole")
with journal._writing() as connection:
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("PRAGMA cache_spill = 1")
    for number in range(2000):
        connection.execute("INSERT INTO looks VALUES (1, ?, 'hint', 3)", (number,))
    print("in the middle", flush=True)
    sys.stdin.read()
"""


@pytest.mark.timeout(60)
def test_a_kill_in_the_middle_of_writing_leaves_what_was_there():
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(journal.FOLDER)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout.readline() == "in the middle\n"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert (journal.FOLDER / f"{journal.NAME}-journal").exists(), "the kill came too late to prove anything"
    (attempt,) = journal.attempts()
    assert [one.digest for one in attempt.judgings] == ["whole"]
    assert attempt.looks == ()
    assert journal.take_notices() == []


def test_a_journal_that_is_busy_too_long_costs_the_memory_alone(monkeypatch):
    judged("asleep")
    monkeypatch.setattr(journal, "PATIENCE", 0.01)
    other = sqlite3.connect(journal.FOLDER / journal.NAME, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(journal.NotKept, match="database is locked"):
        judged("asleep", "another")
    other.close()


def test_resets_keep_attempts_with_date_and_state(capsys, clone):
    one = kata("iterator")
    one.file.write_text("first = 1\n", encoding="utf-8")
    judged("iterator", journal.digest(one.file))
    with freeze_time("2026-03-02 19:00:00"):
        assert said(capsys, again.reset, "iterator")[0] == DONE
    one.file.write_text("second = 2\n", encoding="utf-8")
    assert said(capsys, again.reset, "iterator", "--yes")[0] == DONE
    assert [(kept.number, kept.state) for kept in attempts.kept(one)] == [(1, "green"), (2, "never judged")]
    text = said(capsys, again.show_attempts, "iterator")[1]
    assert "1   Mon 02 Mar 2026, 19:00   green" in text
    assert "first = 1" in said(capsys, again.show_attempts, "iterator", "1")[1]
    assert said(capsys, again.show_attempts, "iterator", "1", "--restore")[0] == DONE
    assert one.file.read_text(encoding="utf-8") == "first = 1\n"
    assert next(each.progress for each in standing.standings() if each.kata == one) == "green"


def test_what_was_never_judged_is_not_put_aside_unasked(capsys, clone):
    kata("iterator").file.write_text("mine = 1\n", encoding="utf-8")
    code, text = said(capsys, again.reset, "iterator")
    assert (code, "was never judged as it stands" in text, "--yes" in text) == (MISTAKEN, True, True)
    assert kata("iterator").file.read_text(encoding="utf-8") == "mine = 1\n"


def test_attempts_that_are_not_there(capsys, clone):
    assert "nothing is kept of asleep" in said(capsys, again.show_attempts, "asleep")[1]
    assert "asleep has no attempt 3: nothing is kept of it yet" in said(capsys, again.show_attempts, "asleep", "3")[1]
    assert "which one?" in said(capsys, again.show_attempts, "asleep", "--restore")[1]


def test_restoring_keeps_what_it_replaces_and_proves_nothing(capsys, clone):
    one = kata("iterator")
    one.file.write_text("old = 1\n", encoding="utf-8")
    said(capsys, again.reset, "iterator", "--yes")
    one.file.write_text("new = 2\n", encoding="utf-8")
    said(capsys, again.show_attempts, "iterator", "1", "--restore")
    assert attempts.kept(one)[1].file.read_text(encoding="utf-8") == "new = 2\n"
    judged("iterator")
    assert due.all_due() == []


def test_a_disk_that_is_full_changes_nothing(capsys, clone, fill_the_disk):
    one = kata("iterator")
    one.file.write_text("first = 1\n", encoding="utf-8")
    said(capsys, again.reset, "iterator", "--yes")
    one.file.write_text("mine = 1\n", encoding="utf-8")
    (kept,) = attempts.kept(one)
    fill_the_disk()
    for command, *words in ((again.reset, "iterator", "--yes"), (again.show_attempts, "iterator", "1", "--restore")):
        code, text = said(capsys, command, *words)
        assert code == MISTAKEN
        assert text.startswith("nothing was changed: No space left on device: ")
        assert one.file.read_text(encoding="utf-8") == "mine = 1\n"
        assert attempts.kept(one) == [kept]
        assert kept.file.read_text(encoding="utf-8") == "first = 1\n"
    assert [file.name for file in one.file.parent.glob(".*")] == []


def test_a_disk_with_room_for_one_answer_only_changes_nothing(capsys, clone, monkeypatch):
    one = kata("iterator")
    one.file.write_text("mine = 1\n", encoding="utf-8")
    write = whole.write

    def full(file, content):
        if file == one.file:
            raise OSError(28, "No space left on device", str(file))
        write(file, content)

    monkeypatch.setattr(whole, "write", full)
    code, text = said(capsys, again.reset, "iterator", "--yes")
    assert (code, text.split(": ")[:2]) == (MISTAKEN, ["nothing was changed", "No space left on device"])
    assert one.file.read_text(encoding="utf-8") == "mine = 1\n"
    assert attempts.kept(one) == []


def test_a_folder_that_cannot_be_made_changes_nothing(capsys, clone):
    one = kata("iterator")
    one.file.write_text("mine = 1\n", encoding="utf-8")
    (journal.FOLDER).mkdir()
    (journal.FOLDER / "attempts").write_text("a file where the folder must be", encoding="utf-8")
    code, text = said(capsys, again.reset, "iterator", "--yes")
    assert (code, "nothing was changed" in text) == (MISTAKEN, True)
    assert one.file.read_text(encoding="utf-8") == "mine = 1\n"


def done(slug, clock, minutes, hints=0, solution=False):
    """One attempt from stub to green."""
    journal.looked(kata(slug), "opened")
    for number in range(1, hints + 1):
        journal.looked(kata(slug), "hint", number)
    if solution:
        journal.looked(kata(slug), "solution")
    for _ in range(minutes // 10):
        clock.tick(600)
        judged(slug, "not yet", green=False)
    clock.tick(minutes % 10 * 60)
    judged(slug, f"{slug} {datetime.now(UTC)}")
    journal.closed(kata(slug))


@pytest.mark.parametrize(
    ("minutes", "hints", "solution", "rating"),
    [(20, 0, False, "Easy"), (40, 0, False, "Good"), (20, 1, False, "Good"), (20, 2, False, "Hard"),
     (100, 0, False, "Hard"), (10, 0, True, "Again")],
)  # fmt: skip
def test_time_hints_and_a_look_at_the_solution_make_the_rating(minutes, hints, solution, rating):
    with freeze_time(START) as clock:
        done("asleep", clock, minutes, hints, solution)
    (review,) = due.reviews(journal.attempts(), catalog.katas())
    assert review.rating.name == rating


def test_a_month_of_practice():
    """Each evening what is due is done, one kata well, one with trouble, one with a look at the solution."""
    days = {"iterator": [], "asleep": [], "crawler": []}
    with freeze_time(START) as clock:
        for day in range(31):
            for slug in days:
                if day == 0 or slug in {one.kata.slug for one in due.due_by(due.today())}:
                    days[slug].append(day)
                    trouble = slug != "iterator" and len(days[slug]) == 1
                    done(slug, clock, 15, hints=3 * trouble, solution=trouble and slug == "crawler")
            clock.move_to(START + timedelta(days=day + 1))
    assert days == {"iterator": [0, 2, 13], "asleep": [0, 1, 3, 19], "crawler": [0, 1, 2, 7]}


def test_what_is_due_is_said_and_listed(capsys, clone):
    with freeze_time(START) as clock:
        assert "none has been yet" in said(capsys, again.due)[1]
        done("asleep", clock, 100, hints=2)
        done("iterator", clock, 5)
        clock.tick(timedelta(hours=20))
        text = said(capsys, again.due)[1]
        assert "due today\n  asleep" in text
        assert "last green on Monday 2 March: 100 of 45 minutes, 2 hints" in text
        assert "then: iterator on" in text
        assert "asleep" in said(capsys, commands.list_katas, "--state", "due")[1]
        clock.tick(timedelta(days=2))
        assert "since Tuesday 3 March" in said(capsys, again.due)[1]


def test_without_a_terminal_practice_says_so(capsys):
    code, text = said(capsys, again.practice, "asleep")
    assert (code, text) == (MISTAKEN, "practice needs a terminal; without one nox -s kata-asleep judges once\n")


def test_reading_waits_for_nobody_and_needs_no_journal():
    assert (journal.attempts(), journal.hints_seen(kata("asleep")), journal.judgings_of(["x"])) == ((), 0, {})
    assert not journal.FOLDER.exists()
    assert threading.active_count() == 1
