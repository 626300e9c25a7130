"""A Thread subclass keeps result or error; its join gives one or raises the other."""

from threading import Thread


class Kept(Thread):
    def __init__(self, function):
        super().__init__()
        self._function = function
        self._error = None

    def run(self):
        try:
            self._result = self._function()
        except BaseException as error:
            self._error = error

    def result(self):
        if self._error is not None:
            raise self._error
        return self._result


def run_blocking(functions):
    threads = [Kept(function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [thread.result() for thread in threads]
