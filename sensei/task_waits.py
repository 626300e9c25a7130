"""What one asyncio task waits for, in words: what the innermost coroutines of the library on its chain of awaits tell.

The words come after "waits for". Names of the library's insides that are not what they were in 3.11 to 3.13 cost
words, not a verdict.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import CellType, FrameType, FunctionType
from typing import Any

Names = Mapping[str, Any]
"""The local variables of a frame."""


def _queue_join(names: Names) -> str:
    left = names["self"]._unfinished_tasks
    return f"queue.join(): task_done() is still to be called {'once' if left == 1 else f'{left} times'}"


def _barrier(names: Names) -> str:
    barrier = names["self"]
    return f"a barrier, where {barrier.n_waiting} of {barrier.parties} have come"


def _some(text: str) -> Callable[[Names], str]:
    return lambda names: text


LIBRARY: dict[str, Callable[[Names], str]] = {
    "asyncio.queues.Queue.get": _some("an item: the queue is empty"),
    "asyncio.queues.Queue.put": lambda names: f"room: the queue is full, it takes {names['self'].maxsize}",
    "asyncio.queues.Queue.join": _queue_join,
    "asyncio.locks.Event.wait": _some("an event that nobody has set"),
    "asyncio.locks.Condition.wait": _some("a notify() of its condition"),
    "asyncio.locks.Barrier.wait": _barrier,
    "asyncio.tasks.sleep": lambda names: f"sleep({names['delay']:g}) to end",
    "asyncio.streams.StreamReader._wait_for_data": _some("bytes from its peer"),
    "asyncio.streams.FlowControlMixin._drain_helper": _some("its peer to read what was sent: drain()"),
    "asyncio.streams.StreamWriter.wait_closed": _some("its connection to close"),
    "asyncio.base_events.Server.serve_forever": _some("clients, for ever: serve_forever()"),
    "asyncio.base_events.Server.wait_closed": _some("the server's connections to close"),
    "asyncio.selector_events.BaseSelectorEventLoop.sock_accept": _some("a client"),
    "asyncio.selector_events.BaseSelectorEventLoop.sock_recv": _some("bytes from its peer"),
    "asyncio.selector_events.BaseSelectorEventLoop.sock_recv_into": _some("bytes from its peer"),
    "asyncio.selector_events.BaseSelectorEventLoop.sock_sendall": _some("its peer to read what was sent"),
    "asyncio.selector_events.BaseSelectorEventLoop.sock_connect": _some("a connection"),
}
"""By module and function: what one that is awaited waits for."""
LOCKS = ("asyncio.locks.Lock.acquire", "asyncio.locks.Semaphore.acquire")
ONE_IS_ENOUGH = ("_wait_for_one", "_AsCompletedIterator._wait_for_one", "as_completed.<locals>._wait_for_one")


def name_of(frame: FrameType) -> str:
    """Module and function of a frame."""
    return f"{frame.f_globals.get('__name__', '')}.{frame.f_code.co_qualname}"


def awaited_in_library(inner: Sequence[FrameType]) -> str:
    """What the library's frames below the answer's line tell, the outermost that is known first; or nothing."""
    if is_content_with_one(inner):  # as_completed has a queue of its own, which means nothing to a learner
        return ""
    for frame in inner:
        if words := LIBRARY.get(name_of(frame)):
            return words(frame.f_locals)
    return ""


def lock_wanted(inner: Sequence[FrameType]) -> Any:
    """The Lock or Semaphore of asyncio whose `acquire` is under way, or nothing."""
    return next((frame.f_locals["self"] for frame in inner if name_of(frame) in LOCKS), None)


def is_a_semaphore(lock: Any) -> bool:
    """Or is it a Lock?"""
    return isinstance(lock, asyncio.Semaphore)


def lets_go_of(lock: Any, inner: Sequence[FrameType]) -> bool:
    """Does it wait for a notify() of the condition with that lock, which nobody holds meanwhile?"""
    return any(
        name_of(frame) == "asyncio.locks.Condition.wait" and frame.f_locals["self"]._lock is lock for frame in inner
    )


def is_content_with_one(inner: Sequence[FrameType]) -> bool:
    """Does it wait for the first of several, as `wait(FIRST_COMPLETED)` and `as_completed` do?"""
    return any(
        frame.f_code.co_qualname in ONE_IS_ENOUGH
        or (name_of(frame) == "asyncio.tasks._wait" and frame.f_locals.get("return_when") == "FIRST_COMPLETED")
        for frame in inner
    )


def awaited_future(future: asyncio.Future[Any]) -> str:
    """What is to be said of a future of which nothing else is known."""
    if future.done():
        return "a future that is resolved"
    jobs = [one for one in _inside(future) if isinstance(one, concurrent.futures.Future)]
    if jobs:
        return "a job in another thread or process" + (", which has not begun" if jobs[0]._state == "PENDING" else "")
    return "a future that nobody has resolved"


def has_a_timer(task: asyncio.Task[Any], future: asyncio.Future[Any]) -> bool:
    """Is it inside of `asyncio.timeout` or `wait_for`, so that it does not wait for ever?"""
    for handle in getattr(task.get_loop(), "_scheduled", ()):
        timeout = getattr(getattr(handle, "_callback", None), "__self__", None)
        if isinstance(timeout, asyncio.Timeout) and getattr(timeout, "_task", None) is task:
            return True
        if any(one is future for one in getattr(handle, "_args", None) or ()):
            return True
    return False


def resolved_by(task: asyncio.Task[Any]) -> list[asyncio.Future[Any]]:
    """It and the futures that its end resolves: gather, wait, shield and TaskGroup hang on it by callbacks."""
    found: list[asyncio.Future[Any]] = [task]
    for future in found:  # it grows meanwhile
        for other in _inside(future):
            if asyncio.isfuture(other) and not isinstance(other, asyncio.Task) and other not in found:
                found.append(other)
    return found


def _inside(future: Any) -> Iterator[Any]:
    """What the callbacks of a future know: their closures, arguments and objects."""
    for callback, _ in getattr(future, "_callbacks", None) or ():
        if isinstance(callback, functools.partial):
            yield from callback.args
        elif isinstance(callback, FunctionType):
            for cell in callback.__closure__ or ():
                yield from _known_to(_contents(cell))
        else:
            yield from _known_to(getattr(callback, "__self__", None))


def _contents(cell: CellType) -> Any:
    try:
        return cell.cell_contents
    except ValueError:  # a variable that has no value yet
        return None


def _known_to(one: Any) -> Iterator[Any]:
    if isinstance(one, asyncio.Queue):  # as_completed
        yield from getattr(one, "_getters", ())
    elif isinstance(one, asyncio.TaskGroup):
        yield getattr(one, "_on_completed_fut", None)
    elif type(one).__name__ == "_AsCompletedIterator":
        yield from one._done._getters
    else:
        yield one
