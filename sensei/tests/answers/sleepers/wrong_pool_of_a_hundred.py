"""A pool of a hundred threads, whatever is asked for.

first to fail: a hundred and twenty that wait for each other all run at once
"""

from concurrent.futures import ThreadPoolExecutor


def run_blocking(functions):
    with ThreadPoolExecutor(max_workers=100) as pool:
        futures = [pool.submit(function) for function in functions]
    return [future.result() for future in futures]
