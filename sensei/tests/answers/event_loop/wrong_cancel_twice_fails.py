"""cancel takes the handle out of its list: a second cancel, or one after it ran, is a ValueError.

first to fail: a cancelled handle does not run
"""

import selectors
import time
from bisect import insort


class Handle:
    def __init__(self, container, callback, args, when=0.0):
        self.container = container
        self.callback = callback
        self.args = args
        self.when = when

    def cancel(self):
        self.container.remove(self)

    def move(self, container):
        self.container.remove(self)
        self.container = container
        container.append(self)


class MiniLoop:
    def __init__(self, clock=time.monotonic, selector=None):
        self.clock = clock
        self.selector = selectors.DefaultSelector() if selector is None else selector
        self.to_close = self.selector if selector is None else None
        self.soon = []
        self.timers = []
        self.errors = []
        self.running = False

    def time(self):
        return self.clock()

    def call_soon(self, callback, *args):
        handle = Handle(self.soon, callback, args)
        self.soon.append(handle)
        return handle

    def call_later(self, delay, callback, *args):
        return self.call_at(self.clock() + delay, callback, *args)

    def call_at(self, when, callback, *args):
        handle = Handle(self.timers, callback, args, when)
        insort(self.timers, handle, key=lambda other: other.when)
        return handle

    def add_reader(self, fd, callback, *args):
        self.remove_reader(fd)
        self.selector.register(fd, selectors.EVENT_READ, (callback, args))

    def remove_reader(self, fd):
        try:
            self.selector.unregister(fd)
        except (KeyError, ValueError):
            return False
        else:
            return True

    def run_until_complete(self, coroutine):
        self.turn(0)
        while True:
            try:
                coroutine.send(None)
            except StopIteration as stop:
                return stop.value
            self.turn(0)

    def run_forever(self):
        self.running = True
        while self.running:
            if self.soon:
                self.turn(0)
            elif self.timers:
                self.turn(max(0, self.timers[0].when - self.clock()))
            else:
                self.turn(None)

    def stop(self):
        self.running = False

    def close(self):
        if self.to_close:
            self.to_close.close()
            self.to_close = None

    def turn(self, timeout):
        readable = self.selector.select(timeout)
        now = self.clock()
        batch = []  # what is cancelled meanwhile leaves it
        for handle in self.soon + [timer for timer in self.timers if timer.when <= now]:
            handle.move(batch)
        for key, _ in readable:
            if key.fileobj in self.selector.get_map():  # not removed by a neighbour
                self.call(*self.selector.get_key(key.fileobj).data)
        while batch:
            handle = batch.pop(0)
            self.call(handle.callback, handle.args)

    def call(self, callback, args):
        try:
            callback(*args)
        except Exception as error:
            self.errors.append(error)
