"""broken: every check was run, and then the process was ended by SIGKILL"""

import atexit
import os
import signal

atexit.register(lambda: os.kill(os.getpid(), signal.SIGKILL))


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
