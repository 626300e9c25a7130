"""What the hooks saw, on its way out of the process, as JSON lines: what hangs later is known up to there."""

from __future__ import annotations

import _thread
import json
import os
import time
from collections import deque

MOST = 100_000
"""Events of one take; what comes after them is not drawn."""


class Recorder:
    """Takes events from any thread, and writes them to a descriptor when it is told to."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._events: deque[tuple[object, ...]] = deque()
        self._left = 0
        self._traced = False
        self._writing = _thread.allocate_lock()  # not threading.Lock, which the tracer replaces

    def begin(self, traced: bool) -> None:
        """A take begins; events are taken only if it is traced."""
        self._traced = traced
        self._left = MOST if traced else 0
        self._events.append(("begin", time.perf_counter(), traced))
        self.flush()

    def note(self, kind: str, at: float, *what: object) -> None:
        """An event, at so many seconds of `time.perf_counter`."""
        if self._left > 0:
            self._left -= 1  # threads may lose some of these steps: the bound is no exact one
            self._events.append((kind, at, *what))

    def end(self, at: float, **what: object) -> None:
        """The take is over."""
        self._events.append(("end", at, what | {"full": self._traced and self._left <= 0}))
        self._left = 0
        self.flush()

    def stop(self) -> None:
        """Take no more events."""
        self._left = 0

    def flush(self) -> None:
        """Write what there is. OSError when nobody reads any more."""
        with self._writing:
            lines = [json.dumps(self._events.popleft()) for _ in range(len(self._events))]
            data = "".join(f"{line}\n" for line in lines).encode()
            while data:
                data = data[os.write(self._descriptor, data) :]
