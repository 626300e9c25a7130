"""A name is free as soon as its task has ended: a second result replaces the first in the same run.

first to fail: the name of a task that runs or has ended is refused too
"""

from typing import Any, Generator


class RoundRobin:
    def __init__(self) -> None:
        self._alive: list[tuple[str, Generator]] = []
        self._new: list[tuple[str, Generator]] = []
        self._taken: set[str] = set()

    def spawn(self, task: Generator, name: str) -> None:
        if name in self._taken:
            raise ValueError(name)
        self._taken.add(name)
        self._new.append((name, task))

    def run(self) -> dict[str, tuple[str, Any]]:
        results: dict[str, tuple[str, Any]] = {}
        while self._alive or self._new:
            this_round = self._alive + self._new
            self._alive, self._new = [], []
            for position, (name, task) in enumerate(this_round):
                try:
                    task.send(None)
                except StopIteration as stop:
                    results[name] = "ok", stop.value
                    self._taken.discard(name)
                except (KeyboardInterrupt, SystemExit):
                    self._close(this_round[position + 1:] + self._alive)
                    raise
                except BaseException as error:
                    results[name] = "error", error
                else:
                    self._alive.append((name, task))
        return results

    def _close(self, tasks):
        tasks = tasks + self._new
        self._alive, self._new = [], []
        for _, task in tasks:
            try:
                task.close()
            except BaseException:
                pass
