"""
the main thread waits for the lock made in line 10, which it holds itself since line 13: a Lock is not reentrant | 17: with self.lock:
"""

import threading


class House:
    def __init__(self):
        self.lock = threading.Lock()

    def leave(self):
        self.lock.acquire()
        self.tell("bye")

    def tell(self, text):
        with self.lock:
            print(text)


def hang():
    House().leave()


class Chunks:
    def __init__(self, iterable, size):
        hang()
