""" """

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
