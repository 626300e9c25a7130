"""On abort the queue is only cleared: what others still hold is never closed.

first to fail: ctrl c and exit close every task alive
"""

from collections import deque


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
                    results[name] = ("error", error)
                else:
                    self.queue.append((name, task))
        finally:
            self.queue.clear()
        return results
