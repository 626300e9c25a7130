"""A pool for no functions: max_workers=0 is a ValueError.

first to fail: no functions give no results
"""

from concurrent.futures import ThreadPoolExecutor


def run_blocking(functions):
    with ThreadPoolExecutor(max_workers=len(functions)) as pool:
        futures = [pool.submit(function) for function in functions]
    return [future.result() for future in futures]
