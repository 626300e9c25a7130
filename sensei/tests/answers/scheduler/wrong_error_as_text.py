"""The error is kept as its text.

first to fail: a failing task stops no other
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
            while self.queue:
                name, task = self.queue.popleft()
                try:
                    next(task)
                except StopIteration as end:
                    results[name] = ("ok", end.value)
                except Exception as error:
                    results[name] = ("error", str(error))
                else:
                    self.queue.append((name, task))
        finally:
            while self.queue:
                _, task = self.queue.popleft()
                with suppress(BaseException):
                    task.close()
        return results
