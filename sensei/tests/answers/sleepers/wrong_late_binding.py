"""The thread reads the loop's variables when it gets round to it.

first to fail: what a thread runs is settled before the next one starts
"""

import threading


def run_blocking(functions):
    results, errors, threads = [None] * len(functions), [None] * len(functions), []

    def work(number, function):
        try:
            results[number] = function()
        except Exception as error:
            errors[number] = error

    for number, function in enumerate(functions):
        threads.append(threading.Thread(target=lambda: work(number, function)))
        threads[-1].start()
    for thread in threads:
        thread.join()
    for error in errors:
        if error is not None:
            raise error
    return results
