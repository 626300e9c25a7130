"""broken: left a process running"""

import os
import time

if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(60)
    os._exit(0)
os.wait()


class Chunks:
    def __init__(self, iterable, size):
        if size < 1:
            raise ValueError(size)
        self.items, self.size = iter(iterable), size

    def __iter__(self):
        return self

    def __next__(self):
        chunk = [item for _, item in zip(range(self.size), self.items)]
        if not chunk:
            raise StopIteration
        return chunk
