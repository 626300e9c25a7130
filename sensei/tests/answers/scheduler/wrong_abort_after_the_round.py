"""KeyboardInterrupt is kept until the round is over: the others take one more step.

first to fail: ctrl c and exit leave at once
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
        abort = None
        while self._alive or self._new:
            this_round = self._alive + self._new
            self._alive, self._new = [], []
            for name, task in this_round:
                try:
                    task.send(None)
                except StopIteration as stop:
                    results[name] = "ok", stop.value
                except (KeyboardInterrupt, SystemExit) as error:
                    abort = abort or error
                except BaseException as error:
                    results[name] = "error", error
                else:
                    self._alive.append((name, task))
            if abort:
                self._close(self._alive)
                raise abort
        return results

    def _close(self, tasks):
        tasks = tasks + self._new
        self._alive, self._new = [], []
        for _, task in tasks:
            try:
                task.close()
            except BaseException:
                pass
