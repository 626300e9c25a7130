"""Each round is a call made by the round before: a long task ends in RecursionError.

first to fail: 100 000 steps use no recursion
"""


class RoundRobin:
    def __init__(self):
        self.alive = []
        self.names = set()

    def spawn(self, task, name):
        if name in self.names:
            raise ValueError(f"there is a task {name!r} already")
        self.names.add(name)
        self.alive.append((name, task))

    def run(self):
        results = {}
        try:
            self._rounds(results)
        except BaseException:
            tasks, self.alive = self.alive, []
            for _, task in tasks:
                try:
                    task.close()
                except BaseException:
                    pass
            raise
        return results

    def _rounds(self, results):
        ended = []
        for name, task in self.alive:  # sees newcomers as well
            try:
                next(task)
            except StopIteration as stop:
                results[name] = ("ok", stop.value)
                ended.append(name)
            except Exception as error:
                results[name] = ("error", error)
                ended.append(name)
        self.alive = [(name, task) for name, task in self.alive if name not in ended]
        if self.alive:
            self._rounds(results)
