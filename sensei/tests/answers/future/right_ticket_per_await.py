"""Each await has a ticket; a cancel takes it away from the wake-up and gives it to the throw."""

from functools import partial


class InvalidState(Exception):
    pass


class Cancelled(BaseException):
    pass


class Future:
    def __init__(self, loop):
        self._loop = loop
        self._kind = ""  # "value", "error" or "cancelled" in the end
        self._what = None
        self._callbacks = []

    def done(self):
        return bool(self._kind)

    def cancelled(self):
        return self._kind == "cancelled"

    def result(self):
        if self._kind == "value":
            return self._what
        raise self._what if self._kind else InvalidState("not done")

    def exception(self):
        if not self._kind:
            raise InvalidState("not done")
        if self._kind == "cancelled":
            raise self._what
        return self._what if self._kind == "error" else None

    def set_result(self, value):
        self._end("value", value)

    def set_exception(self, error):
        self._end("error", error)

    def cancel(self):
        if self._kind:
            return False
        self._end("cancelled", Cancelled())
        return True

    def add_done_callback(self, callback):
        self._callbacks.append(callback)
        self._flush()

    def __await__(self):
        while not self._kind:
            yield self
        return self.result()

    def _end(self, kind, what):
        if self._kind:
            raise InvalidState("done")
        self._kind, self._what = kind, what
        self._flush()

    def _flush(self):
        while self._kind and self._callbacks:
            self._loop.call_soon(partial(self._callbacks.pop(0), self))


class Task(Future):
    def __init__(self, coroutine, loop):
        super().__init__(loop)
        self._coroutine = coroutine
        self._inner = None
        self._to_throw = None  # what the next step throws
        self._step_soon()

    def cancel(self):
        if self.done():
            return False
        if not isinstance(self._to_throw, Cancelled):
            self._to_throw = Cancelled()
            if self._ticket is not None:  # otherwise it is running, and sees this when it suspends
                inner, self._inner = self._inner, None
                if inner is not None:
                    inner.cancel()
                self._step_soon()
        return True

    def _step_soon(self):
        self._ticket = ticket = object()
        self._loop.call_soon(self._step, ticket)

    def _step(self, ticket, _=None):
        if ticket is not self._ticket:
            return
        self._ticket = self._inner = None
        error, self._to_throw = self._to_throw, None
        try:
            if error is None:
                inner = self._coroutine.send(None)
            else:
                inner = self._coroutine.throw(error)
        except StopIteration as end:
            if self._to_throw is None:
                self.set_result(end.value)
            else:
                super().cancel()
        except Cancelled:
            super().cancel()
        except BaseException as failure:
            self.set_exception(failure)
        else:
            if self._to_throw is None and inner is not self:
                self._ticket, self._inner = object(), inner
                inner.add_done_callback(partial(self._step, self._ticket))
            elif inner is self:
                self._to_throw = self._to_throw or RuntimeError("a task must not await itself")
                self._step_soon()
            else:
                inner.cancel()
                self._step_soon()
