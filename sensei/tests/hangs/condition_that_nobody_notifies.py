"""
the main thread waits for a notify() of its condition | 16: self.changed.wait()
"""

import threading


class Room:
    def __init__(self):
        self.changed = threading.Condition(threading.Lock())
        self.open = False

    def enter(self):
        with self.changed:
            while not self.open:
                self.changed.wait()


def hang():
    Room().enter()


class Chunks:
    def __init__(self, iterable, size):
        hang()
