"""Raises an error of its own that tells of the first.

first to fail: an error comes out
"""

from concurrent.futures import ThreadPoolExecutor


def run_blocking(functions):
    if not functions:
        return []
    with ThreadPoolExecutor(len(functions)) as pool:
        futures = [pool.submit(function) for function in functions]
    for number, future in enumerate(futures):
        if error := future.exception():
            raise type(error)(f"function {number} failed: {error}") from error
    return [future.result() for future in futures]
