"""A lambda in the loop over the callbacks: all of them call the last one.

first to fail: callbacks run in the order in which they were added
"""

class InvalidState(Exception):
    pass


class Cancelled(BaseException):
    pass


PENDING, DONE, CANCELLED = "pending", "done", "cancelled"


class Future:
    def __init__(self, loop):
        self._loop = loop
        self._state = PENDING
        self._value = None
        self._error = None
        self._callbacks = []

    def done(self):
        return self._state != PENDING

    def cancelled(self):
        return self._state == CANCELLED

    def result(self):
        error = self.exception()
        if error is not None:
            raise error
        return self._value

    def exception(self):
        if self._state == PENDING:
            raise InvalidState("not done yet")
        if self._state == CANCELLED:
            raise Cancelled
        return self._error

    def set_result(self, value):
        self._finish(DONE, value=value)

    def set_exception(self, error):
        self._finish(DONE, error=error)

    def cancel(self):
        if self.done():
            return False
        self._finish(CANCELLED)
        return True

    def add_done_callback(self, callback):
        if self.done():
            self._loop.call_soon(callback, self)
        else:
            self._callbacks.append(callback)

    def __await__(self):
        if not self.done():
            yield self
        return self.result()

    def _finish(self, state, value=None, error=None):
        if self.done():
            raise InvalidState("done already")
        self._state, self._value, self._error = state, value, error
        callbacks, self._callbacks = self._callbacks, []
        for callback in callbacks:
            self._loop.call_soon(lambda: callback(self))


class Task(Future):
    def __init__(self, coroutine, loop):
        super().__init__(loop)
        self._coroutine = coroutine
        self._waits_for = None
        self._must_cancel = False
        loop.call_soon(self._step)

    def cancel(self):
        if self.done():
            return False
        if self._waits_for is None or not self._waits_for.cancel():
            self._must_cancel = True
        return True

    def _wake_up(self, future):
        self._step()

    def _step(self, error=None):
        self._waits_for = None
        if self._must_cancel:
            self._must_cancel, error = False, Cancelled()
        try:
            if error is None:
                future = self._coroutine.send(None)
            else:
                future = self._coroutine.throw(error)
        except StopIteration as end:
            if self._must_cancel:  # asked for by the body itself, which then had no more to await
                super().cancel()
            else:
                self.set_result(end.value)
        except Cancelled:
            super().cancel()
        except BaseException as failure:
            self.set_exception(failure)
        else:
            if future is self:
                self._loop.call_soon(self._step, RuntimeError("a task cannot wait for itself"))
                return
            self._waits_for = future
            future.add_done_callback(self._wake_up)
            if self._must_cancel and future.cancel():
                self._must_cancel = False
