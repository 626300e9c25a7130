"""The practice screen, by key presses and saves. Judging is replaced, but in one test."""

from __future__ import annotations

import asyncio
import os
import shutil
import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from freezegun import freeze_time
from textual.filter import NoColor
from textual.widgets import DataTable, Static

from sensei import attempts, journal
from sensei.catalog import kata
from sensei.child import Cancelled
from sensei.errors import Mistake
from sensei.hints import hints
from sensei.practice import app as practice
from sensei.practice import editor
from sensei.practice.app import Practice, begin
from sensei.practice.choosing import Choosing, fits
from sensei.practice.pages import Page, Question
from sensei.practice.watching import saves
from sensei.standing import Standing
from sensei.tests.test_journal import judged, verdict

pytestmark = pytest.mark.timeout(60)


class Judge:
    """Green is what says so; `gate` holds a judging up until it is opened or the judging cancelled."""

    def __init__(self):
        self.seen, self.cancelled, self.held_up = [], [], threading.Event()
        self.gate = None

    def __call__(self, one, folder, *, stop_at_first=False, full=None, cancelled=None):
        text = one.file.read_text(encoding="utf-8")
        self.seen.append(text)
        if self.gate is not None:
            self.held_up.set()
            while not self.gate.wait(0.01):
                if cancelled.is_set():
                    self.cancelled.append(text)
                    raise Cancelled
        if full is not None:
            full.write("everything that pytest says")
        return verdict(one.slug, green="green" in text)


@pytest.fixture
def judge(monkeypatch):
    judge = Judge()
    monkeypatch.setattr(practice, "judge", judge)
    return judge


async def until(pilot, holds):
    """Turn the screen's loop until it holds; the test's own deadline ends what never does."""
    while not holds():
        await pilot.pause(0.01)
    await pilot.pause()


def text_of(app, name="#verdict"):
    return str(app.screen_stack[0].query_one(name, Static).render())


def status(app):
    return text_of(app, "#status")


def save(one, text):
    new = one.file.with_suffix(".tmp")
    new.write_text(text, encoding="utf-8")
    os.replace(new, one.file)  # as many editors do


async def test_the_whole_loop(clone, judge):
    one, app = kata("asleep"), Practice(kata("asleep"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "judged at" in status(app))
        save(one, "wrong")
        await until(pilot, lambda: "wrong" in judge.seen and "judged at" in status(app))
        assert "✘" in text_of(app)
        assert "stuck? h" in text_of(app)
        await pilot.press("h")
        assert hints(one)[0].title in text_of(app, "#hints")
        await pilot.press("h")
        assert hints(one)[1].title in text_of(app, "#hints")
        save(one, "green")
        await until(pilot, lambda: "all 15 hold" in text_of(app))
        assert "n goes on to crawler" in text_of(app)
        await pilot.press("n")
        await until(pilot, lambda: app.kata.slug == "crawler" and "judged at" in status(app))
        assert text_of(app, "#hints") == ""
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, Choosing))
        await pilot.press(*"as completed")
        await until(pilot, lambda: app.screen.query_one(DataTable).row_count == 1)
        await pilot.press("enter")
        await until(pilot, lambda: app.kata.slug == "waiter" and "judged at" in status(app))
        await pilot.press("q")
    (own,) = [attempt for attempt in journal.attempts() if attempt.kata == "asleep"]
    assert [(judging.state, judging.hints) for judging in own.judgings] == [("red", 0), ("red", 0), ("green", 2)]


async def test_a_kata_can_be_chosen_with_the_mouse(clone, judge):
    app = Practice(kata("asleep"))
    async with app.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: "judged at" in status(app))
        await pilot.press("l")
        await until(pilot, lambda: isinstance(app.screen, Choosing))
        await pilot.click(DataTable, offset=(3, 2))
        await pilot.click(DataTable, offset=(3, 2))  # the first click moves there, the second chooses
        await until(pilot, lambda: app.kata.slug == "iterator" and "judged at" in status(app))


async def test_a_newer_save_ends_the_judging_under_way(clone, judge):
    one, app = kata("asleep"), Practice(kata("asleep"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: "judged at" in status(app))
        judge.gate = threading.Event()
        save(one, "slow")
        await until(pilot, judge.held_up.is_set)
        save(one, "green")
        await until(pilot, lambda: judge.seen[-1] == "green")
        await until(pilot, lambda: judge.cancelled == ["slow"])
        judge.gate.set()
        await until(pilot, lambda: "hold, in" in text_of(app))
    assert [judging.state for judging in journal.attempts()[0].judgings] == ["red", "green"]


async def test_quitting_ends_the_judging_under_way(clone, judge):
    app = Practice(kata("asleep"))
    judge.gate = threading.Event()
    async with app.run_test() as pilot:
        await until(pilot, judge.held_up.is_set)
        await pilot.press("q")
    assert len(judge.cancelled) == 1


async def test_the_solution_comes_at_the_second_press_and_is_noted(clone, judge):
    app = Practice(kata("asleep"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: "judged at" in status(app))
        await pilot.press("s")
        assert "that will be noted" in status(app)
        await pilot.press("h", "s")
        assert "that will be noted" in status(app), "another key in between takes the question back"
        assert journal.attempts()[0].first("solution") is None
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, Page))
        assert journal.attempts()[0].first("solution")
        await pilot.press("n", "x", "h")  # keys of the screen below
        await pilot.press("escape")
        await until(pilot, lambda: not isinstance(app.screen, Page))
        assert app.kata.slug == "asleep"
        assert app.hints_shown == 1


async def test_the_solution_of_a_green_kata_is_not_noted(clone, judge):
    save(kata("asleep"), "green")
    app = Practice(kata("asleep"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: "judged at" in status(app))
        await pilot.press("s")
        await until(pilot, lambda: isinstance(app.screen, Page))
    assert journal.attempts()[0].first("solution") is None


async def test_reset_keeps_the_answer_and_asks_only_for_what_was_never_judged(clone, judge):
    one = kata("asleep")
    save(one, "mine")
    app = Practice(one)
    async with app.run_test() as pilot:
        await until(pilot, lambda: "judged at" in status(app))
        await pilot.press("x")
        await until(pilot, lambda: "is the stub again" in status(app) and "judged at" in status(app))
        assert attempts.kept(one)[0].file.read_text(encoding="utf-8") == "mine"
        judge.gate = threading.Event()
        save(one, "not judged yet")
        await until(pilot, lambda: judge.seen[-1] == "not judged yet")
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press("n")
        await until(pilot, lambda: not isinstance(app.screen, Question))
        assert one.file.read_text(encoding="utf-8") == "not judged yet"
        await pilot.press("x")
        await until(pilot, lambda: isinstance(app.screen, Question))
        await pilot.press("y")
        await until(pilot, lambda: attempts.is_stub(one))
        assert attempts.kept(one)[1].state == "never judged"


async def test_full_output_and_back(clone, judge):
    app = Practice(kata("asleep"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: "judged at" in status(app))
        await pilot.press("f")
        await until(pilot, lambda: isinstance(app.screen, Page))
        await pilot.press("q")
        await until(pilot, lambda: not isinstance(app.screen, Page))


async def test_what_cannot_be_remembered_is_said_and_costs_nothing_else(clone, judge, monkeypatch, tmp_path):
    (tmp_path / "a file").write_text("")
    monkeypatch.setattr(journal, "FOLDER", tmp_path / "a file" / ".sensei")
    app = Practice(kata("asleep"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: "not remembered: " in status(app) and "✘" in text_of(app))
        await pilot.press("h", "h")
        assert hints(kata("asleep"))[1].title in text_of(app, "#hints")


async def test_an_answer_that_is_gone_is_said_and_judged_when_it_comes_back(clone):
    one, app = kata("iterator"), Practice(kata("iterator"))
    one.file.unlink()
    async with app.run_test() as pilot:
        await until(pilot, lambda: "puts the stub back" in text_of(app))
        shutil.copy(one.reference, one.file)
        await until(pilot, lambda: "hold, in" in text_of(app))


async def test_every_way_of_saving_is_noticed(tmp_path):
    file = tmp_path / "asleep.py"
    told = asyncio.Queue()

    async def tell():
        async for files in saves(tmp_path):
            told.put_nowait({one.name for one in files})

    telling = asyncio.create_task(tell())
    while told.empty():  # it is told of nothing before it watches
        file.write_text(str(datetime.now()), encoding="utf-8")
        await asyncio.sleep(0.05)
    for change in (lambda: file.write_text("in place"), lambda: _by_renaming(file), file.unlink, file.touch):
        while not told.empty():
            told.get_nowait()
        change()
        assert "asleep.py" in await told.get()
    telling.cancel()


def _by_renaming(file):
    new = file.with_suffix(".swp")
    new.write_text("new", encoding="utf-8")
    os.replace(new, file)


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"EDITOR": "vim"}, ["vim", "+7", "FILE"]),
        ({"VISUAL": "nano -w", "EDITOR": "vim"}, ["nano", "-w", "+7", "FILE"]),
        ({"EDITOR": "code --wait"}, ["code", "--wait", "--goto", "FILE:7"]),
        ({"EDITOR": "hx"}, ["hx", "FILE:7"]),
        ({"EDITOR": "kate"}, ["kate", "FILE"]),
        ({"TERM_PROGRAM": "vscode", "EDITOR": "vim"}, ["code", "--goto", "FILE:7"]),
    ],
)
def test_editors_are_opened_at_the_line(environment, words, monkeypatch, tmp_path):
    monkeypatch.setattr(shutil, "which", lambda name, path=None: name)
    file = tmp_path / "asleep.py"
    assert editor.command(file, 7, environment) == [word.replace("FILE", str(file)) for word in words]


def test_an_editor_that_is_not_there_gets_a_sentence(tmp_path):
    with pytest.raises(Mistake, match="there is no program 'edd'"):
        editor.command(tmp_path / "asleep.py", 1, {"EDITOR": "edd", "PATH": str(tmp_path)})
    with pytest.raises(Mistake, match="no editor is set"):
        editor.command(tmp_path / "asleep.py", 1, {})


def test_it_begins_with_what_is_due_and_else_with_the_first_that_is_not_green(clone):
    assert begin(None).slug == "iterable"
    with freeze_time(datetime.now(UTC) - timedelta(days=30)):
        judged("generator")
    assert begin(None).slug == "generator"
    assert begin("crawler").slug == "crawler"


def test_words_of_the_filter():
    one = Standing(kata("waiter"), "begun", None)
    assert [fits(one, text) for text in ("", "2", "beg", "completed 2", "due", "3", "beg 3", "asyncio")] == [
        *(True, True, True, True, False, False, False, True)
    ]
    assert fits(Standing(kata("waiter"), "green", date(2026, 10, 9)), "due")


async def test_without_colour_nothing_is_coloured_and_all_can_be_read(clone, judge, monkeypatch):
    """Shades of grey for the terminal's own colours would be black on black."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = Practice(kata("asleep"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: "judged at" in status(app))
        assert [type(one) for one in app.get_line_filters()] == [NoColor]


async def test_lines_of_the_answer_are_links(clone):
    app = Practice(kata("iterator"))
    async with app.run_test() as pilot:
        await until(pilot, lambda: "✘" in text_of(app))
        content = app.query_one("#verdict", Static).render()
        links = {span.style.link for span in content.spans if getattr(span.style, "link", None)}
        assert any("katas/iterator.py#" in one for one in links), content.spans
