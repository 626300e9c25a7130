"""as_completed gives the futures in the order in which they end.

first to fail: results stand in the order of the functions not of their ends
"""

from concurrent.futures import ThreadPoolExecutor, as_completed


def run_blocking(functions):
    with ThreadPoolExecutor(len(functions) or 1) as pool:
        futures = [pool.submit(function) for function in functions]
        return [future.result() for future in as_completed(futures)]
