"""None is taken for no result and left out.

first to fail: gives back the result of a function in a list
"""

from concurrent.futures import ThreadPoolExecutor


def run_blocking(functions):
    if not functions:
        return []
    with ThreadPoolExecutor(len(functions)) as pool:
        futures = [pool.submit(function) for function in functions]
    results = [future.result() for future in futures]
    return [result for result in results if result is not None]
