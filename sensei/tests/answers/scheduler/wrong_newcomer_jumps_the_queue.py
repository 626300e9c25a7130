"""A task that is spawned while running goes to the head of the queue.

first to fail: a task spawned by a task joins at the end of the queue
"""

from collections import deque
from contextlib import suppress


class RoundRobin:
    def __init__(self):
        self.queue = deque()
        self.names = set()
        self.running = False

    def spawn(self, task, name):
        if name in self.names:
            raise ValueError(f"there is a task {name!r} already")
        self.names.add(name)
        if self.running:
            self.queue.appendleft((name, task))
        else:
            self.queue.append((name, task))

    def run(self):
        results = {}
        self.running = True
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
            self.running = False
            while self.queue:
                _, task = self.queue.popleft()
                with suppress(BaseException):
                    task.close()
        return results
