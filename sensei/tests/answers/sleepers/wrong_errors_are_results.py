"""The errors stand among the results.

first to fail: an error comes out
"""

from concurrent.futures import ThreadPoolExecutor


def run_blocking(functions):
    if not functions:
        return []
    with ThreadPoolExecutor(len(functions)) as pool:
        futures = [pool.submit(function) for function in functions]
    return [future.exception() or future.result() for future in futures]
