"""Each task in a wrapper that reports how it ended; the results come sorted by name."""

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
                for generator in self.waiting.popleft():
                    try:
                        generator.close()
                    except BaseException:
                        pass
            raise
        return dict(sorted(outcomes.items()))
