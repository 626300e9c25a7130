"""
the main thread waits for the lock made in line 10, which it holds itself since line 14: a Lock is not reentrant | 18: with self.changed:
"""

import threading


class House:
    def __init__(self):
        self.lock = threading.Lock()
        self.changed = threading.Condition(self.lock)

    def open(self):
        with self.lock:
            self.tell()

    def tell(self):
        with self.changed:
            self.changed.notify_all()


def hang():
    House().open()


class Chunks:
    def __init__(self, iterable, size):
        hang()
