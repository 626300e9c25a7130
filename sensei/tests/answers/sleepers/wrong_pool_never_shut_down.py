"""The pool is never shut down: its threads stay until the collector comes by.

first to fail: gives back the result of a function in a list
"""

from concurrent.futures import ThreadPoolExecutor, wait


def run_blocking(functions):
    if not functions:
        return []
    pool = ThreadPoolExecutor(len(functions))
    futures = [pool.submit(function) for function in functions]
    wait(futures)
    return [future.result() for future in futures]
