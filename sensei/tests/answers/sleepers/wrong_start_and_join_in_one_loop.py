"""Each thread is joined before the next is started: one after the other.

first to fail: forty that wait for each other all run at once
"""

import threading


def run_blocking(functions):
    results = [None] * len(functions)
    errors = []

    def work(i, function):
        try:
            results[i] = function()
        except BaseException as error:
            errors.append(error)

    for i, function in enumerate(functions):
        thread = threading.Thread(target=work, args=(i, function))
        thread.start()
        thread.join()
    if errors:
        raise errors[0]
    return results
