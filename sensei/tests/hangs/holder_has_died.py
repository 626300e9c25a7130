"""
the main thread waits for the lock made in line 7, held since line 11 by thread 'forgetful', which has ended without releasing it | 18: with lock:
"""

import threading

lock = threading.Lock()


def forget():
    lock.acquire()


def hang():
    thread = threading.Thread(target=forget, name="forgetful")
    thread.start()
    thread.join()
    with lock:
        pass


class Chunks:
    def __init__(self, iterable, size):
        hang()
