"""Each error overwrites the one before: the last in argument order is raised.

first to fail: of several errors the first in the order of the functions comes out
"""

import threading


def run_blocking(functions):
    results = [None] * len(functions)
    errors = [None] * len(functions)

    def work(i, function):
        try:
            results[i] = function()
        except BaseException as error:
            errors[i] = error

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(functions)]
    failure = None
    for thread in threads:
        thread.start()
    for thread, i in zip(threads, range(len(threads))):
        thread.join()
        failure = errors[i] or failure
    if failure is not None:
        raise failure
    return results
