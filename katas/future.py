"""future: a result to come, and tasks that wait for it.

level 3 · 60 minutes · Future, Task, cancellation · Coroutines

Given is a loop of which only `call_soon(callback, *args)` may be used:

    >>> async def double(future):
    ...     return 2 * await future
    >>> number = Future(loop)
    >>> task = Task(double(number), loop)
    >>> number.set_result(21)  # the loop does the rest in its next turns
    >>> task.result()
    42

- A Future is resolved once, by `set_result`, `set_exception` or `cancel`: doing it twice is InvalidState, but
  `cancel` of what is done returns False. `result()` before that is InvalidState; of a cancelled one it
  raises Cancelled.
- Callbacks run through `loop.call_soon`, with the future, in the order in which they were added, also those
  added when it is done.
- A Task is a Future that drives a coroutine, and ends as that does. Its first step comes through `call_soon`.
  An await suspends it until the awaited Future or Task is done; meanwhile it takes no step. A task that
  awaits itself gets a RuntimeError there.
- `cancel()` of a Task raises Cancelled at the await where it is suspended, and cancels what it awaits. It may
  clean up, with awaits of its own, and it may suppress the Cancelled: then it is not cancelled. Cancelled
  before its first step, it never begins.
- What the task waited for until then wakes it up no more.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Generator
from typing import Any, Generic, Protocol, TypeVar

T = TypeVar("T")


class InvalidState(Exception):
    """The future is done already, or not done yet."""


class Cancelled(BaseException):
    """Raised at the await of a task that is cancelled."""


class Loop(Protocol):
    """All that may be used of a loop."""

    def call_soon(self, callback: Callable[..., object], *args: Any) -> object:
        """Call it in the next turn."""


class Future(Generic[T]):
    """A result that is not there yet."""

    def __init__(self, loop: Loop) -> None:
        raise NotImplementedError("write Future.__init__ in katas/future.py")

    def done(self) -> bool:
        """Has it a result, an error, or been cancelled?"""
        raise NotImplementedError("write Future.done in katas/future.py")

    def cancelled(self) -> bool:
        """Has it been cancelled?"""
        raise NotImplementedError("write Future.cancelled in katas/future.py")

    def result(self) -> T:
        """The result, if that is how it ended; else the error is raised."""
        raise NotImplementedError("write Future.result in katas/future.py")

    def exception(self) -> BaseException | None:
        """The error, or None if there is a result."""
        raise NotImplementedError("write Future.exception in katas/future.py")

    def set_result(self, value: T) -> None:
        """Resolve it with a result."""
        raise NotImplementedError("write Future.set_result in katas/future.py")

    def set_exception(self, error: BaseException) -> None:
        """Resolve it with an error."""
        raise NotImplementedError("write Future.set_exception in katas/future.py")

    def cancel(self) -> bool:
        """Resolve it as cancelled; False if it is done already."""
        raise NotImplementedError("write Future.cancel in katas/future.py")

    def add_done_callback(self, callback: Callable[[Any], object]) -> None:
        """Have the loop call this, with the future, when it is done."""
        raise NotImplementedError("write Future.add_done_callback in katas/future.py")

    def __await__(self) -> Generator[Any, None, T]:
        """Yield it to the task that drives; the value is the result."""
        raise NotImplementedError("write Future.__await__ in katas/future.py")


class Task(Future[T]):
    """A coroutine that is driven by the loop, one step at a time."""

    def __init__(self, coroutine: Coroutine[Any, Any, T], loop: Loop) -> None:
        raise NotImplementedError("write Task.__init__ in katas/future.py")

    def cancel(self) -> bool:
        """Have Cancelled raised in the coroutine; False if it is done already."""
        raise NotImplementedError("write Task.cancel in katas/future.py")
