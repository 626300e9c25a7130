"""A ThreadPoolExecutor with as many workers as functions; its end waits for all."""

from concurrent.futures import ThreadPoolExecutor


def run_blocking(functions):
    if not functions:
        return []
    with ThreadPoolExecutor(max_workers=len(functions)) as pool:
        futures = [pool.submit(function) for function in functions]
    return [future.result() for future in futures]
