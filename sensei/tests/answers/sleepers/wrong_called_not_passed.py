"""The functions are called here, and the threads get their results to store.

first to fail: none runs on the callers thread
"""

import threading


def run_blocking(functions):
    results = {}
    threads = [threading.Thread(target=results.__setitem__, args=(i, f())) for i, f in enumerate(functions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [results[i] for i in range(len(functions))]
