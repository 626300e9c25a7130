"""A task whose clean-up fails replaces KeyboardInterrupt by its own error.

first to fail: a clean up that fails keeps no other from its own
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
            failed = None
            while self.queue:
                _, task = self.queue.popleft()
                try:
                    task.close()
                except Exception as error:
                    failed = error
            if failed:
                raise failed
        return results
