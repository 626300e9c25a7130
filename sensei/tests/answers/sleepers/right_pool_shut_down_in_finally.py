"""A pool without with: shutdown in finally, wait for all before the first result is asked for."""

import concurrent.futures


def run_blocking(functions):
    if len(functions) == 0:
        return []
    pool = concurrent.futures.ThreadPoolExecutor(max_workers=len(functions), thread_name_prefix="sleeper")
    try:
        futures = [pool.submit(function) for function in functions]
        concurrent.futures.wait(futures)
        return [future.result() for future in futures]
    finally:
        pool.shutdown(wait=False)
