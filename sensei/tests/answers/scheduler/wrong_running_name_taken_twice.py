"""Names are looked up in the queue alone: a running or ended task's name is taken again.

first to fail: the name of a task that runs or has ended is refused too
"""

from collections import deque
from contextlib import suppress


class RoundRobin:
    def __init__(self):
        self.queue = deque()

    def spawn(self, task, name):
        if any(name == other for other, _ in self.queue):
            raise ValueError(f"there is a task {name!r} already")
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
                    results[name] = ("error", error)
                else:
                    self.queue.append((name, task))
        finally:
            while self.queue:
                _, task = self.queue.popleft()
                with suppress(BaseException):
                    task.close()
        return results
