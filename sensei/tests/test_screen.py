"""What a learner reads, letter by letter, for verdicts made by hand."""

from __future__ import annotations

import io
import sys

import pytest
from rich.console import Console

from sensei import links
from sensei.catalog import ROOT, kata
from sensei.checks import Check
from sensei.screen import Screen
from sensei.verdict import Outcome, Place, Verdict

HOLDS = Outcome(Check("test_a", "gives back the result"), True)
FAILS = Outcome(
    Check("test_b", "wakes the loop"),
    False,
    why="nothing woke the loop\nexpected 1\ngot      2",
    where=(Place(str(ROOT / "katas/asleep.py"), 14, "return await future", "task 'asleep'"),),
    at=(Place(str(ROOT / "tests/test_asleep.py"), 30, "same(1, 2)"),),
    printed="one\ntwo",
)
NOT_REACHED = Outcome(Check("test_c", "is silent"), None)

RED = """
asleep   1 of 3

  ✔ gives back the result
  ✘ wakes the loop
      nothing woke the loop
      expected 1
      got      2
      task 'asleep' at  katas/asleep.py:14   return await future
      the check is  tests/test_asleep.py:30
      it printed:
        one
        two
  · one more

  next   try again
         or else

"""

GREEN = """
asleep   1 of 1

  ✔ gives back the result

  all 1 hold, in 1.2 s

  next   read on

"""

BROKEN = """
asleep   0 of 1

  ✘ katas/asleep.py hung in the check “gives back the result”, and could not be
    interrupted
      at  katas/asleep.py:2   spin()

"""

TREE = """
      no
      task 'run' waits for task 'work'
        at  katas/indexer.py:9   await queue.join()
        task 'work' (and 4 like it) waits for an item: the queue is empty
          at  katas/indexer.py:4   await get()
          task 'sleep' is at work
      thread 'x' at  katas/indexer.py:3   spin()
"""


@pytest.fixture
def drawn(capsys):
    def draw(verdict, *steps):
        screen = Screen()
        screen.title(verdict)
        screen.verdict(verdict, steps)
        return capsys.readouterr().out

    return draw


def test_red(drawn):
    verdict = Verdict(kata("asleep"), "red", (HOLDS, FAILS, NOT_REACHED))
    assert drawn(verdict, "try again", "or else") == RED


def test_green(drawn):
    assert drawn(Verdict(kata("asleep"), "green", (HOLDS,), seconds=1.23), "read on") == GREEN


def test_broken(drawn):
    sentence = "katas/asleep.py hung in the check “gives back the result”, and could not be interrupted"
    where = (Place(str(ROOT / "katas/asleep.py"), 2, "spin()"),)
    assert drawn(Verdict(kata("asleep"), "broken", (NOT_REACHED,), sentence, where)) == BROKEN


def test_of_many_that_hold_the_last_are_shown(drawn):
    many = tuple(Outcome(Check(f"test_{number}", f"check {number}"), True) for number in range(30))
    lines = drawn(Verdict(kata("asleep"), "red", (*many, FAILS))).splitlines()
    assert "  ✔ 22 checks, and" in lines
    assert "  ✔ check 21" not in lines
    assert "  ✔ check 22" in lines


def test_no_line_is_wider_than_80_columns(drawn):
    long = Outcome(
        Check("test_d", "says a lot"),
        False,
        why="much " * 60,
        where=(Place(str(ROOT / "katas/asleep.py"), 1, "x" * 200),),
        printed="y" * 200,
    )
    assert max(map(len, drawn(Verdict(kata("asleep"), "red", (long,))).splitlines())) <= 80


def test_an_old_terminal_gets_plain_marks(monkeypatch):
    old = io.TextIOWrapper(io.BytesIO(), encoding="cp1252", errors="strict")
    monkeypatch.setattr(sys, "stdout", old)
    Screen().verdict(Verdict(kata("asleep"), "red", (HOLDS, FAILS, NOT_REACHED)), [])
    old.flush()
    text = old.buffer.getvalue().decode("cp1252")
    assert "  + gives back the result" in text
    assert "  x wakes the loop" in text


def test_what_an_answer_says_cannot_steer_the_terminal(drawn):
    nasty = Outcome(Check("test_e", "says it"), False, why="\x1b[2J all green \ud800", printed="\x1b[31mred")
    text = drawn(Verdict(kata("asleep"), "red", (nasty,)))
    assert "\\x1b[2J all green \\ud800" in text
    assert "\x1b" not in text


def test_places_that_are_alike_are_counted(drawn):
    places = tuple(Place(str(ROOT / "katas/asleep.py"), 3, "wait()", f"thread {number}") for number in range(150))
    text = drawn(Verdict(kata("asleep"), "red", (Outcome(Check("test_f", "ends"), False, why="no", where=places),)))
    assert "150 of them, thread 0 for one, at  katas/asleep.py:3" in text


def test_who_waits_for_whom_is_a_tree(drawn):
    file = str(ROOT / "katas/indexer.py")
    places = (
        Place(file, 9, "await queue.join()", "task 'run'", "waits for task 'work'"),
        Place(file, 4, "await get()", "task 'work' (and 4 like it)", "waits for an item: the queue is empty", 1),
        Place("", 0, "", "task 'sleep'", "is at work", 2),
        Place(file, 3, "spin()", "thread 'x'"),
    )
    text = drawn(Verdict(kata("indexer"), "red", (Outcome(Check("test_h", "ends"), False, why="no", where=places),)))
    assert TREE in text


def test_of_many_who_wait_the_first_are_shown(drawn):
    file = str(ROOT / "katas/indexer.py")
    places = tuple(Place(file, 1, "wait()", f"task '{number}'", "waits for a lock") for number in range(9))
    text = drawn(Verdict(kata("indexer"), "red", (Outcome(Check("test_i", "ends"), False, why="no", where=places),)))
    assert text.count("waits for a lock") == 6
    assert "      and three more\n" in text


def test_no_colour_without_a_terminal(drawn):
    assert "\x1b" not in drawn(Verdict(kata("asleep"), "red", (HOLDS, FAILS, NOT_REACHED)))


def test_paths_and_lines_are_links_in_a_terminal(monkeypatch):
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    out = io.StringIO()
    screen = Screen(Console(file=out, force_terminal=True, color_system="standard", width=80))
    screen.verdict(Verdict(kata("asleep"), "red", (FAILS,)), ["edit katas/asleep.py, then nox -s kata-asleep"])
    assert f"{ROOT}/katas/asleep.py#1\x1b\\" in out.getvalue()
    place = FAILS.where[0]
    assert f"#{place.line}\x1b\\" in out.getvalue()
    assert links.link("/a b.py", 3, {"TERM_PROGRAM": "vscode"}) == "vscode://file/a%20b.py:3"
