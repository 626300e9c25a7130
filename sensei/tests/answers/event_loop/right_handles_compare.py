"""Handles that know how to compare, readers in a dict of the loop's own, one flag for both ways to run."""

import heapq
import selectors
import time
from typing import Any, Callable


class Handle:
    def __init__(self, callback: Callable, args: tuple, when: float) -> None:
        self._callback: Callable | None = callback
        self._args = args
        self._when = when

    def __lt__(self, other: "Handle") -> bool:
        return self._when < other._when

    def cancel(self) -> None:
        self._callback = None
        self._args = ()

    @property
    def cancelled(self) -> bool:
        return self._callback is None

    def run(self) -> None:
        if self._callback is not None:
            self._callback(*self._args)


class MiniLoop:
    def __init__(
        self, clock: Callable[[], float] = time.monotonic, selector: selectors.BaseSelector | None = None
    ) -> None:
        self.errors: list[BaseException] = []
        self._clock = clock
        self._selector = selector if selector is not None else selectors.DefaultSelector()
        self._owner = selector is None
        self._next_turn: list[Handle] = []
        self._scheduled: list[Handle] = []
        self._readers: dict[Any, Handle] = {}
        self._stop = False

    def time(self) -> float:
        return self._clock()

    def call_soon(self, callback: Callable, *args: Any) -> Handle:
        handle = Handle(callback, args, 0)
        self._next_turn.append(handle)
        return handle

    def call_later(self, delay: float, callback: Callable, *args: Any) -> Handle:
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when: float, callback: Callable, *args: Any) -> Handle:
        handle = Handle(callback, args, when)
        heapq.heappush(self._scheduled, handle)
        return handle

    def add_reader(self, fd: Any, callback: Callable, *args: Any) -> None:
        known = self._readers.get(fd)
        self._readers[fd] = Handle(callback, args, 0)
        if known:
            known.cancel()
        else:
            self._selector.register(fd, selectors.EVENT_READ)

    def remove_reader(self, fd: Any) -> bool:
        handle = self._readers.pop(fd, None)
        if handle is None:
            return False
        handle.cancel()
        self._selector.unregister(fd)
        return True

    def run_until_complete(self, coroutine: Any) -> Any:
        result: Any = None
        failure: BaseException | None = None
        ended = False

        def step() -> None:
            nonlocal result, failure, ended
            try:
                coroutine.send(None)
            except StopIteration as end:
                result = end.value
            except BaseException as error:
                failure = error
            else:
                self.call_soon(step)
                return
            ended = True
            self.stop()

        self.call_soon(step)
        while not ended:
            self.run_forever()
        if failure is not None:
            raise failure
        return result

    def run_forever(self) -> None:
        self._stop = False
        while not self._stop:
            self._select(self._timeout())
            self._run(self._due())

    def stop(self) -> None:
        self._stop = True

    def close(self) -> None:
        if self._owner:
            self._selector.close()

    def _timeout(self) -> float | None:
        self._next_turn = [handle for handle in self._next_turn if not handle.cancelled]
        while self._scheduled and self._scheduled[0].cancelled:
            heapq.heappop(self._scheduled)
        if self._next_turn:
            return 0
        if not self._scheduled:
            return None
        return max(0.0, self._scheduled[0]._when - self.time())

    def _select(self, timeout: float | None) -> None:
        for key, _ in self._selector.select(timeout):
            if key.fileobj in self._readers:
                self._next_turn.append(self._readers[key.fileobj])

    def _due(self) -> list[Handle]:
        due, self._next_turn = self._next_turn, []
        now = self.time()
        while self._scheduled and self._scheduled[0]._when <= now:
            due.append(heapq.heappop(self._scheduled))
        return due

    def _run(self, handles: list[Handle]) -> None:
        for handle in handles:
            try:
                handle.run()
            except Exception as error:
                self.errors.append(error)
