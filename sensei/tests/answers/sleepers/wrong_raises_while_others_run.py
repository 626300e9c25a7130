"""Joins in order, and raises at the first that has failed; the ones after it still run.

first to fail: an error comes out after all have ended
"""

import threading


class Job(threading.Thread):
    error = None

    def __init__(self, function):
        super().__init__(daemon=True)
        self.function = function

    def run(self):
        try:
            self.result = self.function()
        except Exception as error:
            self.error = error

    def outcome(self):
        self.join()
        if self.error is not None:
            raise self.error
        return self.result


def run_blocking(functions):
    jobs = [Job(function) for function in functions]
    for job in jobs:
        job.start()
    return [job.outcome() for job in jobs]
