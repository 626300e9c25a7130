"""One list that grows while an index goes through it, swept after each round."""

class Job:
    def __init__(self, task, name):
        self.task, self.name, self.alive = task, name, True


class RoundRobin:
    def __init__(self):
        self.jobs = []
        self.names = set()

    def spawn(self, task, name):
        if name in self.names:
            raise ValueError(name)
        self.names.add(name)
        self.jobs.append(Job(task, name))

    def run(self):
        results = {}
        try:
            while self.jobs:
                for job in self.jobs:  # sees what is appended meanwhile; nothing is removed here
                    try:
                        next(job.task)
                    except StopIteration as stop:
                        results[job.name] = ("ok", stop.value)
                        job.alive = False
                    except (KeyboardInterrupt, SystemExit):
                        raise
                    except BaseException as error:
                        results[job.name] = ("error", error)
                        job.alive = False
                self.jobs = [job for job in self.jobs if job.alive]
            return results
        except BaseException as abort:
            jobs, self.jobs = self.jobs, []
            for job in jobs:
                try:
                    job.task.close()
                except BaseException:
                    pass
            raise abort
