"""What LoopMonitor promises. The answer is katas/monitor.py; read this file, leave it as it is.

Whoever blocks the loop in here does so until the report has come, and gives up after many short waits. A machine under
load may stop all of us for longer than a short threshold, and then a report of that is true. So each check is tried
with three thresholds, the last one far beyond that; a right answer needs one of them, a wrong one fails at each.
"""

import asyncio
import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from katas.monitor import Block, LoopMonitor
from sensei.expect import raises, same, true
from sensei.leftovers import names_of
from sensei.strict_loop import StrictLoop

pytestmark = [
    pytest.mark.timeout(6),
    pytest.mark.overdue("__aexit__ waits for a thread that waits for the loop, or the loop runs no more"),
]

STEP = 0.01
CALM = 0.08
PATIENCE = 35
"""Short waits of one step, beyond the threshold: how long somebody blocks the loop who is not reported."""


@pytest.fixture
def loop():
    loop = StrictLoop()
    yield loop
    _close(loop)


def test_a_block_is_reported_while_it_lasts(loop):
    async def main(threshold, desk):
        async with LoopMonitor(threshold, desk.take):
            await asyncio.sleep(STEP)
            desk.hold_up_until(1, threshold)
            desk.same_number(1, "the loop is blocked, for longer than the threshold: reports while it is")
            await asyncio.sleep(2 * STEP)
        true(type(desk.blocks[0]) is Block, f"on_block is called with a Block, not with {desk.blocks[0]!r}")
        true(desk.threads[0] != threading.get_ident(), "on_block must be called in another thread than the loop's")

    _with_some_threshold(loop, main, (0.06, 0.2, 0.4))


def test_a_monitor_works_after_another_was_left(loop):
    async def main(threshold, desk):
        async with LoopMonitor(threshold, _Desk().take):
            await asyncio.sleep(0)
        async with LoopMonitor(threshold, desk.take):
            async with LoopMonitor(threshold, _Desk().take):
                await asyncio.sleep(0)
            desk.hold_up_until(1, threshold)
            desk.same_number(1, "a block after two other monitors were left: reports")
            await asyncio.sleep(2 * STEP)

    _with_some_threshold(loop, main)


def test_after_exit_no_thread_and_no_task_is_left(loop):
    async def main(threshold, desk):
        before = set(threading.enumerate())
        async with LoopMonitor(threshold, desk.take, interval=0.6):
            await asyncio.sleep(STEP)
        _nothing_left(loop, before)

    _with_some_threshold(loop, main, (30,))


def test_an_idle_loop_is_not_reported(loop):
    async def main(threshold, desk):
        async with LoopMonitor(threshold, desk.take):
            await asyncio.sleep(2.2 * threshold)
        desk.same_number(0, f"the loop was idle, not blocked, for {2.2 * threshold:.2} s: reports")

    _with_some_threshold(loop, main, (0.06, 0.25, 0.9))


def test_what_is_shorter_than_the_threshold_is_not_reported(loop):
    async def main(threshold, desk):
        async with LoopMonitor(threshold, desk.take):
            for steps in (15, 2):  # long enough for whoever looks to look, also on a busy machine
                desk.hold_up_until(1, 0, patience=steps)
                await asyncio.sleep(0)
            await asyncio.sleep(2 * STEP)
        desk.same_number(0, f"the threshold was {threshold} s, the loop was blocked for moments: reports")

    _with_some_threshold(loop, main, (30,))


def test_the_stack_names_the_blocking_function(loop):
    async def main(threshold, desk):
        async with LoopMonitor(threshold, desk.take):
            asyncio.get_running_loop().call_soon(_call_by_another_name, desk.hold_up_until, 1, threshold)
            await asyncio.sleep(2 * STEP)
        desk.same_number(1, "a callback blocked the loop: reports")
        _names(desk.blocks[0], "hold_up_until", "_call_by_another_name")

    _with_some_threshold(loop, main)


def test_the_stack_is_that_of_the_loops_thread_whichever_it_is():
    async def main(threshold, desk):
        async with LoopMonitor(threshold, desk.take):
            await asyncio.sleep(STEP)
            _call_by_another_name(desk.hold_up_until, 1, threshold)
            desk.same_number(1, "a loop in a thread that is not the main thread was blocked: reports")
            await asyncio.sleep(2 * STEP)
        _names(desk.blocks[0], "hold_up_until", "_call_by_another_name", "main")

    def elsewhere():
        loop = StrictLoop()
        try:
            _with_some_threshold(loop, main)
        finally:
            _close(loop)

    with ThreadPoolExecutor(1) as thread:
        thread.submit(elsewhere).result()


def test_a_block_right_after_entering_is_reported(loop):
    async def main(threshold, desk):
        entered = time.monotonic()
        async with LoopMonitor(threshold, desk.take):
            desk.hold_up_until(1, threshold)  # the loop has not turned since, nor does it before the exit
        desk.same_number(1, "the loop was blocked before it could turn once: reports")
        _duration(desk, threshold, since=entered, what="the monitor was entered")

    _with_some_threshold(loop, main)


def test_the_duration_is_the_time_blocked_so_far(loop):
    async def main(threshold, desk):
        async with LoopMonitor(threshold, desk.take):
            await asyncio.sleep(5 * STEP)
            turning = time.monotonic()
            await asyncio.sleep(2 * threshold + 3 * STEP)  # whoever looks at the loop has done so by then
            for _ in range(5):
                await asyncio.sleep(0)
            desk.hold_up_until(1, threshold)
        desk.same_number(1, "reports")
        _duration(desk, threshold, since=turning, what="the loop did turn")

    _with_some_threshold(loop, main)


def test_the_same_block_is_reported_once(loop):
    async def main(threshold, desk):
        async with LoopMonitor(threshold, desk.take):
            await asyncio.sleep(STEP)
            desk.hold_up_until(1, threshold)
            desk.hold_up_until(2, 2 * threshold, patience=4)
            await asyncio.sleep(2 * STEP)
            _block_again(desk, threshold)  # whatever is still said of the first block comes before its report
        of_the_first = [block for block in desk.blocks if "_block_again" not in block.stack]
        why = "the loop was blocked, and stayed so for a while after the report: reports of that block"
        same(len(of_the_first), 1, why)

    _with_some_threshold(loop, main)


def test_every_block_is_reported(loop):
    async def main(threshold, desk):
        async with LoopMonitor(threshold, desk.take):
            for _ in range(2):
                await asyncio.sleep(CALM)
                desk.hold_up_in_one_place(threshold)
        desk.same_number(2, "the same function blocked the loop twice, and it turned in between: reports")
        blocks = [block for block in desk.blocks if "_always_here" in block.stack]
        why = "the function '_always_here' blocked the loop twice, and it turned in between: reports that name it"
        same(len(blocks), 2, why)

    _with_some_threshold(loop, main)


def test_what_is_a_little_longer_than_the_threshold_is_reported(loop):
    async def main(threshold, desk):
        async with LoopMonitor(threshold, desk.take):
            await asyncio.sleep(STEP)
            began = time.monotonic()
            desk.hold_up_until(1, 1.8 * threshold, patience=0)
        desk.same_number(
            1, f"the threshold was {threshold} s, the loop was blocked for {1.8 * threshold:.2} s: reports"
        )
        came = _came(desk, began)
        true(came <= 1.8 * threshold, f"the threshold was {threshold} s, and the report came after {came:.2f} s")

    _with_some_threshold(loop, main, (0.1, 0.2, 0.4))


def test_a_busy_loop_that_keeps_turning_is_not_reported(loop):
    async def main(threshold, desk):
        async with LoopMonitor(threshold, desk.take), LoopMonitor(threshold, desk.take, interval=0.002):
            until = time.monotonic() + 2.2 * threshold
            while time.monotonic() < until:
                time.sleep(0.006)  # noqa: ASYNC251 - a short piece of work
                await asyncio.sleep(0)
        why = f"the loop turned every 6 ms, and no work took longer; the threshold was {threshold} s: reports"
        desk.same_number(0, why)

    _with_some_threshold(loop, main, (0.06, 0.25, 0.9))


def test_an_error_in_on_block_does_not_stop_the_monitoring(loop, monkeypatch):
    async def main(threshold, desk):
        def take_and_fail(block):
            desk.take(block)
            raise ValueError("on_block failed")

        async with LoopMonitor(threshold, take_and_fail):
            await asyncio.sleep(STEP)
            desk.hold_up_until(1, threshold)
            desk.hold_up_until(2, 0, patience=6)
            desk.same_number(1, "on_block failed, and the loop was blocked for some time more: reports of one block")
            await asyncio.sleep(CALM)
            desk.hold_up_until(2, threshold)
        desk.same_number(2, "on_block failed at the first block; reports of two blocks")

    monkeypatch.setattr(threading, "excepthook", lambda args: None)  # whether anybody says so is left open
    logging.disable()
    try:
        _with_some_threshold(loop, main)
    finally:
        logging.disable(logging.NOTSET)


def test_touches_the_loop_only_through_a_thread_safe_door(loop):
    async def main(threshold, desk):
        async with LoopMonitor(threshold, desk.take):
            await asyncio.sleep(2 * STEP)
            desk.hold_up_until(1, threshold)
            await asyncio.sleep(2 * STEP)
        desk.same_number(1, "reports")

    _with_some_threshold(loop, main)
    bad = [what for what in loop.bad if "that is not the loop's" in what]
    true(not bad, bad[0] if bad else "")


def test_an_error_of_the_body_comes_out_and_nothing_is_left(loop):
    async def main(body):
        before = set(threading.enumerate())
        try:
            async with LoopMonitor(30, _Desk().take, interval=0.6):
                await body()
        finally:
            _nothing_left(loop, before)

    async def fails():
        raise ValueError("of the body")

    with raises(ValueError, "an error of the body has to come out of 'async with'"):
        loop.run_until_complete(main(fails))
    task = loop.create_task(main(asyncio.Event().wait))
    loop.turn()
    true(not task.done(), "the body waits, and 'async with' is over")
    task.cancel()
    with raises(asyncio.CancelledError, "the task was cancelled in the body: CancelledError has to come out"):
        loop.run_until_complete(task)


def test_no_report_is_under_way_after_exit(loop):
    async def main(threshold, desk):
        may_end, ended = threading.Event(), []
        rescue = threading.Timer(0.1, may_end.set)
        before = set(threading.enumerate()) | {rescue}

        def take(block):
            desk.take(block)
            may_end.wait()
            ended.append(block)

        try:
            async with LoopMonitor(threshold, take):
                await asyncio.sleep(STEP)
                desk.hold_up_until(1, threshold)
                rescue.start()
            desk.same_number(1, "reports")
            same(len(ended), 1, "on_block was at work when the monitor was left: calls that have ended after exit")
            _nothing_left(loop, before)
        finally:
            may_end.set()
            if rescue.ident is not None:
                rescue.join()

    _with_some_threshold(loop, main)


class _Desk:
    """Takes reports, and blocks the loop until there are enough of them."""

    def __init__(self):
        self.blocks, self.threads, self.times = [], [], []
        self.news = threading.Condition()
        self.gate = threading.Lock()
        self.gate.acquire()

    def take(self, block):
        with self.news:
            if self.gate.locked():
                self.gate.release()
            self.times.append(time.monotonic())
            self.threads.append(threading.get_ident())
            self.blocks.append(block)
            self.news.notify_all()

    def hold_up_until(self, number, threshold, patience=PATIENCE):
        for _ in range(patience + round(threshold / STEP)):
            with self.news:
                if self.news.wait_for(lambda: len(self.blocks) >= number, STEP):
                    return

    def hold_up_in_one_place(self, threshold):
        self.gate.acquire(blocking=False)  # what was reported before this block does not end it
        for _ in range(PATIENCE + round(threshold / STEP)):
            if _always_here(self.gate):
                return

    def hold_up_until_named(self, function, threshold):
        for _ in range(PATIENCE + round(threshold / STEP)):
            with self.news:
                if self.news.wait_for(lambda: any(function in block.stack for block in self.blocks), STEP):
                    return

    def same_number(self, number, why):
        same(len(self.blocks), number, why)


def _with_some_threshold(loop, main, thresholds=(0.03, 0.12, 0.4)):
    *short, long = thresholds
    for threshold in short:
        try:
            return loop.run_until_complete(main(threshold, _Desk()))
        except AssertionError:
            continue
    return loop.run_until_complete(main(long, _Desk()))


def _call_by_another_name(function, *args):
    function(*args)


# In one line, so that the stack is the same wherever it is looked at: two reports cannot be told apart by it.
def _always_here(gate): return gate.acquire(timeout=STEP)  # fmt: skip


def _block_again(desk, threshold):
    desk.hold_up_until_named("_block_again", threshold)


def _names(block, *functions):
    true(type(block.stack) is str, f"stack is a text, not {type(block.stack).__name__}")
    missing = [name for name in functions if name not in block.stack]
    why = f"the loop was in {functions[0]}, called by {functions[1]}; the stack does not name {', '.join(missing)}"
    true(not missing, f"{why}; it is\n{block.stack[-300:]}")


def _duration(desk, threshold, since, what):
    duration, longest = desk.blocks[0].duration, desk.times[0] - since
    true(type(duration) is float, f"duration is a float, not {duration!r}")
    why = f"reported because it was longer than {threshold} s, so that is how long it is; duration is {duration}"
    true(duration > threshold - 0.001 and duration != threshold, why)
    true(duration <= longest, f"{what} only {longest:.3f} s before the report; duration is {duration:.3f}")


def _came(desk, began):
    """After how long: by the clock, and by the report's own word, since the loop may have stood still before."""
    said = desk.blocks[0].duration
    return max(desk.times[0] - began, said if type(said) is float else 0.0)


def _nothing_left(loop, before):
    left = asyncio.all_tasks(loop) - {asyncio.current_task(loop)}
    same(names_of(left), [], "the monitor was left: tasks that have not ended")
    pool = getattr(loop, "_default_executor", None)  # its threads belong to the loop
    left = set(threading.enumerate()) - before - (pool._threads if pool else set())
    until = time.monotonic() + 0.2
    for thread in left:
        thread.join(max(0.0, until - time.monotonic()))
    alive = sorted(thread.name for thread in left if thread.is_alive())
    same(alive, [], "the monitor was left: threads that have not ended")


def _close(loop):
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.turn()
    loop.close()
