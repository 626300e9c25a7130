"""A default for next hides StopIteration, and with it the return value.

first to fail: gives what each task returned
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
                    running = next(task, self) is not self
                except Exception as error:
                    results[name] = ("error", error)
                else:
                    if running:
                        self.queue.append((name, task))
                    else:
                        results[name] = ("ok", None)
        finally:
            while self.queue:
                _, task = self.queue.popleft()
                with suppress(BaseException):
                    task.close()
        return results
