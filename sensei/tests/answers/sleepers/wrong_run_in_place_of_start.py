"""Thread.run() in place of start(): there is never a second thread.

first to fail: none runs on the callers thread
"""

import threading


class Job(threading.Thread):
    def __init__(self, function):
        super().__init__()
        self.function, self.result, self.error = function, None, None

    def run(self):
        try:
            self.result = self.function()
        except Exception as error:
            self.error = error


def run_blocking(functions):
    jobs = [Job(function) for function in functions]
    for job in jobs:
        job.run()
    for job in jobs:
        if job.error is not None:
            raise job.error
    return [job.result for job in jobs]
