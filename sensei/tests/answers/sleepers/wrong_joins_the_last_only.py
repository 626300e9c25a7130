"""Joins only the thread that was started last.

first to fail: waits for the slowest wherever it stands
"""

import threading


def run_blocking(functions):
    results, errors = [None] * len(functions), [None] * len(functions)

    def work(number, function):
        try:
            results[number] = function()
        except Exception as error:
            errors[number] = error

    thread = None
    for number, function in enumerate(functions):
        thread = threading.Thread(target=work, args=(number, function))
        thread.start()
    if thread is not None:
        thread.join()
    for error in errors:
        if error is not None:
            raise error
    return results
