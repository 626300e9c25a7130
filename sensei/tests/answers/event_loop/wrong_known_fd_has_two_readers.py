"""add_reader on a known fd adds a second callback instead of replacing the first.

first to fail: a known descriptor gets the new callback
"""

import heapq
import itertools
import selectors
import time


class Handle:
    cancelled = False

    def __init__(self, callback, args):
        self.callback, self.args = callback, args

    def cancel(self):
        self.cancelled = True


class MiniLoop:
    def __init__(self, clock=time.monotonic, selector=None):
        self.clock = clock
        self.selector = selector
        self.made = None
        if selector is None:
            self.made = self.selector = selectors.DefaultSelector()
        self.ready = []
        self.heap = []
        self.tie = itertools.count()
        self.readers = {}
        self.errors = []
        self.go_on = False

    def time(self):
        return self.clock()

    def call_soon(self, callback, *args):
        handle = Handle(callback, args)
        self.ready.append(handle)
        return handle

    def call_at(self, when, callback, *args):
        handle = Handle(callback, args)
        heapq.heappush(self.heap, (when, next(self.tie), handle))
        return handle

    def call_later(self, delay, callback, *args):
        return self.call_at(self.clock() + delay, callback, *args)

    def add_reader(self, fd, callback, *args):
        if fd not in self.readers:
            self.selector.register(fd, selectors.EVENT_READ, fd)
        self.readers.setdefault(fd, []).append((callback, args))

    def remove_reader(self, fd):
        if fd not in self.readers:
            return False
        del self.readers[fd]
        self.selector.unregister(fd)
        return True

    def run_until_complete(self, coroutine):
        ending = []

        def step():
            try:
                assert coroutine.send(None) is None, "a coroutine of this loop yields None"
            except BaseException as error:
                ending.append(error)
            else:
                self.call_soon(step)

        self.call_soon(step)
        while True:
            self.work()
            if ending:
                break
            self.wait()
        [error] = ending
        if isinstance(error, StopIteration):
            return error.value
        raise error

    def run_forever(self):
        self.go_on = True
        while self.go_on:
            self.work()
            if self.go_on:
                self.wait()

    def stop(self):
        self.go_on = False

    def close(self):
        if self.made is not None:
            self.made.close()

    def work(self):
        batch, self.ready = self.ready, []
        now = self.clock()
        while self.heap and self.heap[0][0] <= now:
            batch.append(heapq.heappop(self.heap)[2])
        for handle in batch:
            if not handle.cancelled:
                self.attempt(handle.callback, handle.args)

    def wait(self):
        self.heap = [entry for entry in self.heap if not entry[2].cancelled]
        heapq.heapify(self.heap)
        timeout = None
        if self.heap:
            timeout = max(0, self.heap[0][0] - self.clock())
        if self.ready:
            timeout = 0
        for key, _ in self.selector.select(timeout):
            self.call_soon(self.read, key.data)

    def read(self, fd):
        if fd in self.readers:
            for callback, args in list(self.readers[fd]):
                self.attempt(callback, args)

    def attempt(self, callback, args):
        try:
            callback(*args)
        except Exception as error:
            self.errors.append(error)
