"""A ring that is rotated: the one in front keeps its place while it works."""

import collections
import contextlib


class RoundRobin:
    def __init__(self):
        self._ring = collections.deque()
        self._names = set()

    def spawn(self, task, name):
        before = len(self._names)
        self._names.add(name)
        if len(self._names) == before:
            raise ValueError(f"name {name!r} used twice")
        self._ring.append((task, name))

    def run(self):
        results = {}
        with contextlib.ExitStack() as abort:
            abort.callback(self._abandon)
            while self._ring:
                task, name = self._ring[0]
                try:
                    task.send(None)
                except StopIteration as stop:
                    results[name] = ("ok", stop.value)
                    self._ring.popleft()
                except Exception as error:
                    results[name] = ("error", error)
                    self._ring.popleft()
                else:
                    self._ring.rotate(-1)
            abort.pop_all()
        return results

    def _abandon(self):
        while self._ring:
            task, _ = self._ring.popleft()
            with contextlib.suppress(BaseException):
                task.close()
