"""After each round the list is replaced by those still alive: what was spawned meanwhile is lost.

first to fail: a task spawned by a task joins at the end of the queue
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
                alive = []
                for name, task in tuple(self.tasks):
                    try:
                        next(task)
                    except StopIteration as stop:
                        results[name] = ("ok", stop.value)
                    except Exception as error:
                        results[name] = ("error", error)
                    else:
                        alive.append((name, task))
                self.tasks = alive
        except BaseException:
            tasks, self.tasks = self.tasks, []
            for _, task in tasks:
                try:
                    task.close()
                except BaseException:
                    pass
            raise
        return results
