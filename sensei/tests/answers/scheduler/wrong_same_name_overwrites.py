"""A second task of the same name takes the place of the first.

first to fail: the same name twice is refused
"""

class RoundRobin:
    def __init__(self):
        self.tasks = {}

    def spawn(self, task, name):
        self.tasks[name] = task

    def run(self):
        results = {}
        try:
            while self.tasks:
                for name in list(self.tasks):
                    outcome = self.step(self.tasks[name])
                    if outcome is not None:
                        results[name] = outcome
                        del self.tasks[name]
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
