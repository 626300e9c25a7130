"""Joins in order and raises at the first error: the others are still at work.

first to fail: an error comes out after all have ended
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
        thread.start()
    for i, thread in enumerate(threads):
        thread.join()
        if i in errors:
            raise errors[i]
    return results
