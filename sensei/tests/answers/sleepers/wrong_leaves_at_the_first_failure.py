"""Waits for FIRST_EXCEPTION and leaves the pool to itself.

first to fail: an error comes out after all have ended
"""

from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait


def run_blocking(functions):
    if not functions:
        return []
    pool = ThreadPoolExecutor(len(functions))
    futures = [pool.submit(function) for function in functions]
    done, _ = wait(futures, return_when=FIRST_EXCEPTION)
    pool.shutdown(wait=False)
    for future in futures:
        if future in done and future.exception():
            raise future.exception()
    return [future.result() for future in futures]
