"""run works on a copy: what is spawned meanwhile waits for the next run.

first to fail: a task spawned by a task joins at the end of the queue
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
        queue, self.queue = self.queue, deque()
        try:
            while queue:
                name, task = queue.popleft()
                try:
                    next(task)
                except StopIteration as end:
                    results[name] = ("ok", end.value)
                except Exception as error:
                    results[name] = ("error", error)
                else:
                    queue.append((name, task))
        except BaseException:
            self.queue.extendleft(queue)
            while self.queue:
                _, task = self.queue.popleft()
                with suppress(BaseException):
                    task.close()
            raise
        return results
