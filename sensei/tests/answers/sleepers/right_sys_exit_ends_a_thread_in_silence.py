"""A list of threads that take note of exceptions; sys.exit in a function ends its thread in silence, as in any thread."""

import threading


def run_blocking(functions):
    results = [None] * len(functions)
    errors = {}

    def work(i, function):
        try:
            results[i] = function()
        except Exception as error:
            errors[i] = error

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[min(errors)]
    return results
