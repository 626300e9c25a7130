"""What run_blocking promises. The answer is katas/sleepers.py; read this file, leave it as it is.

Nothing is timed. Functions that must run at the same time wait for each other: if one of them has not begun, the
others never get on.
"""

import itertools
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from katas.sleepers import run_blocking
from sensei.expect import raises, same, true

PATIENCE = 2.5  # seconds for functions that wait for each other; they meet within milliseconds if all of them run
LINGER = 0.12  # for one that ends last: whoever does not wait for it goes on at once

KEPT = []  # a pool that nobody holds is shut down by the collector, and hides that nobody else does it

pytestmark = [
    pytest.mark.timeout(4),  # a start of 120 threads takes its time on a busy machine
    pytest.mark.overdue("a thread whose function has ended, well or badly, must not be waited for any more"),
]


@pytest.fixture(autouse=True)
def pools(monkeypatch):
    """Holds every pool of threads that is made while a check runs."""
    original = ThreadPoolExecutor.__init__

    def remember(self, *args, **options):
        KEPT.append(self)
        original(self, *args, **options)

    monkeypatch.setattr(ThreadPoolExecutor, "__init__", remember)


def test_gives_back_the_result_of_a_function_in_a_list():
    same(run_blocking([lambda: "one"]), ["one"], "the result of one function")
    same(run_blocking((lambda: 2,)), [2], "the function may stand in a tuple")
    for result in (0, None, []):
        same(run_blocking([lambda result=result: result]), [result], f"{result} is a result like any other")


def test_no_functions_give_no_results():
    same(run_blocking([]), [], "with nothing to run the result is an empty list")
    same(run_blocking(()), [], "and from an empty tuple as well")


def test_none_runs_on_the_callers_thread():
    for functions in ([threading.get_ident], [threading.get_ident] * 3):
        used = run_blocking(functions)
        why = f"of {len(functions)} functions one ran on the thread that called run_blocking, not on one of its own"
        true(threading.get_ident() not in used, why)


def test_forty_that_wait_for_each_other_all_run_at_once():
    _meet(40)


def test_a_hundred_and_twenty_that_wait_for_each_other_all_run_at_once():
    _meet(120)


def test_what_a_thread_runs_is_settled_before_the_next_one_starts():
    called, all_are_there, the_others_ran = [], threading.Event(), threading.Event()

    def hold(number):
        if number == 5:
            all_are_there.set()
        all_are_there.wait(PATIENCE / 5)

    def call(number):
        if number == 4:
            the_others_ran.wait(PATIENCE / 5)
        called.append(number)
        if len(called) >= 4:
            the_others_ran.set()

    with _at_the_start_of_each_thread(hold):
        run_blocking([lambda number=number: call(number) for number in range(5)])
    why = "threads may begin late, here after all have been started: a variable of the loop has moved on by then"
    same(sorted(called), [0, 1, 2, 3, 4], f"{why}; the functions that were called")


def test_waits_for_the_slowest_wherever_it_stands():
    for place in (0, 2):
        returned = threading.Event()
        functions = [lambda: "quick"] * 3
        functions[place] = lambda returned=returned: returned.wait(LINGER) or "slow"
        try:
            results = run_blocking(functions)
        finally:
            returned.set()
        true("slow" in results, f"function {place} takes longer than the other two: {results} came back without it")


def test_waits_however_long_a_function_takes(monkeypatch):
    for kind, name in ((threading.Thread, "join"), (threading.Condition, "wait")):
        monkeypatch.setattr(kind, name, _with_short_timeouts(getattr(kind, name)))
    returned = threading.Event()
    try:
        results = run_blocking([lambda: returned.wait(LINGER) or "slow", lambda: "quick"])
    finally:
        returned.set()
    why = "in this check a wait with a timeout is over at once, since some function takes longer than any number"
    true("slow" in results, f"{why}: {results} came back without it")


def test_results_stand_in_the_order_of_the_functions_not_of_their_ends():
    ended = [threading.Event() for _ in range(7)]
    ended[6].set()

    def after_the_next(number):
        true(ended[number + 1].wait(PATIENCE), f"function {number} waits for the end of the one after it")
        time.sleep(LINGER if number == 4 else 0)
        ended[number].set()
        return number

    results = run_blocking([lambda number=number: after_the_next(number) for number in range(6)])
    same(results, [0, 1, 2, 3, 4, 5], "the last function ended first, the first one last; the results in their order")


def test_a_function_given_twice_is_called_twice():
    tickets = itertools.count(1)

    def take():
        return next(tickets)

    results = run_blocking([take, take])
    same(sorted(results), [1, 2], "one function, given twice: each place has the result of a call of its own")
    same(take(), 3, "it was called twice, no more; the next ticket")


def test_an_error_comes_out():
    error = ValueError("mine")
    for functions in ([_fail_with(error)], [lambda: 1, _fail_with(error), lambda: 3]):
        with raises(ValueError, "one of the functions raised this, and nobody must miss it") as caught:
            run_blocking(functions)
        true(caught.error is error, f"the very error of the function must come out, not {caught.error!r}")


def test_calls_share_nothing():
    same(run_blocking([lambda: 1, lambda: 2]), [1, 2], "the first call")
    with raises(ValueError, "the second call, in which a function fails"):
        run_blocking([_fail_with(ValueError("once"))])
    same(run_blocking([lambda: 3]), [3], "a third call has nothing of the ones before")
    nested = run_blocking([lambda n=n: run_blocking([lambda: n, lambda: -n]) for n in (1, 2)])
    same(nested, [[1, -1], [2, -2]], "functions that use run_blocking themselves")


def test_an_error_comes_out_after_all_have_ended():
    for fails_first in (True, False):
        begun, returned, ended = threading.Event(), threading.Event(), []

        def linger(begun=begun, returned=returned, ended=ended):
            begun.set()
            returned.wait(LINGER)
            ended.append("ended")

        def fail(begun=begun):
            begun.wait(PATIENCE)
            raise ValueError("while the other one runs")

        try:
            with raises(ValueError, "one of the functions raised this"):
                run_blocking([fail, linger] if fails_first else [linger, fail])
            same(list(ended), ["ended"], "one failed while the other one ran, and the error came out before its end")
        finally:
            returned.set()


def test_one_that_begins_after_another_has_failed_is_run_all_the_same():
    all_are_there, returned, called = threading.Event(), threading.Event(), []

    def hold(number):
        if number == 3:
            all_are_there.set()
        if number > 1:
            returned.wait(LINGER)

    def fail():
        all_are_there.wait(PATIENCE / 5)
        raise ValueError("before the other threads have come to their functions")

    def linger():  # should the failed one's thread take it up
        returned.wait(LINGER)

    with _at_the_start_of_each_thread(hold), raises(ValueError, "the first of three functions raised this"):
        run_blocking([fail, linger, lambda: called.append("called")])
    returned.set()
    same(called, ["called"], "the first function failed before the last had begun; was the last one called?")


def test_an_early_failure_keeps_none_from_being_started(monkeypatch):
    failed, called, start = threading.Event(), [], threading.Thread.start

    def start_and_look_away(self):
        start(self)
        failed.wait(LINGER)
        time.sleep(0.02)

    def fail():
        failed.set()
        raise ValueError("before the next thread is started")

    monkeypatch.setattr(threading.Thread, "start", start_and_look_away)
    with raises(ValueError, "the first of three functions raised this"):
        run_blocking([fail, lambda: called.append("second"), lambda: called.append("third")])
    same(sorted(called), ["second", "third"], "the first function failed before the next was started; what was called")


def test_of_several_errors_the_first_in_the_order_of_the_functions_comes_out():
    errors = [ValueError("of the second function"), OSError("of the third"), KeyError("of the fourth")]
    failed = [threading.Event() for _ in range(4)]
    failed[3].set()

    def fail_after_the_next(number):
        failed[number + 1].wait(PATIENCE)
        time.sleep(LINGER if number == 1 else 0)
        failed[number].set()
        raise errors[number]

    functions = [lambda: "well", *(lambda number=number: fail_after_the_next(number) for number in range(3))]
    with raises(Exception, "three of four functions raised an error") as caught:
        run_blocking(functions)
    why = f"the fourth function failed first, then the third, then the second; what came out was {caught.error!r}"
    true(caught.error is errors[0], why)


def test_an_exception_that_is_returned_is_a_result():
    error = ValueError("not raised")
    same(run_blocking([lambda: error, lambda: "well"]), [error, "well"], "a function that returns an exception is well")


def _meet(number):
    threads, barrier = [], threading.Barrier(number)

    def meet():
        threads.append(threading.get_ident())
        barrier.wait(PATIENCE)

    try:
        run_blocking([lambda: meet() for _ in range(number)])
    except threading.BrokenBarrierError:
        raise AssertionError(f"{number} functions wait for each other, and they were never all running") from None
    finally:
        barrier.abort()
    same(len(set(threads)), number, f"{number} functions that have met; how many threads they were on")


@contextmanager
def _at_the_start_of_each_thread(do):
    """Threads that are started meanwhile call `do` with their number, the first is 1, before anything else."""
    numbers, earlier = itertools.count(1), threading.gettrace()

    def trace(frame, event, arg):
        sys.settrace(None)
        do(next(numbers))

    threading.settrace(trace)
    try:
        yield
    finally:
        threading.settrace(earlier)


def _with_short_timeouts(original):
    def wait(self, timeout=None):
        if timeout is not None and threading.get_ident() == threading.main_thread().ident:
            timeout = min(timeout, 0.001)
        return original(self, timeout)

    return wait


def _fail_with(error):
    def fail():
        raise error

    return fail
