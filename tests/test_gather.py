"""What gather promises. The answer is katas/gather.py; read this file, leave it as it is.

The checks run on a SettledLoop: it goes round until everything waits for the check, and the check goes on when there
is nothing left to happen. So there is no clock in here, and nothing depends on how fast the machine is.
"""

import asyncio

import pytest

from katas.gather import gather
from sensei.expect import raises, same, true
from sensei.leftovers import LeftBehind
from sensei.settled_loop import SettledLoop

pytestmark = pytest.mark.overdue("something blocks the loop: a call that waits and is not awaited, or an endless loop")


@pytest.fixture(autouse=True)
def without_those_that_do_it_already():
    """The functions themselves, not their names: an answer may have imported them under any."""

    def refuse(*args, **options):
        raise AssertionError("asyncio's gather, wait, as_completed and TaskGroup do what is to be written by hand here")

    functions = [asyncio.gather, asyncio.wait, asyncio.as_completed, asyncio.TaskGroup.__aenter__]
    codes = [function.__code__ for function in functions]
    for function in functions:
        function.__code__ = refuse.__code__
    yield
    for function, code in zip(functions, codes, strict=True):
        function.__code__ = code


@pytest.fixture
def loop():
    loop = SettledLoop()
    yield loop
    if left := loop.end():
        raise LeftBehind(f"still there when the check was over: the task of {', '.join(left)}")


def test_gives_the_results_in_the_order_of_the_arguments(loop):
    result = loop.run(
        _call(_work("a", 20), _work("b", 30), _work("c"), _work("d", 10)), "all have ended, and gather waits"
    )
    same(result, ["a", "b", "c", "d"], "they end in the order c, d, a, b; the list of results")


def test_without_arguments_it_is_an_empty_list(loop):
    same(loop.run(_call(), "there is nothing to wait for, and gather waits"), [], "gather()")
    same(
        loop.run(_call(return_exceptions=True), "there is nothing to wait for, and gather waits"),
        [],
        "gather(return_exceptions=True)",
    )


def test_a_result_may_be_anything(loop):
    error = ValueError("given back, not raised")
    for options in ({}, {"return_exceptions": True}):
        result = loop.run(
            _call(_work(None), _work(error), _work([]), **options), "all three have ended, and gather waits"
        )
        same(result[::2], [None, []], "None and an empty list are results as well")
        true(result[1] is error, "an exception that is given back, not raised, is a result as well")


def test_takes_any_awaitable(loop):
    class Awaitable:
        def __await__(self):
            return (yield from _work("object").__await__())

    future, task = loop.give(), loop.create_task(_work("task"))
    future.set_result("future")
    result = loop.run(_call(_work("coroutine"), future, Awaitable(), task), "all four have ended, and gather waits")
    same(result, ["coroutine", "future", "object", "task"], "the list of results")


def test_all_run_at_the_same_time(loop):
    started, go = [], asyncio.Event()

    async def start():
        started.append(1)
        await go.wait()

    caller = loop.create_task(_call(*(start() for _ in range(40))))
    loop.settle()
    _no_error(caller)
    same(len(started), 40, "none of forty has ended yet: those that were started")
    true(not caller.done(), "none of forty has ended, and gather is over")
    go.set()
    same(_result(loop, caller), [None] * 40, "the list of results")


def test_the_same_one_given_twice_runs_once(loop):
    started, go = [], asyncio.Event()

    class Awaitable:
        def __await__(self):
            started.append(1)
            yield from go.wait().__await__()
            return "object"

    future, twice, thrice = loop.give(), _work("coroutine", 10), Awaitable()
    caller = loop.create_task(_call(twice, future, thrice, twice, thrice, future, thrice))
    loop.settle()
    _no_error(caller)
    same(len(started), 1, "an object with __await__ was given three times: how often it was awaited")
    future.set_result("future")
    go.set()
    wanted = ["coroutine", "future", "object", "coroutine", "object", "future", "object"]
    same(_result(loop, caller), wanted, "seven arguments, three of them different: the list of results")


def test_the_first_error_leaves_at_once_whichever_argument_it_is(loop):
    for place in range(3):
        error, futures = ValueError(f"number {place}"), [loop.give() for _ in range(3)]
        caller = loop.create_task(_call(*futures))
        loop.settle()
        true(not caller.done(), "none of three has ended, and gather is over")
        futures[place].set_exception(error)
        loop.settle()
        true(caller.done(), f"argument {place} of 0, 1, 2 failed, the others go on: the error has to leave now")
        with raises(ValueError, "what leaves is the error of the child") as caught:
            caller.result()
        true(caught.error is error, "the very error of the child must come out")


def test_an_error_leaves_at_once_after_others_have_ended_well(loop):
    first, second, third = (loop.give() for _ in range(3))
    caller = loop.create_task(_call(first, second, third))
    loop.settle()
    third.set_result("well")
    loop.settle()
    true(not caller.done(), "one of three has ended, and gather is over")
    second.set_exception(KeyError("failed"))
    loop.settle()
    true(caller.done(), "the last ended well, then the second failed, the first goes on: the error has to leave now")
    with raises(KeyError, "what leaves is the error of the child"):
        caller.result()


def test_one_that_had_failed_before_the_call_leaves_at_once(loop):
    waiting, failed = loop.give(), loop.give()
    failed.set_exception(ValueError("before the call"))
    caller = loop.create_task(_call(waiting, failed))
    loop.settle()
    true(caller.done(), "the second argument is a future that has failed already: the error has to leave at once")
    with raises(ValueError, "what leaves is the error of the child"):
        caller.result()


def test_the_others_keep_running_after_an_error(loop):
    ended, go, failing, future = [], asyncio.Event(), loop.give(), loop.give()

    async def keep_running(name):
        await go.wait()
        ended.append(name)

    task = loop.create_task(keep_running("task"))
    caller = loop.create_task(_call(keep_running("coroutine"), failing, future, task))
    loop.settle()
    failing.set_exception(ValueError("the first error"))
    loop.settle()
    true(caller.done(), "a child failed: the error has to leave at once")
    with raises(ValueError, "what leaves is the error of the child"):
        caller.result()
    go.set()
    loop.settle()
    same(sorted(ended), ["coroutine", "task"], "children that ran to their end after the error of another had left")
    true(not future.cancelled(), "a future among the arguments was cancelled because another one failed")


def test_with_return_exceptions_errors_are_values(loop):
    error, children = ValueError("a value"), [loop.give() for _ in range(4)]
    caller = loop.create_task(_call(*children, children[2], return_exceptions=True))
    loop.settle()
    children[2].set_exception(error)
    loop.settle()
    true(not caller.done(), "one of four failed: with return_exceptions gather waits for the others")
    children[3].set_result("d")
    children[0].set_result("a")
    loop.settle()
    true(not caller.done(), "one of four goes on, and gather is over")
    children[1].set_exception(KeyError("another"))
    result = _result(loop, caller)
    same([str(one) for one in result], ["a", "'another'", "a value", "d", "a value"], "results and errors, as strings")
    true(result[2] is error and result[4] is error, "the very error of the child stands in the list")


def test_a_cancelled_child_raises_cancelled_error_in_the_caller(loop):
    for place in range(2):
        children = [loop.create_task(_wait_for(loop.give())) for _ in range(2)]
        caller = loop.create_task(_call(*children))
        loop.settle()
        children[place].cancel()
        loop.settle()
        true(caller.done(), "a child was cancelled, and gather waits for it")
        with raises(asyncio.CancelledError, "a child that is cancelled raises CancelledError in the caller"):
            caller.result()


def test_a_cancelled_child_cancels_no_other(loop):
    children = [loop.give() for _ in range(3)]
    caller = loop.create_task(_call(*children))
    loop.settle()
    children[1].cancel()
    with raises(asyncio.CancelledError, "a child that is cancelled raises CancelledError in the caller"):
        _result(loop, caller)
    true(not children[0].cancelled(), "somebody cancelled one child, not the caller: the others keep running")
    true(not children[2].cancelled(), "somebody cancelled one child, not the caller: the others keep running")


def test_with_return_exceptions_a_cancelled_child_is_a_value(loop):
    children = [loop.give(), loop.create_task(_wait_for(loop.give())), loop.give()]
    caller = loop.create_task(_call(*children, return_exceptions=True))
    loop.settle()
    children[1].cancel()
    loop.settle()
    true(not caller.done(), "one of three was cancelled: with return_exceptions gather waits for the others")
    for child in children[::2]:
        child.set_result("well")
    result = _result(loop, caller)
    same(result[::2], ["well", "well"], "results of the other two")
    true(isinstance(result[1], asyncio.CancelledError), f"the cancelled child is a CancelledError, not {result[1]!r}")


def test_what_had_ended_before_the_call_is_nothing_to_wait_for(loop):
    error = ValueError("before the call")
    for options in ({}, {"return_exceptions": True}):
        well = loop.give()
        well.set_result("well")
        same(loop.run(_call(well, well, **options), "all had ended before, and gather waits"), ["well"] * 2, "results")
    failed, cancelled = loop.give(), loop.give()
    failed.set_exception(error)
    cancelled.cancel()
    for children in ([failed, cancelled, well], [failed, cancelled, well, _work("x", 5)]):
        result = loop.run(_call(*children, return_exceptions=True), "all had ended before, and gather waits")
        true(result[0] is error, "one had failed before the call: with return_exceptions its error is a value")
        true(isinstance(result[1], asyncio.CancelledError), f"one was cancelled before: its value is {result[1]!r}")
        same(result[2], "well", "one had ended well before the call")


def test_what_ends_after_the_caller_has_left_does_no_harm(loop):
    children = [loop.give() for _ in range(5)]
    caller = loop.create_task(_call(*children))
    loop.settle()
    children[3].set_exception(ValueError("the first error"))
    children[2].set_exception(ValueError("at the same moment"))
    loop.settle()
    with raises(ValueError, "what leaves is the error of the child"):
        _result(loop, caller)
    children[1].set_exception(ValueError("later"))
    children[0].set_result("later still")
    children[4].cancel()
    loop.settle()
    true(not loop.trouble, f"children ended after the first error had left: {loop.trouble[:1]}")


def test_cancelling_the_caller_cancels_every_child(loop):
    _cancels_all(loop)


def test_cancelling_the_caller_with_return_exceptions_is_no_value(loop):
    _cancels_all(loop, return_exceptions=True)


def test_cancelling_the_caller_after_a_child_was_cancelled(loop):
    children = [loop.give() for _ in range(3)]
    caller = loop.create_task(_call(*children, return_exceptions=True))
    loop.settle()
    children[1].cancel()
    loop.settle()
    true(not caller.done(), "one of three was cancelled: with return_exceptions gather waits for the others")
    caller.cancel()
    loop.settle()
    true(caller.cancelled(), "first a child was cancelled, later the caller: it did not get CancelledError")
    why = "first a child was cancelled, later the caller: the other children have to be cancelled"
    true(children[0].cancelled() and children[2].cancelled(), why)


def test_the_caller_ends_cancelled_whatever_its_children_do(loop):
    async def refuse():
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            return "no"

    async def fail():
        try:
            await asyncio.Event().wait()
        finally:
            raise OSError("in the clean-up")

    for options in ({}, {"return_exceptions": True}):
        for child in (refuse, fail):
            caller = loop.create_task(_call(child(), loop.give(), **options))
            loop.settle()
            caller.cancel()
            loop.settle()
            true(caller.done(), f"the caller was cancelled, all children have ended, and gather waits {options or ''}")
            true(
                caller.cancelled(),
                f"a child's answer to the cancel is to {child.__name__}; the caller gets an error "
                "of its own or a list, and not CancelledError",
            )


def test_a_cancel_when_all_have_just_ended_is_not_lost(loop):
    for options in ({}, {"return_exceptions": True}):
        for turns in range(10):  # between the end of the last child and the moment in which the caller hears of it
            children = [loop.give(), loop.give()]
            caller = loop.create_task(_call(*children, **options))
            loop.settle()
            for child in children:
                child.set_result("well")
            if turns:
                loop.settle(turns)
            if caller.done():
                caller.result()
                break
            caller.cancel()
            loop.settle()
            true(caller.done(), "the caller was cancelled, all children have ended, and gather waits")
            true(caller.cancelled(), "the caller was cancelled before it had its list, and did not get CancelledError")


def _cancels_all(loop, **options):
    cancelled, future, ended = [], loop.give(), loop.give()

    async def child(name):
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            cancelled.append(name)
            raise

    task = loop.create_task(child("task"))
    caller = loop.create_task(_call(child("first"), future, task, ended, child("last"), ended, **options))
    loop.settle()
    ended.set_result("before the cancel")
    loop.settle()
    true(not caller.done(), "four of five go on, and gather is over")
    caller.cancel()
    loop.settle()
    same(sorted(cancelled), ["first", "last", "task"], "the caller was cancelled: children that got CancelledError")
    true(future.cancelled(), "the caller was cancelled: a future among its children has to be cancelled as well")
    true(caller.done(), "the caller was cancelled, all children have ended, and gather waits")
    true(caller.cancelled(), "the caller was cancelled, and did not get CancelledError")


async def _call(*awaitables, **options):
    return await gather(*awaitables, **options)


async def _work(result, turns=0):
    for _ in range(turns):
        await asyncio.sleep(0)
    return result


async def _wait_for(future):
    return await future


def _result(loop, caller):
    loop.settle()
    true(caller.done(), "all is there that gather waits for, and it is not over")
    return caller.result()


def _no_error(caller):
    if caller.done():
        caller.result()
