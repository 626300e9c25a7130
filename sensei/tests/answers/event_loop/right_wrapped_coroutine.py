"""An agenda a turn, made before anything runs; a coroutine around the coroutine notices the end."""

import heapq
import selectors
import time
from collections import deque
from functools import partial


class Handle:
    __slots__ = ("_call",)

    def __init__(self, callback, args):
        self._call = partial(callback, *args)

    def cancel(self):
        self._call = None

    def __call__(self):
        if self._call is not None:
            self._call()


class MiniLoop:
    def __init__(self, clock=time.monotonic, selector=None):
        self._clock = clock
        self._given = selector is not None
        self._selector = selector if self._given else selectors.DefaultSelector()
        self._soon = deque()
        self._later = []
        self._counter = 0
        self._turns = None
        self.errors = []

    def time(self):
        return self._clock()

    def call_soon(self, callback, *args):
        self._soon.append(Handle(callback, args))
        return self._soon[-1]

    def call_later(self, delay, callback, *args):
        return self.call_at(self._clock() + delay, callback, *args)

    def call_at(self, when, callback, *args):
        self._counter += 1
        handle = Handle(callback, args)
        heapq.heappush(self._later, (when, self._counter, handle))
        return handle

    def add_reader(self, fd, callback, *args):
        self.remove_reader(fd)
        self._selector.register(fd, selectors.EVENT_READ, Handle(callback, args))

    def remove_reader(self, fd):
        try:
            key = self._selector.get_key(fd)
        except KeyError:
            return False
        key.data.cancel()
        self._selector.unregister(fd)
        return True

    def run_until_complete(self, coroutine):
        ended = False

        async def watched():
            nonlocal ended
            try:
                return await coroutine
            finally:
                ended = True

        outer = watched()
        outcome = {}
        self.call_soon(self._step, outer, outcome)
        while not ended:
            self._turn()
        if "error" in outcome:
            raise outcome["error"]
        return outcome["value"]

    def _step(self, coroutine, outcome):
        try:
            coroutine.send(None)
        except StopIteration as end:
            outcome["value"] = end.value
        except BaseException as error:
            outcome["error"] = error
        else:
            self.call_soon(self._step, coroutine, outcome)

    def run_forever(self):
        self._turns = True
        while self._turns:
            self._turn()

    def stop(self):
        self._turns = False

    def close(self):
        if not self._given:
            self._selector.close()

    def _turn(self):
        agenda = []
        for key, _ in self._selector.select(self._patience()):
            agenda.append(key.data)
        agenda.extend(self._soon)
        self._soon.clear()
        while self._later and self._later[0][0] <= self._clock():
            agenda.append(heapq.heappop(self._later)[-1])
        for handle in agenda:
            try:
                handle()
            except Exception as error:
                self.errors.append(error)

    def _patience(self):
        if self._soon:
            return 0
        if self._later:
            return max(0, self._later[0][0] - self._clock())
        return None
