"""
a deadlock: the main thread and thread 'worker' wait for each other
the main thread waits for thread 'worker' to end | 21: thread.join()
thread 'worker' waits for the lock made in line 9, held since line 19 by the main thread | 13: with lock:
"""

import threading

lock = threading.Lock()


def work():
    with lock:
        pass


def hang():
    thread = threading.Thread(target=work, name="worker", daemon=True)
    with lock:
        thread.start()
        thread.join()


class Chunks:
    def __init__(self, iterable, size):
        hang()
