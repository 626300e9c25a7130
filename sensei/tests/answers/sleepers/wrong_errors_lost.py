"""The thread dies of the error, and its place in the list stays None.

first to fail: an error comes out
"""

import threading


def run_blocking(functions):
    results = [None] * len(functions)

    def work(i, function):
        results[i] = function()

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
