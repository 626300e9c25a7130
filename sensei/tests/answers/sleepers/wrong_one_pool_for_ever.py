"""One pool for all calls, large enough and never shut down: its threads stay.

first to fail: gives back the result of a function in a list
"""

from concurrent.futures import ThreadPoolExecutor, wait

pool = ThreadPoolExecutor(1000)


def run_blocking(functions):
    futures = [pool.submit(function) for function in functions]
    wait(futures)
    return [future.result() for future in futures]
