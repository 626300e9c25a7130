"""Looks whether somebody is left only after a step: with no tasks at all it is an IndexError.

first to fail: ends when no task is left
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
            while True:
                name, task = self.queue.popleft()
                try:
                    next(task)
                except StopIteration as end:
                    results[name] = ("ok", end.value)
                except Exception as error:
                    results[name] = ("error", error)
                else:
                    self.queue.append((name, task))
                if not self.queue:
                    return results
        finally:
            while self.queue:
                _, task = self.queue.popleft()
                with suppress(BaseException):
                    task.close()
