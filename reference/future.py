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

T = TypeVar("T")  # given


class InvalidState(Exception):  # given
    """The future is done already, or not done yet."""


class Cancelled(BaseException):  # given
    """Raised at the await of a task that is cancelled."""


class Loop(Protocol):  # given
    """All that may be used of a loop."""

    def call_soon(self, callback: Callable[..., object], *args: Any) -> object:
        """Call it in the next turn."""


class Future(Generic[T]):
    """A result that is not there yet."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._done = False
        self._value: T
        self._callbacks: list[Callable[[Any], object]] = []

    def done(self) -> bool:
        """Has it a result, an error, or been cancelled?"""
        return self._done

    def cancelled(self) -> bool:
        """Has it been cancelled?"""
        return self._done and self._cancelled

    def result(self) -> T:
        """The result, if that is how it ended; else the error is raised."""
        error = self.exception()
        if error is not None:
            raise error
        return self._value

    def exception(self) -> BaseException | None:
        """The error, or None if there is a result."""
        if not self._done:
            raise InvalidState("it is not done yet")
        if self._cancelled:
            raise Cancelled
        return self._error

    def set_result(self, value: T) -> None:
        """Resolve it with a result."""
        self._resolve(value=value)

    def set_exception(self, error: BaseException) -> None:
        """Resolve it with an error."""
        self._resolve(error=error)

    def cancel(self) -> bool:
        """Resolve it as cancelled; False if it is done already."""
        if self._done:
            return False
        self._resolve(cancelled=True)
        return True

    def add_done_callback(self, callback: Callable[[Any], object]) -> None:
        """Have the loop call this, with the future, when it is done."""
        if self._done:
            self._loop.call_soon(callback, self)
        else:
            self._callbacks.append(callback)

    def __await__(self) -> Generator[Any, None, T]:
        """Yield it to the task that drives; the value is the result."""
        if not self._done:
            yield self
        return self.result()

    def _resolve(self, value: Any = None, error: BaseException | None = None, cancelled: bool = False) -> None:
        if self._done:
            raise InvalidState("it is done already")
        self._done = True
        self._value, self._error, self._cancelled = value, error, cancelled
        for callback in self._callbacks:
            self._loop.call_soon(callback, self)


class Task(Future[T]):
    """A coroutine that is driven by the loop, one step at a time."""

    def __init__(self, coroutine: Coroutine[Any, Any, T], loop: Loop) -> None:
        super().__init__(loop)
        self._coroutine = coroutine
        self._awaited: Future[Any] | None = None
        self._to_throw: BaseException | None = None
        loop.call_soon(self._step)

    def cancel(self) -> bool:
        """Have Cancelled raised in the coroutine; False if it is done already."""
        if self._done:
            return False
        if self._awaited is None or not self._awaited.cancel():
            self._to_throw = Cancelled()  # in the step that is planned, or after the one that runs
        return True

    def _step(self, _woken_by: object = None) -> None:
        error, self._to_throw = self._to_throw, None
        try:
            awaited = self._coroutine.send(None) if error is None else self._coroutine.throw(error)
        except StopIteration as end:
            self.set_result(end.value)
        except Cancelled:
            super().cancel()
        except Exception as failure:  # noqa: BLE001 - it is the task's outcome
            self.set_exception(failure)
        else:
            self._wait_for(awaited)

    def _wait_for(self, awaited: Future[Any]) -> None:
        if awaited is self:
            self._to_throw = RuntimeError("a task cannot await itself")
            self._loop.call_soon(self._step)
            return
        self._awaited = awaited
        awaited.add_done_callback(self._step)
        if self._to_throw is not None:  # the task has cancelled itself
            awaited.cancel()
