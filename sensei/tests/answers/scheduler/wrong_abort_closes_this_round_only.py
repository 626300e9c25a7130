"""On abort the rest of this round is closed, not those that had their turn already.

first to fail: ctrl c and exit close every task alive
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
                except (KeyboardInterrupt, SystemExit):
                    self._close(this_round[position + 1:])
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
