"""shutdown(wait=False): when one fails, its error is raised while the others are still at work.

first to fail: an error comes out after all have ended
"""

from concurrent.futures import ThreadPoolExecutor


def run_blocking(functions):
    if not functions:
        return []
    pool = ThreadPoolExecutor(len(functions))
    try:
        return [future.result() for future in [pool.submit(function) for function in functions]]
    finally:
        pool.shutdown(wait=False)
