"""The timeline: from events to lanes, from lanes to pictures, and what the hooks see of real tasks and threads."""

from __future__ import annotations

import asyncio
import json
import os
import sys
import threading
import time
import xml.etree.ElementTree as ET
from pathlib import Path

import psutil
import pytest

from sensei import commands
from sensei.catalog import ROOT, Kata, katas
from sensei.frames import Answer
from sensei.timeline import drawing, recorder, show, terminal
from sensei.timeline.lanes import Lane, Mark, Stretch, lanes
from sensei.timeline.performance import Take
from sensei.timeline.picture import Picture, Scene, remarks, span, ticks
from sensei.timeline.recorder import Recorder
from sensei.timeline.tracer import Tracer
from sensei.timeline.waits import Profile
from sensei.words import DONE, NOT_GREEN, run

SVG = "{http://www.w3.org/2000/svg}"


def read(*events):
    """Lanes by name, of a take from second 100 to second 101."""
    return {lane.name: lane for lane in lanes([list(event) for event in events], 100.0, 101.0)}


def rounded(stretches):
    return [(round(stretch.start, 3), round(stretch.end, 3)) for stretch in stretches]


def test_a_thread_runs_between_its_waits():
    found = read(
        ("thread", 100.0, 1, "MainThread"),
        ("wait", 100.2, 100.5, 1, "sleep"),
        ("wait", 100.6, 100.9, 1, "lock.acquire"),
    )
    lane = found["main thread"]
    assert rounded(lane.waits) == [(0.2, 0.5), (0.6, 0.9)]
    assert rounded(lane.runs) == [(0.0, 0.2), (0.5, 0.6), (0.9, 1.0)]


def test_a_wait_that_is_told_of_again_counts_once_with_the_last_word():
    told = [("wait", 100.2, end, 1, "sleep") for end in (100.3, 100.4, 100.8)]
    lane = read(("thread", 100.0, 1, "t"), *told)["t"]
    assert rounded(lane.waits) == [(0.2, 0.8)]


def test_a_task_waits_between_its_steps_and_wakes_up():
    found = read(
        ("thread", 100.0, 1, "MainThread"),
        ("loop", 100.0, 1),
        ("task", 100.1, 7, "visit(/)"),
        ("step", 100.1, 100.11, 1, 7),
        ("step", 100.4, 100.42, 1, 7),
        ("task-end", 100.42, 7, ""),
        ("loop-end", 100.5, 1),
    )
    task = found["visit(/)"]
    assert rounded(task.waits) == [(0.11, 0.4)]
    assert [(round(mark.at, 3), mark.sign) for mark in task.marks] == [(0.4, "wakes")]
    assert rounded(found["event loop"].waits) == [(0.0, 0.1), (0.11, 0.4), (0.42, 0.5)]


def test_a_long_step_blocks_the_loop_and_its_line_is_said():
    found = read(
        ("thread", 100.0, 1, "MainThread"),
        ("loop", 100.0, 1),
        ("task", 100.1, 7, "slow"),
        ("step", 100.1, 100.15, 1, 7),  # told while it is under way
        ("blame", 100.1, "katas/x.py:3", "time.sleep(1)"),
        ("step", 100.1, 100.4, 1, 7),
    )
    assert rounded(found["event loop"].blocked) == rounded(found["slow"].blocked) == [(0.1, 0.4)]
    assert found["slow"].blocked[0].what == "katas/x.py:3   time.sleep(1)"


def test_a_cancelled_task_is_marked_once_and_does_not_wake_up_for_it():
    found = read(
        ("thread", 100.0, 1, "MainThread"),
        ("task", 100.0, 7, "t"),
        ("step", 100.0, 100.01, 1, 7),
        ("cancel", 100.3, 7),
        ("step", 100.3, 100.301, 1, 7),
        ("task-end", 100.301, 7, "cancelled"),
    )
    assert [mark.sign for mark in found["t"].marks] == ["cancelled"]


def test_tasks_of_one_name_share_a_lane_if_one_comes_after_the_other():
    twice = [
        event
        for number, at in ((1, 100.1), (2, 100.5), (3, 100.55))
        for event in (
            ("task", at, number, "resolve"),
            ("step", at, at + 0.1, 9, number),
            ("task-end", at + 0.1, number, ""),
        )
    ]
    assert [rounded(lane.runs) for lane in lanes([list(event) for event in twice], 100.0, 101.0)] == [
        [(0.1, 0.2), (0.5, 0.6)],
        [(0.55, 0.65)],
    ]


def test_events_of_lanes_that_nobody_opened_are_left_out():
    assert read(("wait", 100.1, 100.2, 5, "sleep"), ("task-end", 100.2, 9, ""), ("thread-end", 100.3, 5)) == {}


def scene(title, seconds, **more):
    lane = Lane("a task", "task", 0.0, seconds, [Stretch(0.0, seconds / 2)], [Stretch(seconds / 2, seconds)])
    lane.marks = [Mark(seconds, "cancelled")]
    return Scene(title, "note", [lane], seconds, **more)


def test_a_hang_does_not_press_the_others_together():
    picture = Picture("t", "s", [scene("one", 0.2), scene("hangs", 5.0, cut=True)])
    assert picture.end_of_axis() == pytest.approx(0.3)
    assert picture.scenes[1].total == "more than 5.00 s"


def test_what_failed_is_not_compared():
    picture = Picture("t", "s", [scene("one", 1.0), scene("two", 0.25), scene("three", 0.1, trouble="it failed")])
    assert [picture.against_first(one) for one in picture.scenes] == ["", "4.0 times as fast", ""]


def test_round_times_on_the_axis_and_units():
    assert [words for _, words in ticks(0.47)] == [f"{number * 50} ms" for number in range(10)]
    assert ticks(2.0)[-1] == (2.0, "2 s")
    assert [span(seconds) for seconds in (1.5, 0.05, 0.00005)] == ["1.50 s", "50.0 ms", "50 µs"]


def test_the_drawing_is_xml_whose_words_do_not_lie_on_each_other():
    names = ["<visit> & co", *(f"task {number}" for number in range(50))]
    many = [Lane(name, "task", 0.0, 1.0, [Stretch(0.0, 1.0)]) for name in names]
    drawn = ET.fromstring(drawing.svg(Picture("t", "s", [Scene("one", "", many, 1.0, trouble="w " * 200)])))
    places = [(text.get("x"), text.get("y")) for text in drawn.iter(f"{SVG}text")]
    assert len(places) == len(set(places))
    words = [text.text for text in drawn.iter(f"{SVG}text")]
    assert "<visit> & co" in words
    assert f"and {len(many) - drawing.MOST_LANES} more that are not shown" in words


def test_what_marks_say_does_not_overlap():
    said = [Mark(at, "says", f"serves {at}") for at in (0.1, 0.11, 0.5)]
    drawn = ET.fromstring(
        drawing.svg(Picture("t", "s", [Scene("one", "", [Lane("l", "task", 0, 1, marks=said)], 1.0)]))
    )
    words = [text.text for text in drawn.iter(f"{SVG}text") if text.text.startswith("serves")]
    assert words == ["serves 0.1", "serves 0.5"]


def test_ten_thousand_steps_do_not_make_ten_thousand_bars():
    steps = [Stretch(number / 10_000, (number + 0.5) / 10_000) for number in range(10_000)]
    lane = Lane("busy", "task", 0.0, 1.0, steps, marks=[Mark(step.start, "wakes") for step in steps])
    drawn = ET.fromstring(drawing.svg(Picture("t", "s", [Scene("one", "", [lane], 1.0)])))
    assert 100 < len(list(drawn.iter(f"{SVG}rect"))) < 600
    assert 100 < len(list(drawn.iter(f"{SVG}path"))) < 600


def test_the_page_stands_alone_and_knows_dark():
    page = drawing.page(Picture("crawler", "s", [scene("one", 1.0)]))
    assert page.startswith("<!doctype html>")
    assert "prefers-color-scheme:dark" in page
    assert page.replace("http://www.w3.org/2000/svg", "").count("http") == 0


def test_cells_of_the_terminal():
    lane = Lane(
        "t", "task", 0.1, 0.8, [Stretch(0.1, 0.3), Stretch(0.55, 0.56)], [Stretch(0.3, 0.55), Stretch(0.56, 0.8)]
    )
    lane.marks = [Mark(0.79, "cancelled")]
    drawn = "".join(character for _, character in terminal.cells(lane, 0.1, terminal.ASCII))
    assert drawn == " ##..|.x"


def test_events_beyond_the_bound_are_said_to_be_missing(monkeypatch):
    read_from, write_to = os.pipe()
    monkeypatch.setattr(recorder, "MOST", 2)
    taken = Recorder(write_to)
    taken.begin(traced=True)
    for number in range(3):
        taken.note("beat", float(number))
    taken.end(3.0)
    os.close(write_to)
    with os.fdopen(read_from) as pipe:
        kinds = [json.loads(line) for line in pipe]
    assert [kind for kind, *_ in kinds] == ["begin", "beat", "beat", "end"]
    assert kinds[-1][2]["full"]
    assert "so much happened that the rest of it is not drawn" in remarks(Scene("t", "", full=True))


def take(traced, seconds, why=""):
    return Take(traced, 0.0, [], {"seconds": seconds, "used": seconds / 10, "why": why}, seconds)


def test_the_cost_is_that_of_medians():
    pairs = [take(False, 1.0), take(True, 1.5), take(False, 1.2), take(True, 1.3), take(False, 9.0), take(True, 1.4)]
    assert show.cost(pairs) == "1400 ms with the tracer, 1200 without; of the processor 140 and 120 ms (medians of 3)"
    assert show.cost([take(True, 1.0)]) == ""


def test_the_take_of_median_length_is_drawn():
    first, *others = [take(True, seconds) for seconds in (9.0, 3.0, 1.0, 2.0)]
    assert show.typical([first, *others]).ended == 2.0
    assert show.typical([first, take(True, 1.0, why="it failed")]) is first
    assert show.typical([]) is None


@pytest.fixture
def traced():
    """Call it with a function: its lanes by name."""
    read_from, write_to = os.pipe()
    tracer = Tracer(Recorder(write_to), Answer(Path(__file__).parent), 60.0)

    def trace(function, hook=None):
        if hook is not None:
            tracer.waits._hook = hook(tracer.waits)
        tracer.recorder.begin(traced=True)
        tracer.install()
        try:
            function()
        finally:
            tracer.remove()
        tracer.recorder.end(1e9)
        with os.fdopen(read_from, closefd=False) as pipe:
            first, *events = [json.loads(line) for line in iter(pipe.readline, "")] if closed() else []
        return {lane.name: lane for lane in lanes([event for event in events if event[0] != "end"], first[1], 1e9)}

    def closed():
        os.close(write_to)
        return True

    yield trace
    os.close(read_from)


HOOKS = [None, Profile] if sys.version_info >= (3, 12) else [None]


@pytest.mark.parametrize("hook", HOOKS)
def test_threads_are_seen_to_wait_for_each_other(traced, hook):
    """Whichever hook: a thread waits for a lock in `with` until another lets go, and the main thread for both."""

    def play():
        lock, held = threading.Lock(), threading.Event()

        def hold():
            with lock:
                held.set()
                threading.Event().wait(0.05)

        def want():
            held.wait()
            with lock:
                pass

        both = [threading.Thread(target=hold, name="holds"), threading.Thread(target=want, name="wants")]
        for thread in both:
            thread.start()
        for thread in both:
            thread.join()

    found = traced(play, hook)
    assert {"main thread", "holds", "wants"} <= set(found)
    assert [wait for wait in found["wants"].waits if wait.what == "lock.acquire" and wait.seconds > 0.01]
    assert found["main thread"].waits
    assert found["holds"].end < 1e8, "its end was seen"


def test_tasks_are_seen_to_wait_wake_up_fail_and_be_cancelled(traced):
    async def fail():
        await asyncio.sleep(0.01)
        raise ValueError

    async def main():
        forever = asyncio.create_task(asyncio.Event().wait(), name="forever")
        await asyncio.wait([asyncio.create_task(fail())])
        asyncio.get_running_loop().call_soon(forever.cancel)
        await asyncio.wait([forever])

    found = traced(lambda: asyncio.run(main()))
    assert {"event loop", "main", "fail", "forever"} <= set(found)
    assert [mark.sign for mark in found["forever"].marks] == ["cancelled"]
    assert len(found["forever"].runs) == 2, "to call its cancel is no step of a task"
    assert [(mark.sign, mark.what) for mark in found["fail"].marks] == [("wakes", ""), ("fails", "ValueError")]
    assert found["event loop"].waits


def test_a_cancellation_that_a_task_survives_is_seen(traced):
    async def stubborn():
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            await asyncio.sleep(0)

    async def main():
        task = asyncio.create_task(stubborn())
        await asyncio.sleep(0)
        task.cancel()
        await task

    assert [mark.sign for mark in traced(lambda: asyncio.run(main()))["stubborn"].marks] == ["cancelled"]


def test_a_sleep_that_a_built_in_function_calls_is_seen(traced):
    async def main():
        await asyncio.to_thread(time.sleep, 0.05)  # Context.run calls it, and is no function of Python

    found = traced(lambda: asyncio.run(main()))
    assert [wait for wait in found["asyncio_0"].waits if wait.what == "sleep" and wait.seconds > 0.01]


def test_a_wait_that_is_not_over_is_seen(traced):
    go_on = threading.Event()
    thread = threading.Thread(target=go_on.wait, name="stays")

    def play():
        thread.start()
        threading.Event().wait(0.05)

    lane = traced(play)["stays"]
    go_on.set()
    thread.join()
    assert lane.waits[-1].what == "lock.acquire"


def test_a_thread_that_fails_is_seen(traced, monkeypatch):
    monkeypatch.setattr(threading, "excepthook", lambda failure: None)

    def fail():
        raise ValueError("no")

    def play():
        thread = threading.Thread(target=fail, name="fails")
        thread.start()
        thread.join()

    (mark,) = traced(play)["fails"].marks
    assert mark.sign == "fails"
    assert mark.what.startswith("ValueError: no   sensei/tests/test_timeline.py:")


def test_a_call_from_a_thread_and_a_blocked_loop_are_seen(traced):
    async def main():
        told = asyncio.Event()
        loop = asyncio.get_running_loop()
        thread = threading.Thread(target=lambda: loop.call_soon_threadsafe(told.set), name="tells")
        thread.start()
        await told.wait()
        block()
        thread.join()

    def block():
        threading.Event().wait(0.3)

    found = traced(lambda: asyncio.run(main()))
    assert [mark.sign for mark in found["tells"].marks] == ["calls"]
    assert "threading.Event().wait(0.3)" in found["main"].blocked[0].what


def test_nothing_is_left_when_the_tracer_has_gone(traced):
    before = (threading.Lock, threading.Thread.start, asyncio.Handle._run, asyncio.BaseEventLoop.create_task)
    traced(lambda: None)
    after = (threading.Lock, threading.Thread.start, asyncio.Handle._run, asyncio.BaseEventLoop.create_task)
    assert after == before
    assert sys.getprofile() is None


def timeline(capsys, *words):
    code = run(commands.timeline, *map(str, words))
    return code, " ".join(capsys.readouterr().out.split())


@pytest.fixture
def quick(monkeypatch):
    monkeypatch.setattr(show, "REPEATS", 0)


PLAYED = [kata for kata in katas() if (show.PLAYS / f"{kata.stem}.py").is_file()]


@pytest.mark.timeout(90)
@pytest.mark.parametrize("one", PLAYED, ids=lambda one: one.slug)
def test_every_play_draws_the_reference(one, capsys, quick, tmp_path):
    page = tmp_path / "page.svg"
    code, said = timeline(capsys, one.slug, "--answers", one.reference.parent, "--html", page, "--seconds", 30)
    assert code == DONE, said
    assert "the picture is" in said
    assert len(list(ET.parse(page).iter(f"{SVG}rect"))) > 10


@pytest.mark.timeout(60)
def test_what_a_play_costs_is_measured(capsys, monkeypatch):
    monkeypatch.setattr(show, "REPEATS", 1)
    code, said = timeline(capsys, "scheduler", "--answers", Kata.reference.fget(PLAYED[0]).parent, "--seconds", 30)
    assert code == DONE
    assert "tracer, yours:" in said
    assert "(medians of 1)" in said


@pytest.mark.timeout(60)
def test_a_stub_is_a_sentence(capsys, quick, tmp_path):
    (tmp_path / "asleep.py").write_text(
        'async def asleep(delay, result=None):\n    raise NotImplementedError("write it")\n'
    )
    code, said = timeline(capsys, "asleep", "--answers", tmp_path)
    assert code == NOT_GREEN
    assert said.endswith("asleep.py is still the stub: write it; --reference draws ours")


@pytest.mark.timeout(60)
def test_an_error_is_a_sentence_with_its_line_and_what_was_seen_is_drawn(capsys, quick, tmp_path):
    source = "import asyncio\nasync def asleep(delay, result=None):\n    await asyncio.sleep(0.02)\n    return 1 / 0\n"
    (tmp_path / "asleep.py").write_text(source)
    code, said = timeline(capsys, "asleep", "--answers", tmp_path)
    assert code == NOT_GREEN
    assert "raised ZeroDivisionError: division by zero at" in said
    assert "asleep.py:4 return 1 / 0" in said
    assert "asleep(50 ms)" in said
    assert "Traceback" not in said


@pytest.mark.timeout(60)
def test_an_answer_that_cannot_be_read_is_a_sentence(capsys, quick, tmp_path):
    (tmp_path / "asleep.py").write_text("def asleep(:\n")
    code, said = timeline(capsys, "asleep", "--answers", tmp_path)
    assert code == NOT_GREEN
    assert "raised SyntaxError: invalid syntax" in said


@pytest.mark.timeout(60)
def test_a_hang_is_ended_and_drawn_up_to_there(capsys, tmp_path):
    program = tmp_path / "hangs.py"
    program.write_text(
        "import threading\nthreading.Thread(target=lambda: threading.Event().wait(), name='stays').start()\n"
    )
    code, said = timeline(capsys, program, "--seconds", 1)
    assert code == NOT_GREEN
    assert "was not over after 1 s; what is drawn is what was seen of it" in said
    assert "thread 'stays' at" in said
    assert "hangs.py:2 threading.Thread(" in said


@pytest.mark.timeout(60)
def test_a_program_that_ends_its_process_is_drawn_up_to_there(capsys, tmp_path):
    program = tmp_path / "leaves.py"
    program.write_text("import os, time\ntime.sleep(0.1)\nos._exit(7)\n")
    code, said = timeline(capsys, program)
    assert code == NOT_GREEN
    assert "leaves.py ended its process, with exit code 7" in said
    assert "main thread" in said


@pytest.mark.timeout(60)
def test_a_program_that_is_no_python_is_shown_where_it_is_not(capsys, tmp_path):
    program = tmp_path / "half.py"
    program.write_text("import asyncio\nasync def main(:\n")
    code, said = timeline(capsys, program)
    assert code == NOT_GREEN
    assert "half.py raised SyntaxError: invalid syntax" in said
    assert "half.py:2 async def main(:" in " ".join(said.split())
    assert "at_play" not in said


@pytest.mark.timeout(60)
def test_a_program_beside_the_house_is_shown_at_its_own_line(capsys, tmp_path):
    """As one in the folder of this repository, or in one with an environment in it."""
    packages = tmp_path / "env" / "site-packages"
    packages.mkdir(parents=True)
    (packages / "theirs.py").write_text("import time\ndef wait():\n    time.sleep(60)\n")
    (tmp_path / "waits.py").write_text(
        f"import sys\nsys.path.append({str(packages)!r})\nimport theirs\ntheirs.wait()\n"
    )
    code, said = timeline(capsys, tmp_path / "waits.py", "--seconds", "0.3")
    assert code == NOT_GREEN
    assert "waits.py:4 theirs.wait()" in " ".join(said.split())
    assert not Answer(ROOT).owns(run.__code__)


@pytest.mark.timeout(60)
def test_a_program_of_ones_own_runs_as_the_main_module_and_once(capsys, tmp_path):
    program = tmp_path / "mine.py"
    program.write_text("import sys\nif __name__ == '__main__':\n    print('ran', len(sys.argv))\n    sys.exit(0)\n")
    code, said = timeline(capsys, program)
    assert code == DONE
    assert said.endswith("it printed: ran 1")


@pytest.mark.timeout(60)
def test_nothing_that_a_program_started_is_left(capsys, tmp_path):
    program = tmp_path / "starts.py"
    program.write_text(
        "import subprocess, sys\n"
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid)\n"
        "import time; time.sleep(0.2)\n"
    )
    _, said = timeline(capsys, program)
    started = int(said.rpartition(" ")[2])
    until = time.monotonic() + 10  # who has been killed is gone soon, not at once
    while not is_gone(started) and time.monotonic() < until:
        time.sleep(0.01)
    assert is_gone(started)


def is_gone(process):
    try:
        return psutil.Process(process).status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


def test_bad_words_get_a_sentence(capsys, tmp_path):
    assert "iterable has no tasks or threads to draw; these have: scheduler," in timeline(capsys, "iterable")[1]
    assert "did you mean 'asleep'" in timeline(capsys, "aslep")[1]
    assert "there is no file nowhere.py" in timeline(capsys, "nowhere.py")[1]
    assert "--seconds -1: between 0 and 3600" in timeline(capsys, "asleep", "--seconds=-1")[1]
    assert "--answers takes the folder that holds it" in timeline(capsys, "asleep", "--answers", tmp_path)[1]
