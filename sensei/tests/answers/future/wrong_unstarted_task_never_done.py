"""Cancelled before its first step, the coroutine is closed, and the task never becomes done.

first to fail: a task cancelled before its first step never begins
"""

from collections import deque
from typing import Any, Callable


class InvalidState(Exception):
    pass


class Cancelled(BaseException):
    pass


class Waiting:
    def __init__(self, future: "Future") -> None:
        self.future = future

    def __iter__(self) -> "Waiting":
        return self

    def __next__(self) -> "Future":
        if self.future.done():
            raise StopIteration(self.future.result())
        return self.future


class Future:
    def __init__(self, loop: Any) -> None:
        self.loop = loop
        self._outcome: tuple[Any, BaseException | None] | None = None
        self._to_call: deque[Callable] = deque()

    def __await__(self) -> Waiting:
        return Waiting(self)

    def done(self) -> bool:
        return self._outcome is not None

    def cancelled(self) -> bool:
        return self._outcome is not None and isinstance(self._outcome[1], CancelledMark)

    def result(self) -> Any:
        value, error = self._look()
        if error is not None:
            raise error
        return value

    def exception(self) -> BaseException | None:
        _, error = self._look()
        if isinstance(error, CancelledMark):
            raise error
        return error

    def _look(self) -> tuple[Any, BaseException | None]:
        if self._outcome is None:
            raise InvalidState("the future is not done")
        return self._outcome

    def set_result(self, value: Any) -> None:
        self._settle((value, None))

    def set_exception(self, error: BaseException) -> None:
        self._settle((None, error))

    def cancel(self) -> bool:
        if self.done():
            return False
        self._settle((None, CancelledMark()))
        return True

    def _settle(self, outcome: tuple[Any, BaseException | None]) -> None:
        if self._outcome is not None:
            raise InvalidState("the future is done")
        self._outcome = outcome
        while self._to_call:
            self.loop.call_soon(self._to_call.popleft(), self)

    def add_done_callback(self, callback: Callable) -> None:
        if self.done():
            self.loop.call_soon(callback, self)
        else:
            self._to_call.append(callback)


class CancelledMark(Cancelled):
    """The Cancelled of a future that was cancelled, not one that somebody set as an exception."""


class Task(Future):
    def __init__(self, coroutine: Any, loop: Any) -> None:
        super().__init__(loop)
        self._coroutine = coroutine
        self._inner: Future | None = None
        self._begun = False
        self._closed = False
        self._cancel_asked = False
        loop.call_soon(self._begin)

    def cancel(self) -> bool:
        if self.done():
            return False
        if not self._begun:
            self._coroutine.close()
            self._closed = True
            return True
        if self._inner is None or not self._inner.cancel():
            self._cancel_asked = True
        return True

    def _begin(self) -> None:
        if not self._closed:
            self._begun = True
            self._step(None)

    def _inner_done(self, future: Future) -> None:
        self._step(None)

    def _step(self, error: BaseException | None) -> None:
        self._inner = None
        if self._cancel_asked:
            self._cancel_asked = False
            error = Cancelled()
        try:
            inner = self._coroutine.send(None) if error is None else self._coroutine.throw(error)
        except StopIteration as stop:
            if self._cancel_asked:
                Future.cancel(self)
            else:
                self.set_result(stop.value)
            return
        except Cancelled:
            Future.cancel(self)
            return
        except BaseException as failure:
            self.set_exception(failure)
            return
        if inner is self:
            self.loop.call_soon(self._step, RuntimeError(f"{self!r} waits for itself"))
            return
        self._inner = inner
        inner.add_done_callback(self._inner_done)
        if self._cancel_asked:
            self._cancel_asked = not inner.cancel()
