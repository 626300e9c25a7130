"""Results are appended as they come: completion order.

first to fail: results stand in the order of the functions not of their ends
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def run_blocking(functions):
    if not functions:
        return []
    with ThreadPoolExecutor(len(functions)) as pool:
        futures = [pool.submit(function) for function in functions]
        done = list(as_completed(futures))
    for future in futures:
        if future.exception():
            raise future.exception()
    return [future.result() for future in done]
