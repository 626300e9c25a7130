"""Loops over the deque and appends to it: deque mutated during iteration.

first to fail: runs a task to its end
"""

from collections import deque
from contextlib import suppress


class RoundRobin:
    def __init__(self):
        self.queue = deque()
        self.names = set()

    def spawn(self, task, name):
        if name in self.names:
            raise ValueError(f"there is a task {name!r} already")
        self.names.add(name)
        self.queue.append((name, task))

    def run(self):
        results = {}
        try:
            for name, task in self.queue:
                self.queue.popleft()
                try:
                    next(task)
                except StopIteration as end:
                    results[name] = ("ok", end.value)
                except Exception as error:
                    results[name] = ("error", error)
                else:
                    self.queue.append((name, task))
        finally:
            while self.queue:
                _, task = self.queue.popleft()
                with suppress(BaseException):
                    task.close()
        return results
