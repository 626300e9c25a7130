"""What Future and Task promise. The answer is katas/future.py; read this file, leave it as it is."""

from collections import deque

import pytest

from katas.future import Cancelled, Future, InvalidState, Task
from sensei.expect import raises, same, true

pytestmark = pytest.mark.overdue("nothing here waits for anything: a step or a callback of the answer does not end")
MOST = 20_000


class Loop:
    """The whole loop: a queue, and `settle`, which runs what is in it until it is empty."""

    def __init__(self):
        self.queue = deque()

    def call_soon(self, callback, *args):
        self.queue.append((callback, args))

    def settle(self):
        for _ in range(MOST):
            if not self.queue:
                return
            callback, args = self.queue.popleft()
            callback(*args)
        raise AssertionError(f"the loop ran {MOST:,} callbacks and there are more: a task that waits takes no steps")


@pytest.fixture
def loop():
    return Loop()


def test_a_new_future_is_not_done(loop):
    future = Future(loop)
    same((future.done(), future.cancelled()), (False, False), "done() and cancelled() of a new future")
    with raises(InvalidState, "result() too early"):
        future.result()


def test_set_result_resolves_it(loop):
    for value in ("value", None, 0, False, [], ValueError("a value, and no error")):
        future = Future(loop)
        future.set_result(value)
        same((future.done(), future.cancelled()), (True, False), f"done() and cancelled() after set_result({value!r})")
        true(future.result() is value, f"result() after set_result({value!r})")
        true(future.result() is value, "result() may be asked again")
        same(future.exception(), None, "there is a result, so exception() is None")


def test_set_exception_resolves_it(loop):
    for error in (ValueError("an error"), Odd("another one")):
        future = Future(loop)
        future.set_exception(error)
        same((future.done(), future.cancelled()), (True, False), "done() and cancelled() after set_exception")
        true(future.exception() is error, "exception() gives the very error that was set")
        for _ in range(2):
            with raises(type(error), "result() raises the error") as caught:
                future.result()
            true(caught.error is error, "the very error that was set")


def test_it_is_resolved_once(loop):
    for first in (lambda future: future.set_result("first"), lambda future: future.set_exception(KeyError("first"))):
        future, error = Future(loop), ValueError("second")
        first(future)
        outcome = _outcome(future)
        with raises(InvalidState, "set_result on a future that is done"):
            future.set_result("second")
        with raises(InvalidState, "set_exception on a future that is done"):
            future.set_exception(error)
        same(future.cancel(), False, "cancel() on a future that is done")
        same(_outcome(future), outcome, "what was set first stays")


def test_cancel_resolves_it(loop):
    future = Future(loop)
    same(future.cancel(), True, "cancel() on a future that is not done")
    same((future.done(), future.cancelled()), (True, True), "done() and cancelled() after cancel()")
    with raises(Cancelled, "result() of a cancelled future"):
        future.result()
    same(future.cancel(), False, "it is done: a second cancel() changes nothing")
    with raises(InvalidState, "a cancelled future is done: set_result"):
        future.set_result("too late")
    with raises(InvalidState, "a cancelled future is done: set_exception"):
        future.set_exception(ValueError("too late"))
    true(future.cancelled(), "it stays cancelled")


def test_callbacks_run_through_call_soon(loop):
    for resolve in (
        lambda one: one.set_result(1),
        lambda one: one.set_exception(Odd("error")),
        lambda one: one.cancel(),
    ):
        future, calls = Future(loop), []
        future.add_done_callback(lambda *args, calls=calls: calls.append(args))
        loop.settle()
        same(calls, [], "a callback that was added, and the future is not done")
        resolve(future)
        same(calls, [], "when it is resolved, callbacks are handed to call_soon, and not called there and then")
        loop.settle()
        true(len(calls) == 1 and len(calls[0]) == 1, f"one call with one argument is expected, not {calls}")
        true(calls[0][0] is future, "the argument of the callback is the future")


def test_callbacks_run_in_the_order_in_which_they_were_added(loop):
    future, calls = Future(loop), []
    for name in ("c", "a", "d", "b"):
        future.add_done_callback(lambda _, name=name: calls.append(name))
    future.set_result(None)
    loop.settle()
    same(calls, ["c", "a", "d", "b"], "four callbacks of one future")


def test_a_callback_may_be_added_when_it_is_done(loop):
    future, calls = Future(loop), []
    future.add_done_callback(lambda _: calls.append(("first", True)))
    future.set_result(None)
    for name in ("late", "later"):
        future.add_done_callback(lambda one, name=name: calls.append((name, one is future)))
        same(calls, [], "it goes through call_soon as well")
    loop.settle()
    future.add_done_callback(lambda one: calls.append(("last", one is future)))
    loop.settle()
    names = ["first", "late", "later", "last"]
    same(calls, [(name, True) for name in names], "three of these callbacks were added when the future was done")


def test_a_task_runs_its_coroutine(loop):
    steps = []

    async def body(value):
        steps.append("ran")
        return value

    for value in ("value", None, []):
        task = Task(body(value), loop)
        true(isinstance(task, Future), "a Task is a Future")
        same((steps, task.done()), ([], False), "the first step comes through call_soon: nothing has run yet")
        with raises(InvalidState, "result() of a task that is not done"):
            task.result()
        loop.settle()
        same((steps, task.done(), task.cancelled()), (["ran"], True, False), "steps, done() and cancelled() after it")
        true(task.result() is value, f"result() is what the coroutine returned, {value!r}")
        same(task.exception(), None, "exception() of a task that ended well")
        steps.clear()


def test_an_error_of_the_coroutine_is_that_of_the_task(loop):
    async def body():
        raise error

    for error in (ValueError("an error"), Odd("another one")):
        task = Task(body(), loop)
        loop.settle()
        same((task.done(), task.cancelled()), (True, False), "done() and cancelled() of a task whose coroutine raised")
        true(task.exception() is error, "exception() is what the coroutine raised")
        with raises(type(error), "result() raises it"):
            task.result()


def test_a_task_calls_back_when_it_ends(loop):
    future, calls = Future(loop), []
    task = Task(_awaiting(future), loop)
    task.add_done_callback(calls.append)
    loop.settle()
    same(calls, [], "the task still waits")
    future.set_result(None)
    loop.settle()
    true(len(calls) == 1 and calls[0] is task, f"one call with the task is expected, not {calls}")


def test_a_task_waits_for_a_future(loop):
    async def outer():
        return ["outer", await inner()]

    async def inner():
        steps.append("waits")
        steps.append(await future)
        return steps[-1]

    for value in ("value", None, ValueError("a value, and no error")):
        future, steps = Future(loop), []
        task = Task(outer(), loop)
        loop.settle()
        same((steps, task.done()), (["waits"], False), "the future is not resolved: the task waits, and takes no step")
        future.set_result(value)
        same(steps, ["waits"], "set_result itself takes no step of the task: that comes through call_soon")
        loop.settle()
        same(steps, ["waits", value], f"the await evaluates to what was set, {value!r}")
        same(task.result(), ["outer", value], "the task's result is what its coroutine returns")


def test_what_is_done_already_can_be_awaited(loop):
    future = Future(loop)
    future.set_result("value")
    task = Task(_awaiting(future, future), loop)
    loop.settle()
    same(task.result(), ["value", "value"], "a future that was done before the await")
    other = Task(_awaiting(task), loop)
    loop.settle()
    same(other.result(), [["value", "value"]], "a task that was done before the await")


def test_an_error_is_raised_at_the_await(loop):
    error, seen = Odd("an error"), []

    async def catching(future):
        try:
            await future
        except Odd as caught:
            seen.append(caught)
        return "went on"

    for when in ("before", "after"):
        one, other = Future(loop), Future(loop)
        tasks = [Task(catching(one), loop), Task(_awaiting(other), loop)]
        if when == "after":
            loop.settle()
        one.set_exception(error), other.set_exception(error)
        loop.settle()
        true(len(seen) == 1 and seen.pop() is error, f"set_exception {when} the await: it is raised there")
        same(tasks[0].result(), "went on", "a coroutine that catches it goes on")
        true(tasks[1].exception() is error, "one that does not ends with it")


def test_many_tasks_may_wait_for_one_future(loop):
    future = Future(loop)
    tasks = [Task(_awaiting(future), loop) for _ in range(3)]
    loop.settle()
    future.set_result("value")
    loop.settle()
    same([_outcome(task) for task in tasks], [["value"]] * 3, "three tasks that await one future")


def test_a_task_may_wait_for_a_task(loop):
    future, error = Future(loop), Odd("in the inner task")
    inner = Task(_awaiting(future), loop)
    outer = Task(_awaiting(inner), loop)
    loop.settle()
    same((inner.done(), outer.done()), (False, False), "both wait")
    future.set_result("value")
    loop.settle()
    same(_outcome(outer), [["value"]], "the outer task gets what the inner one returned")
    failing = Future(loop)
    outer = Task(_awaiting(Task(_awaiting(failing), loop)), loop)
    failing.set_exception(error)
    loop.settle()
    true(outer.exception() is error, "an error of the inner task is raised in the outer one")


def test_a_future_that_somebody_cancelled_raises_cancelled_at_the_await(loop):
    async def catching():
        try:
            await future
        except Cancelled:
            return "caught"

    future = Future(loop)
    tasks = [Task(catching(), loop), Task(_awaiting(future), loop)]
    loop.settle()
    future.cancel()
    tasks.append(Task(catching(), loop))
    loop.settle()
    same([_outcome(tasks[0]), _outcome(tasks[2])], ["caught", "caught"], "awaited before and after it was cancelled")
    true(tasks[1].done(), "a task that does not catch it ends")
    with raises(Cancelled, "and its result() raises Cancelled"):
        tasks[1].result()


def test_a_thousand_awaits_use_no_recursion(loop):
    done, values = Future(loop), [Future(loop) for _ in range(2000)]
    done.set_result("value")
    task = Task(_awaiting(*[done] * 2000), loop)
    loop.settle()
    same(len(task.result()), 2000, "2,000 awaits of a future that is done")
    for future in values[::2]:
        future.set_result("before")
    task = Task(_awaiting(*values), loop)
    for future in values[1::2]:
        loop.settle()
        future.set_result("after")
    loop.settle()
    same(task.result(), ["before", "after"] * 1000, "2,000 futures, half of them resolved while the task waits")


def test_a_task_that_awaits_itself_gets_a_runtime_error(loop):
    seen, tasks, future = [], [], Future(loop)

    async def body():
        try:
            await _awaiting(tasks[0])
        except RuntimeError:
            seen.append("RuntimeError")
        return await future

    async def careless():
        try:
            await tasks[1]
        finally:
            seen.append("finally")

    tasks.extend([Task(body(), loop), Task(careless(), loop)])
    loop.settle()
    same(sorted(seen), ["RuntimeError", "finally"], "it is raised in the coroutine, at the await")
    with raises(RuntimeError, "a task that does not catch it ends with it"):
        tasks[1].result()
    true(not tasks[0].done(), "one that catches it goes on to its next await")
    future.set_result("went on")
    loop.settle()
    same(_outcome(tasks[0]), "went on", "and ends as any other")


def test_cancel_raises_cancelled_at_the_await(loop):
    seen = []

    async def body():
        seen.append("waits")
        try:
            await future
        except Exception:  # noqa: BLE001 - this one must not see it
            seen.append("Cancelled is no Exception")
        except Cancelled:
            seen.append("cancelled")
            raise
        finally:
            seen.append("finally")

    future = Future(loop)
    task = Task(body(), loop)
    loop.settle()
    same(task.cancel(), True, "cancel() on a task that waits")
    loop.settle()
    same(seen, ["waits", "cancelled", "finally"], "Cancelled is raised at the await, and the coroutine may clean up")
    same((task.done(), task.cancelled()), (True, True), "it was not suppressed, so done() and cancelled()")
    with raises(Cancelled, "result() of a cancelled task"):
        task.result()


def test_cancel_of_a_task_that_is_done_is_false(loop):
    for awaited in ("value", Odd("error")):
        future = Future(loop)
        (future.set_exception if isinstance(awaited, Odd) else future.set_result)(awaited)
        task = Task(_awaiting(future), loop)
        loop.settle()
        outcome = _outcome(task)
        same(task.cancel(), False, f"cancel() on a task that ended with {awaited!r}")
        loop.settle()
        same((_outcome(task), task.cancelled()), (outcome, False), "nothing changes")


def test_a_task_cancelled_before_its_first_step_never_begins(loop):
    steps, calls = [], []

    async def body():
        steps.append("began")

    task = Task(body(), loop)
    task.add_done_callback(calls.append)
    waiting = Task(_awaiting(task), loop)
    same(task.cancel(), True, "cancel() on a task that is not done")
    loop.settle()
    same(steps, [], "the body must not run")
    same((task.done(), task.cancelled()), (True, True), "done() and cancelled() when the loop has settled")
    with raises(Cancelled, "result() of a cancelled task"):
        task.result()
    true(len(calls) == 1 and calls[0] is task, f"a callback is called with the task, not {calls}")
    with raises(Cancelled, "whoever awaits it gets Cancelled"):
        waiting.result()


def test_what_the_task_awaits_is_cancelled_with_it(loop):
    seen = []

    async def body(name, awaited):
        try:
            await awaited
        except Cancelled:
            seen.append(name)
            raise

    future = Future(loop)
    inner = Task(body("inner", future), loop)
    middle = Task(body("middle", inner), loop)
    outer = Task(body("outer", middle), loop)
    loop.settle()
    same(outer.cancel(), True, "cancel() on a task that awaits a task that awaits a task that awaits a future")
    loop.settle()
    true(future.cancelled(), "the future at the end of the chain has to be cancelled as well")
    same(sorted(seen), ["inner", "middle", "outer"], "Cancelled is raised in each of the three, once")
    same([inner.cancelled(), middle.cancelled(), outer.cancelled()], [True] * 3, "and all of them are cancelled")


def test_the_clean_up_may_await(loop):
    seen = []

    async def body():
        try:
            await first
        finally:
            seen.append("cleans up")
            seen.append(await second)

    first, second = Future(loop), Future(loop)
    task = Task(body(), loop)
    outer = Task(_awaiting(task), loop)
    loop.settle()
    outer.cancel()
    loop.settle()
    same(seen, ["cleans up"], "the clean-up awaits a future that is not done: nothing else may wake it up")
    same((task.done(), second.done()), (False, False), "the task is not done before its clean-up is")
    second.set_result("cleaned up")
    loop.settle()
    same(seen, ["cleans up", "cleaned up"], "then the clean-up goes on, with the result of its own await")
    same((task.cancelled(), outer.cancelled()), (True, True), "cancelled() of the task, and of the one that awaits it")


def test_a_task_may_suppress_it_and_go_on(loop):
    seen, first, second = [], Future(loop), Future(loop)
    task = Task(_persistent(seen, first, second), loop)
    loop.settle()
    task.cancel()
    loop.settle()
    same(seen, ["cancelled at await 1"], "the task suppresses Cancelled, and waits for its second future")
    second.set_result("second")
    loop.settle()
    same((task.done(), task.cancelled()), (True, False), "it ends as if nothing had been: it is not cancelled")
    same(_outcome(task), ["cancelled at await 1", "second"], "and its result is what the coroutine returns")


def test_a_task_may_return_or_raise_when_cancelled(loop):
    error = Odd("in the clean-up")

    async def returning():
        try:
            await Future(loop)
        except Cancelled:
            return "saved"

    async def raising():
        try:
            await Future(loop)
        finally:
            raise error

    one, other = Task(returning(), loop), Task(raising(), loop)
    loop.settle()
    one.cancel(), other.cancel()
    loop.settle()
    same((_outcome(one), one.cancelled()), ("saved", False), "a task that suppresses Cancelled and returns")
    true(other.exception() is error, "a task whose clean-up raises ends with that error")
    same(other.cancelled(), False, "and does not count as cancelled")


def test_an_inner_task_that_ends_late_does_not_wake_the_next_await(loop):
    async def inner():
        try:
            await Future(loop)
        finally:
            await slow

    seen, slow, second = [], Future(loop), Future(loop)
    task = Task(_persistent(seen, Task(inner(), loop), second), loop)
    loop.settle()
    task.cancel()
    loop.settle()
    slow.set_result("the clean-up of the inner task is over")
    loop.settle()
    same(
        seen, ["cancelled at await 1"], "the task suppresses Cancelled and waits for a future: nothing else wakes it up"
    )
    second.set_result("second")
    loop.settle()
    same(seen, ["cancelled at await 1", "second"], "it goes on when that is resolved, with its result")


def test_cancel_wins_over_a_wake_up_that_is_on_its_way(loop):
    for resolve in (lambda future: future.set_result("value"), lambda future: future.set_exception(Odd("error"))):
        seen, first, second = [], Future(loop), Future(loop)
        task = Task(_persistent(seen, first, second), loop)
        loop.settle()
        resolve(first)  # the wake-up waits in the queue of the loop
        same(task.cancel(), True, "cancel() on a task whose future was resolved a moment ago: it has not gone on yet")
        loop.settle()
        same(seen, ["cancelled at await 1"], "Cancelled is raised at the await where it was suspended, and only there")
        true(not task.done(), "it has suppressed it, and waits for its second future")
        second.set_result("second")
        loop.settle()
        same(seen, ["cancelled at await 1", "second"], "which alone wakes it up")


def test_a_clean_up_may_be_cancelled_too(loop):
    seen = []

    async def body():
        try:
            await Future(loop)
        finally:
            try:
                await second
            except Cancelled:
                seen.append("in the clean-up")
                raise

    second = Future(loop)
    task = Task(body(), loop)
    loop.settle()
    task.cancel()
    loop.settle()
    same(task.cancel(), True, "a second cancel(), while the clean-up waits")
    loop.settle()
    same((seen, second.cancelled()), (["in the clean-up"], True), "it is raised where the task is suspended now")
    true(task.cancelled(), "the task is cancelled")


def test_cancelling_twice_at_once_is_no_error(loop):
    for begins in (False, True):
        task = Task(_awaiting(Future(loop)), loop)
        if begins:
            loop.settle()
        for number in (1, 2):
            pending = not task.done()
            same(task.cancel(), pending, f"cancel() number {number}: True if the task was not done, else False")
        loop.settle()
        same((task.done(), task.cancelled()), (True, True), "done() and cancelled()")


class Odd(Exception):
    """An error that no answer can know."""


def _outcome(future):
    """Its result, or its error."""
    true(future.done(), "it should be done by now")
    try:
        return future.result()
    except (Exception, Cancelled) as error:  # noqa: BLE001
        return error


async def _awaiting(*futures):
    return [await future for future in futures]


async def _persistent(seen, *futures):
    """Awaits them one by one, whatever comes of it."""
    for number, future in enumerate(futures, 1):
        try:
            seen.append(await future)
        except Cancelled:
            seen.append(f"cancelled at await {number}")
        except Odd:
            seen.append(f"error at await {number}")
    return seen
