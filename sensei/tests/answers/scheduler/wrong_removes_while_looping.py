"""Ended tasks are removed from the list that is looped over: the next one misses its turn.

first to fail: the tasks take turns in the order of spawning
"""

class RoundRobin:
    def __init__(self):
        self.tasks = []
        self.names = set()

    def spawn(self, task, name):
        if name in self.names:
            raise ValueError(name)
        self.names.add(name)
        self.tasks.append((name, task))

    def run(self):
        results = {}
        try:
            while self.tasks:
                for entry in self.tasks:
                    name, task = entry
                    try:
                        next(task)
                    except StopIteration as stop:
                        results[name] = ("ok", stop.value)
                        self.tasks.remove(entry)
                    except Exception as error:
                        results[name] = ("error", error)
                        self.tasks.remove(entry)
        finally:
            for _, task in self.tasks:
                try:
                    task.close()
                except BaseException:
                    pass
            self.tasks = []
        return results
