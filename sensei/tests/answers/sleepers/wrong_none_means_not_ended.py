"""A result of None counts as one that has not come yet, and is left out.

first to fail: gives back the result of a function in a list
"""

from concurrent.futures import ThreadPoolExecutor


def run_blocking(functions):
    with ThreadPoolExecutor(len(functions) or 1) as pool:
        futures = [pool.submit(function) for function in functions]
    return [result for future in futures if (result := future.result()) is not None]
