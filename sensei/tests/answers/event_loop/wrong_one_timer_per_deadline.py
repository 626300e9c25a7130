"""Timers in a dict by deadline: the second one with the same deadline replaces the first.

first to fail: timers of one deadline all run
"""

import itertools
import selectors
import time


class MiniLoop:
    def __init__(self, clock=time.monotonic, selector=None):
        self.time = clock
        self.selector = selectors.DefaultSelector() if selector is None else selector
        self.close = self.selector.close if selector is None else lambda: None
        self.numbers = itertools.count()
        self.soon = {}
        self.timers = {}
        self.stopped = False
        self.errors = []

    def call_soon(self, callback, *args):
        return Handle(self.soon, next(self.numbers), callback, args)

    def call_at(self, when, callback, *args):
        return Handle(self.timers, (when, 0), callback, args)

    def call_later(self, delay, callback, *args):
        return self.call_at(self.time() + delay, callback, *args)

    def add_reader(self, fd, callback, *args):
        try:
            self.selector.register(fd, selectors.EVENT_READ, (callback, args))
        except KeyError:
            self.selector.modify(fd, selectors.EVENT_READ, (callback, args))

    def remove_reader(self, fd):
        known = fd in self.selector.get_map()
        if known:
            self.selector.unregister(fd)
        return known

    def run_forever(self):
        self.stopped = False
        while not self.stopped:
            self.turn()

    def stop(self):
        self.stopped = True

    def run_until_complete(self, coroutine):
        steps = Steps(self, coroutine)
        while not steps.ended:
            self.turn()
        return steps.result()

    def turn(self):
        agenda = list(self.soon)
        if agenda:
            timeout = 0
        elif self.timers:
            timeout = max(min(self.timers)[0] - self.time(), 0)
        else:
            timeout = None
        readable = self.selector.select(timeout)
        due = [key for key in self.timers if key[0] <= self.time()]
        for key, _ in readable:
            now = self.selector.get_map().get(key.fileobj)
            if now and now.data is key.data:  # neither removed nor replaced by a neighbour
                self.attempt(*key.data)
        for number in agenda:
            if number in self.soon:  # not cancelled by one of its neighbours
                self.attempt(*self.soon.pop(number))
        for key in sorted(due):
            if key in self.timers:
                self.attempt(*self.timers.pop(key))

    def attempt(self, callback, args):
        try:
            callback(*args)
        except Exception as error:
            self.errors.append(error)


class Handle:
    def __init__(self, home, key, callback, args):
        self.home, self.key = home, key
        home[key] = callback, args

    def cancel(self):
        self.home.pop(self.key, None)


class Steps:
    """One coroutine, a step a turn."""

    def __init__(self, loop, coroutine):
        self.loop, self.coroutine = loop, coroutine
        self.ended = False
        loop.call_soon(self.step)

    def step(self):
        try:
            self.coroutine.send(None)
        except BaseException as error:
            self.ended, self.error = True, error
        else:
            self.loop.call_soon(self.step)

    def result(self):
        if isinstance(self.error, StopIteration):
            return self.error.value
        raise self.error
