"""A timer whose deadline has passed is called at once, inside call_at.

first to fail: a cancelled handle does not run
"""

import collections
import heapq
import itertools
import selectors
import time


class Handle:
    def __init__(self, callback, args):
        self.callback, self.args, self.cancelled = callback, args, False

    def cancel(self):
        self.cancelled = True


class MiniLoop:
    def __init__(self, clock=time.monotonic, selector=None):
        self._clock = clock
        self._own = selector is None
        self._selector = selectors.DefaultSelector() if selector is None else selector
        self._ready = collections.deque()
        self._timers = []
        self._ticket = itertools.count()
        self._stopping = False
        self.errors = []

    def time(self):
        return self._clock()

    def call_soon(self, callback, *args):
        handle = Handle(callback, args)
        self._ready.append(handle)
        return handle

    def call_later(self, delay, callback, *args):
        return self.call_at(self.time() + delay, callback, *args)

    def call_at(self, when, callback, *args):
        handle = Handle(callback, args)
        if when <= self.time():
            callback(*args)
            return handle
        heapq.heappush(self._timers, (when, next(self._ticket), handle))
        return handle

    def add_reader(self, fd, callback, *args):
        handle = Handle(callback, args)
        if fd in self._selector.get_map():
            self._selector.get_key(fd).data.cancel()
            self._selector.modify(fd, selectors.EVENT_READ, handle)
        else:
            self._selector.register(fd, selectors.EVENT_READ, handle)

    def remove_reader(self, fd):
        try:
            self._selector.unregister(fd).data.cancel()
        except KeyError:
            return False
        return True

    def run_until_complete(self, coroutine):
        outcome = []

        def step():
            try:
                coroutine.send(None)
            except StopIteration as end:
                outcome.append((end.value, None))
            except BaseException as error:
                outcome.append((None, error))
            else:
                self.call_soon(step)

        self.call_soon(step)
        while not outcome:
            self._turn()
        value, error = outcome[0]
        if error is not None:
            raise error
        return value

    def run_forever(self):
        self._stopping = False
        while not self._stopping:
            self._turn()

    def stop(self):
        self._stopping = True

    def close(self):
        if self._own:
            self._selector.close()

    def _turn(self):
        while self._timers and self._timers[0][2].cancelled:
            heapq.heappop(self._timers)
        if self._ready:
            timeout = 0
        elif self._timers:
            timeout = max(0, self._timers[0][0] - self.time())
        else:
            timeout = None
        for key, _ in self._selector.select(timeout):
            self._ready.append(key.data)
        now = self.time()
        while self._timers and self._timers[0][0] <= now:
            self._ready.append(heapq.heappop(self._timers)[2])
        for _ in range(len(self._ready)):
            handle = self._ready.popleft()
            if not handle.cancelled:
                try:
                    handle.callback(*handle.args)
                except Exception as error:
                    self.errors.append(error)
