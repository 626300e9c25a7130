"""A thread for each function, results and errors in lists by index."""

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
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in errors:
        if error is not None:
            raise error
    return results
