"""What asleep promises. The answer is katas/asleep.py; read this file, leave it as it is.

Most checks run on a StrictLoop: an ordinary event loop that takes note of timers, of threads that touch it, and of
how often it goes round. Nothing else runs on it: a heartbeat would wake a loop that the answer forgot to wake.
"""

import asyncio
import subprocess
import sys
import threading
import time

import pytest

from katas.asleep import asleep
from sensei.answers import served_folder
from sensei.expect import raises, same, true
from sensei.strict_loop import StrictLoop, timers_of_other_loops

pytestmark = pytest.mark.leaves("threads")  # a cancelled sleep may leave a daemon thread that sleeps on

SOON = 0.03
LONG = 60.0


@pytest.fixture
def loop():
    loop = StrictLoop()
    yield loop
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.turn()
    loop.close()


@pytest.mark.overdue("something has to wake the loop when the time is over: a result set from a thread does not")
def test_gives_back_the_result_when_nothing_else_runs_on_the_loop():
    loop, result = asyncio.SelectorEventLoop(), object()  # an ordinary one: it sleeps until it is woken
    try:
        same(loop.run_until_complete(asleep(SOON, result)), result, "asleep(delay, result) gives back that very result")
        same(loop.run_until_complete(asleep(SOON)), None, "without a result it gives back None")
    finally:
        loop.close()


@pytest.mark.overdue("each call has to wake the loop that it was awaited on, not the first one it ever saw")
def test_works_on_a_second_loop_after_the_first_was_closed():
    for name in ("first", "second"):
        loop = StrictLoop()
        try:
            same(loop.run_until_complete(asleep(SOON, name)), name, f"a sleep on the {name} loop of the program")
        finally:
            loop.close()


def test_waits_at_least_as_long_as_asked(loop):
    for delay in (0.05, 0.125):
        began = time.monotonic()
        loop.run_until_complete(asleep(delay))
        waited = time.monotonic() - began
        true(waited >= delay - 0.001, f"asleep({delay}) was over after {waited:.4f} s")


@pytest.mark.overdue("with nothing to wait for it has to be over soon")
def test_zero_or_less_is_over_soon(loop):
    for delay in (0, -1, -0.5):
        same(loop.run_until_complete(asleep(delay, "up")), "up", f"asleep({delay}, 'up')")
    for result in (0, "", False, []):
        same(loop.run_until_complete(asleep(delay=0.0, result=result)), result, f"asleep(delay=0.0, result={result!r})")


def test_uses_none_of_the_loops_own_timers(loop):
    with timers_of_other_loops(loop):
        for delay in (SOON, 0, -1):
            loop.run_until_complete(asleep(delay))
    _nothing_bad(loop, "a timer", "own pool")


def test_touches_the_loop_only_through_a_thread_safe_door(loop):
    for delay in (0.0, SOON):
        loop.run_until_complete(asleep(delay))
        loop.turn()
    _nothing_bad(loop, "that is not the loop's", "exception handler")


def test_the_loop_does_not_spin_meanwhile(loop):
    loop.run_until_complete(asleep(0.25))
    true(loop.turns <= 11, f"the loop went round {loop.turns} times in a sleep of 0.25 s: it is polling, not waiting")


@pytest.mark.overdue("time.sleep, join(), Event.wait() or result() on the loop's thread hold up everything on the loop")
def test_leaves_the_loop_free(loop):
    async def neighbour_runs():
        began = time.monotonic()
        sleeper = asyncio.ensure_future(asleep(LONG))
        await asyncio.sleep(0)
        blocked = time.monotonic() - began
        if sleeper.done():
            await sleeper
        true(blocked < 1.0, f"another task had to wait {blocked:.2f} s for its turn, while one was asleep")
        sleeper.cancel()

    loop.run_until_complete(neighbour_runs())


@pytest.mark.overdue("cancel() must not wait for the thread: nobody can wake a thread that sleeps")
def test_cancelling_ends_it_at_once(loop):
    task = loop.create_task(asleep(LONG))
    loop.turn()
    task.cancel()
    with raises(asyncio.CancelledError, "whoever awaits a cancelled sleep gets CancelledError"):
        loop.run_until_complete(task)
    true(task.cancelled(), "the task must count as cancelled")


@pytest.mark.overdue("one short sleep waits for 150 long ones: they share a limited number of threads")
def test_any_number_sleep_at_once(loop):
    async def one_short_among_many():
        long = [asyncio.ensure_future(asleep(LONG)) for _ in range(150)]
        for name in ("first", "second", "third"):
            await asyncio.sleep(0)
            time.sleep(0.01)  # noqa: ASYNC251 - a thread that sleeps for all has chosen a long one by now
            same(await asleep(SOON, name), name, "a short sleep among 150 long ones")
        for task in long:
            task.cancel()
        await asyncio.gather(*long, return_exceptions=True)

    loop.run_until_complete(one_short_among_many())


@pytest.mark.timeout(6)
def test_each_wakes_at_its_own_time_with_its_own_result(loop):
    woke = []

    async def sleeper(delay, name):
        began = time.monotonic()
        woke.append(await asleep(delay, name))
        waited = time.monotonic() - began
        true(
            waited >= delay - 0.001, f"asleep({delay}) was over after {waited:.3f} s, when another sleep began or ended"
        )

    async def several(half):
        sleepers = []
        for delay, name in ((2 * half, "late"), (LONG, "never"), (0.0, "at once"), (half, "soon")):
            sleepers.append(asyncio.ensure_future(sleeper(delay, name)))
            await asyncio.sleep(0)
            time.sleep(0.01)  # noqa: ASYNC251 - the others' threads are under way when the next sleep begins
        sleepers.pop(1).cancel()
        await asyncio.gather(*sleepers)

    for half in (0.15, 0.4, 1.2):  # a busy machine may hold up a thread for some time; who is wrong is so each time
        woke.clear()
        loop.run_until_complete(several(half))
        if woke == ["at once", "soon", "late"]:
            break
    same(
        woke, ["at once", "soon", "late"], f"sleeps of {2 * half}, 0 and {half} s must end in the order of their delays"
    )


def test_a_thread_that_wakes_after_a_cancel_is_silent(loop):
    before = set(threading.enumerate())
    task, other = loop.create_task(asleep(SOON)), loop.create_task(asleep(0.2))
    loop.turn()
    task.cancel()
    loop.turn()
    loop.run_until_complete(other)
    _wait_for_threads_since(before)
    loop.turn()
    same(loop.failures(), [], "the thread woke up after the cancel, and something failed on the loop")


def test_a_cancel_in_the_moment_of_waking_is_silent(loop):
    task, delay = _just_asleep(loop)
    loop.knocked.clear()
    loop.knocked.wait(delay + 0.5)  # the thread has asked the loop to wake the task, and the loop has not yet done so
    task.cancel()
    loop.turn()
    with raises(asyncio.CancelledError, "the cancel came before the task woke up"):
        loop.run_until_complete(task)
    same(loop.failures(), [], "the cancel came just before the wake-up, and something failed on the loop")


def test_a_thread_that_wakes_while_the_loop_is_being_closed_is_silent():
    for wakes_first in (True, False):
        before = set(threading.enumerate())
        loop = StrictLoop()
        task, delay = _just_asleep(loop)
        true(not task.done(), f"asleep({delay}) was over at once")
        task.cancel()
        loop.turn()
        if wakes_first:  # it knocks at a loop that is open and does not go round any more
            _wait_for_threads_since(before)
        loop.close()
        true(task.cancelled(), "the task must count as cancelled")
        _wait_for_threads_since(before)  # what is said now, nothing_left_behind hears
    second = StrictLoop()
    try:
        same(second.run_until_complete(asleep(SOON, "up")), "up", "a sleep on a new loop, after that")
    finally:
        second.close()


@pytest.mark.timeout(4)
@pytest.mark.overdue("the program was over after a moment, but the process lived on for the sleep that was cancelled")
def test_never_keeps_the_interpreter_from_exiting():
    program = f"""
import asyncio, pathlib
from sensei import answers
answers.serve(pathlib.Path({str(served_folder())!r}))
from katas.asleep import asleep
async def main():
    task = asyncio.create_task(asleep({LONG}))
    await asleep({SOON})
    task.cancel()
asyncio.run(main())
loop = asyncio.SelectorEventLoop()
pending = loop.create_task(asleep({LONG}))  # nobody cancels this one
pending._log_destroy_pending = False
loop.run_until_complete(asyncio.sleep(0))
"""
    child = subprocess.Popen([sys.executable, "-c", program], stderr=subprocess.PIPE, text=True)
    try:
        _, printed = child.communicate()
    finally:
        child.kill()
        child.wait()
        child.stderr.close()
    same(child.returncode, 0, f"a program that sleeps and cancels must end well; it printed {printed[-300:]!r}")


def _just_asleep(loop):
    """A task that has begun to sleep, and its delay: a longer one if a busy machine let the sleep end meanwhile."""
    for delay in (SOON, 0.1, 0.4):
        task = loop.create_task(asleep(delay))
        loop.turn(1)
        if not task.done():
            break
        task.result()
    return task, delay


def _nothing_bad(loop, *kinds):
    bad = [what for what in loop.bad if any(kind in what for kind in kinds)]
    true(not bad, bad[0] if bad else "")


def _wait_for_threads_since(before):
    """Until the answer's threads have ended; one that serves all sleeps never does, and gets time to notice."""
    until = time.monotonic() + 0.25
    for thread in set(threading.enumerate()) - before:
        thread.join(max(0.0, until - time.monotonic()))
    time.sleep(max(0.0, SOON if until - time.monotonic() > SOON else 0.0))
