"""What the body yields after the throw is ignored: a clean-up that awaits never goes on.

first to fail: the clean up may await
"""

import enum


class InvalidState(Exception):
    pass


class Cancelled(BaseException):
    pass


class State(enum.Enum):
    PENDING = enum.auto()
    FINISHED = enum.auto()
    FAILED = enum.auto()
    CANCELLED = enum.auto()


class Future:
    def __init__(self, loop):
        self.loop = loop
        self.state = State.PENDING
        self.content = None
        self.callbacks = ()

    def done(self):
        return self.state is not State.PENDING

    def cancelled(self):
        return self.state is State.CANCELLED

    def result(self):
        match self.state:
            case State.FINISHED:
                return self.content
            case State.PENDING:
                raise InvalidState("result() too early")
            case State.CANCELLED:
                raise Cancelled()
            case State.FAILED:
                raise self.content

    def exception(self):
        match self.state:
            case State.FINISHED:
                return None
            case State.PENDING:
                raise InvalidState("exception() too early")
            case State.CANCELLED:
                raise Cancelled()
            case State.FAILED:
                return self.content

    def set_result(self, value):
        self._become(State.FINISHED, value)

    def set_exception(self, error):
        self._become(State.FAILED, error)

    def cancel(self):
        if self.done():
            return False
        self._become(State.CANCELLED, None)
        return True

    def _become(self, state, content):
        if self.done():
            raise InvalidState(f"{self.state.name.lower()} already")
        self.state, self.content = state, content
        for callback in self.callbacks:
            self.loop.call_soon(callback, self)
        self.callbacks = ()

    def add_done_callback(self, callback):
        if self.done():
            self.loop.call_soon(callback, self)
        else:
            self.callbacks += (callback,)

    def __await__(self):
        if self.state is State.PENDING:
            yield self
        return self.result()


class Task(Future):
    def __init__(self, coroutine, loop):
        super().__init__(loop)
        self.coroutine = coroutine
        self.waits_for = self.start = Future(loop)  # the first step is a wake-up like others
        self.start.add_done_callback(self.wake_up)
        self.start.set_result(None)
        self.cancels = 0

    def cancel(self):
        if self.done():
            return False
        self.cancels += 1
        if self.waits_for is not None:
            inner, self.waits_for = self.waits_for, None
            inner.cancel()
            self.loop.call_soon(self.deliver)
        return True

    def deliver(self):
        if self.done():
            return
        self.cancels = 0
        try:
            self.coroutine.throw(Cancelled())
        except StopIteration as end:
            self.set_result(end.value)
        except Cancelled:
            super().cancel()
        except BaseException as failure:
            self.set_exception(failure)

    def refuse(self):
        self.step(Cancelled() if self.cancels else RuntimeError("task awaiting itself"))

    def wake_up(self, future):
        if future is self.waits_for:
            self.step(None)

    def step(self, error):
        self.waits_for = None
        self.cancels = 0
        try:
            future = self.coroutine.send(None) if error is None else self.coroutine.throw(error)
        except StopIteration as end:
            self.set_result(end.value)
        except Cancelled:
            super().cancel()
        except BaseException as failure:
            self.set_exception(failure)
        else:
            if self.cancels:
                if future is not self:
                    future.cancel()
                self.loop.call_soon(self.deliver)
            elif future is self:
                self.loop.call_soon(self.refuse)
            else:
                self.waits_for = future
                future.add_done_callback(self.wake_up)
