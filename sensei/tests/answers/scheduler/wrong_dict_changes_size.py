"""Loops over the dict itself: a task that spawns breaks the round with RuntimeError.

first to fail: a task spawned by a task joins at the end of the queue
"""

class RoundRobin:
    def __init__(self):
        self.tasks = {}
        self.used = set()

    def spawn(self, task, name):
        if name in self.used:
            raise ValueError(f"{name!r} is taken")
        self.used.add(name)
        self.tasks[name] = task

    def run(self):
        results = {}
        try:
            while self.tasks:
                for name, task in self.tasks.items():
                    outcome = self.step(task)
                    if outcome is not None:
                        results[name] = outcome
                for name in results:
                    self.tasks.pop(name, None)
        except BaseException:
            self.close_all()
            raise
        return results

    @staticmethod
    def step(task):
        """What became of the task, or None if it has only given up its turn."""
        try:
            next(task)
        except StopIteration as stop:
            return "ok", stop.value
        except Exception as error:
            return "error", error

    def close_all(self):
        while self.tasks:
            _, task = self.tasks.popitem()
            try:
                task.close()
            except BaseException:  # the rest is closed all the same
                continue
