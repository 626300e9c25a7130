"""Executor.map, which cancels what has not begun yet when it raises an error.

first to fail: one that begins after another has failed is run all the same
"""

from concurrent.futures import ThreadPoolExecutor


def run_blocking(functions):
    with ThreadPoolExecutor(max(1, len(functions))) as pool:
        return list(pool.map(lambda function: function(), functions))
