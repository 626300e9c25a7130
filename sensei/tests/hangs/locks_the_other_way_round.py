"""
a deadlock: thread 'forth' and thread 'back' wait for each other
the main thread waits for thread 'forth' to end | 33: thread.join()
thread 'back' waits for the lock made in line 10, held since line 15 by thread 'forth' | 24: with a:
thread 'forth' waits for the lock made in line 10, held since line 22 by thread 'back' | 17: with b:
"""

import threading

a, b = threading.Lock(), threading.Lock()
both = threading.Barrier(2)


def forth():
    with a:
        both.wait()
        with b:
            pass


def back():
    with b:
        both.wait()
        with a:
            pass


def hang():
    threads = [threading.Thread(target=one, name=one.__name__, daemon=True) for one in (forth, back)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Chunks:
    def __init__(self, iterable, size):
        hang()
