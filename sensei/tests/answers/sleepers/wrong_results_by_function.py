"""Results are kept by function: one that is given twice has one result for both.

first to fail: a function given twice is called twice
"""

import threading


def run_blocking(functions):
    results, errors = {}, {}

    def work(function):
        try:
            results[function] = function()
        except BaseException as error:
            errors[function] = error

    threads = [threading.Thread(target=work, args=(function,)) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for function in functions:
        if function in errors:
            raise errors[function]
    return [results[function] for function in functions]
