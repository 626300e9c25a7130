"""A list of threads, two lists with a place for each."""

import threading


def run_blocking(functions):
    results, errors = [None] * len(functions), [None] * len(functions)

    def work(number, function):
        try:
            results[number] = function()
        except BaseException as error:
            errors[number] = error

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in errors:
        if error is not None:
            raise error
    return results
