"""
the main thread waits for the lock, held since line 12 by thread 'keeper' | 21: with lock:
thread 'keeper' waits for an event that nobody has set | 14: threading.Event().wait()
"""

import threading

lock = threading.RLock()


def keep(taken):
    with lock:
        taken.set()
        threading.Event().wait()


def hang():
    taken = threading.Event()
    threading.Thread(target=keep, args=[taken], name="keeper", daemon=True).start()
    taken.wait()
    with lock:
        pass


class Chunks:
    def __init__(self, iterable, size):
        hang()
