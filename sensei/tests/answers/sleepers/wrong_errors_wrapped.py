"""The first failing one is named in a RuntimeError of its own, raised from the error.

first to fail: an error comes out
"""

from concurrent.futures import ThreadPoolExecutor


def run_blocking(functions):
    if not functions:
        return []
    with ThreadPoolExecutor(len(functions)) as pool:
        futures = [pool.submit(function) for function in functions]
    for i, future in enumerate(futures):
        if future.exception() is not None:
            raise RuntimeError(f"function {i} failed") from future.exception()
    return [future.result() for future in futures]
