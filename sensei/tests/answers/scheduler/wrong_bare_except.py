"""A bare except takes KeyboardInterrupt and SystemExit for a task's error.

first to fail: ctrl c and exit leave at once
"""

import sys
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
                except:
                    results[name] = ("error", sys.exc_info()[1])
                else:
                    self.queue.append((name, task))
        finally:
            while self.queue:
                _, task = self.queue.popleft()
                with suppress(BaseException):
                    task.close()
        return results
