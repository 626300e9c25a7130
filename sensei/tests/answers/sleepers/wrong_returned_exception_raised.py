"""Results and errors in one list, told apart by their type: an exception that is returned is raised.

first to fail: an exception that is returned is a result
"""

import threading


def run_blocking(functions):
    outcomes = [None] * len(functions)

    def work(number, function):
        try:
            outcomes[number] = function()
        except Exception as error:
            outcomes[number] = error

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for outcome in outcomes:
        if isinstance(outcome, Exception):
            raise outcome
    return outcomes
