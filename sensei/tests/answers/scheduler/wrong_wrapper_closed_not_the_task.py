"""On abort the wrappers are closed: one that never started does not close its task.

first to fail: ctrl c and exit close every task alive
"""

from collections import deque


class RoundRobin:
    def __init__(self):
        self.waiting = deque()
        self.names = set()
        self.outcomes = {}

    def spawn(self, task, name):
        if name in self.names:
            raise ValueError(f"two tasks of the name {name!r}")
        self.names.add(name)
        self.waiting.append((self.watch(task, name), task))

    def watch(self, task, name):
        try:
            value = yield from task
        except Exception as error:
            self.outcomes[name] = ("error", error)
        else:
            self.outcomes[name] = ("ok", value)

    def run(self):
        self.outcomes = outcomes = {}
        try:
            while self.waiting:
                watcher, task = pair = self.waiting.popleft()
                for _ in watcher:
                    self.waiting.append(pair)
                    break
        except BaseException:
            while self.waiting:
                watcher, _ = self.waiting.popleft()
                try:
                    watcher.close()
                except BaseException:
                    pass
            raise
        return dict(sorted(outcomes.items()))
