"""Starts no more threads when one has failed.

first to fail: an early failure keeps none from being started
"""

import threading
def run_blocking(functions):
    results = [None]*len(functions); errors = {}
    def work(i, f):
        try: results[i] = f()
        except BaseException as e: errors[i] = e
    threads = []
    for i, f in enumerate(functions):
        if errors:
            break
        t = threading.Thread(target=work, args=(i, f)); t.start(); threads.append(t)
    for t in threads: t.join()
    if errors: raise errors[min(errors)]
    return results
