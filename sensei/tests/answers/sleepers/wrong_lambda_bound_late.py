"""The lambda looks function and i up when it runs: every thread calls the last function.

first to fail: what a thread runs is settled before the next one starts
"""

import threading


def run_blocking(functions):
    results = [None] * len(functions)
    errors = {}
    threads = []

    def work(i, function):
        try:
            results[i] = function()
        except BaseException as error:
            errors[i] = error

    for i, function in enumerate(functions):
        threads.append(threading.Thread(target=lambda: work(i, function)))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[min(errors)]
    return results
