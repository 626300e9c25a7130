"""An event loop that sees who touches it, and from where.

What an answer must not do is recorded and then made good, so that a wrong answer is told about and does not hang. The
instruments are on the loop and its futures, never on names like `asyncio.sleep`, which an answer may have imported
before anyone could look.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import Executor
from contextlib import contextmanager
from contextvars import Context
from typing import Any, TypeVar, TypeVarTuple, Unpack

from sensei.answers import served_folder
from sensei.frames import Answer

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Future(asyncio.Future[T]):
    """A future of a StrictLoop: resolving it from a foreign thread is recorded, and wakes the loop."""

    def set_result(self, result: T) -> None:
        self.get_loop().saw_touch("set_result was called")  # type: ignore[attr-defined]
        super().set_result(result)

    def set_exception(self, exception: type | BaseException) -> None:
        self.get_loop().saw_touch("set_exception was called")  # type: ignore[attr-defined]
        super().set_exception(exception)


class StrictLoop(asyncio.SelectorEventLoop):
    """Records in `bad` what an answer may not do with a loop, and counts its turns."""

    def __init__(self) -> None:
        super().__init__()
        self.owner = threading.get_ident()
        self.answer = Answer(served_folder())
        self.bad: list[str] = []
        self.turns = 0
        self.knocked = threading.Event()
        self.tasks: list[asyncio.Task[Any]] = []
        self.set_task_factory(self._make_task)  # type: ignore[arg-type]
        select = self._selector.select  # type: ignore[attr-defined]
        self._selector.select = lambda timeout: self._counted(select, timeout)  # type: ignore[attr-defined]

    def _counted(self, select: Callable[[float | None], Any], timeout: float | None) -> Any:
        self.turns += 1
        return select(timeout)

    def _make_task(self, loop: Any, coroutine: Coroutine[Any, Any, Any], **options: Any) -> asyncio.Task[Any]:
        task = asyncio.Task(coroutine, loop=loop, **options)
        self.tasks.append(task)
        return task

    def saw_touch(self, what: str) -> None:
        """Record it if this is not the loop's thread."""
        if threading.get_ident() != self.owner:
            self.saw(f"{what} from {threading.current_thread().name}, a thread that is not the loop's")

    def saw(self, what: str) -> None:
        """Record it, with the line of the answer."""
        at = self.answer.caller()
        self.bad.append(f"{what} in line {at[-1]['line']}: {at[-1]['source']}" if at else what)

    def create_future(self) -> asyncio.Future[Any]:
        return Future(loop=self)

    def call_soon(
        self, callback: Callable[[Unpack[Ts]], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        if threading.get_ident() != self.owner:
            self.saw_touch("the loop was touched")
            return self.call_soon_threadsafe(callback, *args, context=context)
        return super().call_soon(callback, *args, context=context)

    def call_soon_threadsafe(
        self, callback: Callable[[Unpack[Ts]], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.Handle:
        handle = super().call_soon_threadsafe(callback, *args, context=context)
        self.knocked.set()
        return handle

    def call_at(
        self, when: float, callback: Callable[[Unpack[Ts]], object], *args: *Ts, context: Context | None = None
    ) -> asyncio.TimerHandle:
        self.saw("a timer of the loop was used (sleep, wait_for, timeout, call_later)")
        return super().call_at(when, callback, *args, context=context)

    def run_in_executor(
        self, executor: Executor | None, func: Callable[[Unpack[Ts]], T], *args: *Ts
    ) -> asyncio.Future[T]:
        if executor is None:
            self.saw("the loop's own pool of threads was used (to_thread, run_in_executor(None, ...))")
        return super().run_in_executor(executor, func, *args)

    def set_exception_handler(self, handler: Any) -> None:
        self.saw("the loop's exception handler was replaced: that hides errors from the whole program")

    def failures(self) -> list[str]:
        """The errors in which tasks of this loop ended, whoever has or has not asked for them."""
        ended = [task for task in self.tasks if task.done() and not task.cancelled()]
        return [f"{type(error).__name__}: {error}" for task in ended if (error := task.exception())]

    def turn(self, times: int = 5) -> None:
        """Let it go round a few times, with nothing of its own to wait for."""
        for _ in range(times):
            self.call_soon(self.stop)
            self.run_forever()


@contextmanager
def timers_of_other_loops(loop: StrictLoop) -> Iterator[None]:
    """Record timers of any loop that the answer starts in a thread of its own."""
    original = asyncio.BaseEventLoop.call_at

    def call_at(self: Any, *args: Any, **options: Any) -> asyncio.TimerHandle:
        if self is not loop:
            loop.saw("a timer of a loop was used, in a thread of its own (asyncio.sleep)")
        return original(self, *args, **options)

    asyncio.BaseEventLoop.call_at = call_at  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        asyncio.BaseEventLoop.call_at = original  # type: ignore[method-assign]
