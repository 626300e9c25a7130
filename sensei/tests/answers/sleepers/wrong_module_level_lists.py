"""The results live in the module: a second call finds those of the first.

first to fail: calls share nothing
"""

import threading

results = {}
errors = {}


def work(number, function):
    try:
        results[number] = function()
    except Exception as error:
        errors[number] = error


def run_blocking(functions):
    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[min(errors)]
    return [results[number] for number in range(len(functions))]
