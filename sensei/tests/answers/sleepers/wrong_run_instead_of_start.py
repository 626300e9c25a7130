"""run() calls the function in this thread: one after the other.

first to fail: none runs on the callers thread
"""

import threading


def run_blocking(functions):
    results = [None] * len(functions)
    errors = {}

    def work(i, function):
        try:
            results[i] = function()
        except BaseException as error:
            errors[i] = error

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.run()
    if errors:
        raise errors[min(errors)]
    return results
