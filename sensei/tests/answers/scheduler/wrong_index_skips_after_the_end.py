"""An index goes round modulo the length: when a task ends, the one behind it misses its turn.

first to fail: the tasks take turns in the order of spawning
"""

class RoundRobin:
    def __init__(self):
        self.names = []
        self.tasks = []
        self.used = set()

    def spawn(self, task, name):
        if name in self.used:
            raise ValueError(f"{name} exists")
        self.used.add(name)
        self.names.append(name)
        self.tasks.append(task)

    def run(self):
        results = {}
        i = 0
        try:
            while self.tasks:
                i %= len(self.tasks)
                try:
                    next(self.tasks[i])
                except StopIteration as stop:
                    results[self.names.pop(i)] = ("ok", stop.value)
                    del self.tasks[i]
                except Exception as error:
                    results[self.names.pop(i)] = ("error", error)
                    del self.tasks[i]
                i += 1
            return results
        finally:
            while self.tasks:
                try:
                    self.tasks.pop().close()
                except BaseException:
                    pass
            self.names.clear()
