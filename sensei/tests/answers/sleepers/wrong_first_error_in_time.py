"""Raises the error that came first in time, not the first in argument order.

first to fail: of several errors the first in the order of the functions comes out
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def run_blocking(functions):
    if not functions:
        return []
    with ThreadPoolExecutor(len(functions)) as pool:
        futures = [pool.submit(function) for function in functions]
        for future in as_completed(futures):
            future.result()
    return [future.result() for future in futures]
