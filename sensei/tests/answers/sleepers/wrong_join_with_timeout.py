"""join(timeout=1) gives up on a slow function: it returns early and leaves the thread.

first to fail: waits however long a function takes
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

    threads = [threading.Thread(target=work, args=pair, daemon=True) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=1)
    if errors:
        raise errors[min(errors)]
    return results
