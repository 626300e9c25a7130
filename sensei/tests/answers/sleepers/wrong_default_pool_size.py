"""The default pool has at most 32 workers: forty that wait for each other never meet.

first to fail: forty that wait for each other all run at once
"""

from concurrent.futures import ThreadPoolExecutor


def run_blocking(functions):
    with ThreadPoolExecutor() as pool:
        futures = [pool.submit(function) for function in functions]
    return [future.result() for future in futures]
