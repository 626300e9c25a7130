"""scheduler: tasks that take turns.

level 2 · 30 minutes · round robin, cooperative tasks · Coroutines

A task is a generator; whoever calls next on it is its driver. This driver has many:

    >>> def counter(n):
    ...     for number in range(n):
    ...         print(number, end=" ")
    ...         yield
    ...     return n
    >>> robin = RoundRobin()
    >>> robin.spawn(counter(2), "two")
    >>> robin.spawn(counter(3), "three")
    >>> robin.run()
    0 0 1 1 2 {'two': ('ok', 2), 'three': ('ok', 3)}

- Each bare `yield` gives up the turn. The tasks take their steps in strict rounds, in the order in which
  they were spawned. `spawn` itself runs nothing.
- A task may call `spawn` while it runs: the new task joins at the end of the queue, and is run as well.
- The same name twice is a ValueError, also when the first of that name has ended.
- `run` returns when no task is left: by name `("ok", what it returned)` or `("error", the exception)`. One
  failing task stops no other.
- KeyboardInterrupt and SystemExit leave `run` at once, and every task still alive is closed, also when the
  clean-up of one of them fails.
- 100,000 steps use no recursion. `run` may be called again after more spawns: it then returns the results of
  the tasks that ended in that call.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Generator
from contextlib import suppress
from typing import Any


class RoundRobin:
    """Runs any number of generators in turn, one step each."""

    def __init__(self) -> None:
        self._names: set[str] = set()
        self._ready: deque[tuple[str, Generator[Any, Any, Any]]] = deque()

    def spawn(self, task: Generator[Any, Any, Any], name: str) -> None:
        """Put a task at the end of the queue; ValueError if the name has been used."""
        if name in self._names:
            raise ValueError(f"there is a task called {name!r} already")
        self._names.add(name)
        self._ready.append((name, task))

    def run(self) -> dict[str, tuple[str, Any]]:
        """Run all tasks to their ends, and return their results by name."""
        results: dict[str, tuple[str, Any]] = {}
        try:
            while self._ready:
                name, task = self._ready.popleft()
                try:
                    next(task)
                except StopIteration as end:
                    results[name] = "ok", end.value
                except Exception as error:  # noqa: BLE001 - it is the task's result
                    results[name] = "error", error
                else:
                    self._ready.append((name, task))
        finally:
            while self._ready:  # KeyboardInterrupt or SystemExit is on its way out
                with suppress(BaseException):  # of one clean-up, which must not keep the others from theirs
                    self._ready.popleft()[1].close()
        return results
