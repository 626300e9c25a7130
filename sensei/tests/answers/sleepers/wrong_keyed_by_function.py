"""A dictionary from function to future: a function given twice is run once.

first to fail: a function given twice is called twice
"""

from concurrent.futures import ThreadPoolExecutor


def run_blocking(functions):
    with ThreadPoolExecutor(len(functions) or 1) as pool:
        futures = {function: pool.submit(function) for function in set(functions)}
    return [futures[function].result() for function in functions]
