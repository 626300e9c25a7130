"""Nobody waits for the threads: the list is returned before they have filled it.

first to fail: what a thread runs is settled before the next one starts
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

    for pair in enumerate(functions):
        threading.Thread(target=work, args=pair).start()
    if errors:
        raise errors[min(errors)]
    return results
