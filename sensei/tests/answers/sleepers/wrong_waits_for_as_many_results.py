"""Waits for as many results as there are functions: the thread of a function that fails puts none.

first to fail: an error comes out
"""

import queue
import threading


def run_blocking(functions):
    outcomes, errors = queue.Queue(), {}

    def work(number, function):
        try:
            outcomes.put((number, function()))
        except Exception as error:
            errors[number] = error

    for pair in enumerate(functions):
        threading.Thread(target=work, args=pair).start()
    results = dict(outcomes.get() for _ in functions)
    if errors:
        raise errors[min(errors)]
    return [results[number] for number in range(len(functions))]
