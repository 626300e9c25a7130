"""The scheduled throw does not look whether the task has ended meanwhile: its error leaves the loop.

first to fail: a task that cancels itself is cancelled at its next await
"""

class InvalidState(Exception):
    pass


class Cancelled(BaseException):
    pass


class Future:
    _done = False
    _cancelled = False
    _result = None
    _exception = None

    def __init__(self, loop):
        self._loop = loop
        self._callbacks = []

    def done(self):
        return self._done

    def cancelled(self):
        return self._cancelled

    def result(self):
        if (error := self.exception()) is not None:
            raise error
        return self._result

    def exception(self):
        if not self._done:
            raise InvalidState("no result yet")
        if self._cancelled:
            raise Cancelled
        return self._exception

    def set_result(self, value):
        self._check_pending()
        self._result = value
        self._complete()

    def set_exception(self, error):
        self._check_pending()
        self._exception = error
        self._complete()

    def cancel(self):
        if self._done:
            return False
        self._cancelled = True
        self._complete()
        return True

    def add_done_callback(self, callback):
        self._callbacks.append(callback)
        if self._done:
            self._notify()

    def __await__(self):
        if self._done:
            return self.result()
        return (yield self)

    def _check_pending(self):
        if self._done:
            raise InvalidState("there is a result already")

    def _complete(self):
        self._done = True
        self._notify()

    def _notify(self):
        while self._callbacks:
            self._loop.call_soon(self._callbacks.pop(0), self)


class Task(Future):
    def __init__(self, coroutine, loop):
        super().__init__(loop)
        self._coroutine = coroutine
        self._waiting_for = None
        self._await_number = 0
        self._throw_is_due = False
        loop.call_soon(self._resume, 0, coroutine.send, None)

    def cancel(self):
        if self.done():
            return False
        inner, self._waiting_for = self._waiting_for, None
        if inner is not None:
            inner.cancel()
        if not self._throw_is_due:
            self._throw_is_due = True
            self._schedule(self._coroutine.throw, Cancelled())
        return True

    def _schedule(self, how, what):
        self._await_number += 1
        self._loop.call_soon(self._resume, self._await_number, how, what)

    def _resume(self, number, how, what):
        if number != self._await_number:
            return
        self._throw_is_due = False
        self._waiting_for = None
        try:
            future = how(what)
        except StopIteration as end:
            self.set_result(end.value)
        except Cancelled:
            super().cancel()
        except BaseException as error:
            self.set_exception(error)
        else:
            self._suspend(future)

    def _suspend(self, future):
        if self._throw_is_due:  # it was cancelled by its own body
            future is self or future.cancel()
        elif future is self:
            self._schedule(self._coroutine.throw, RuntimeError("this task awaits itself"))
        else:
            self._await_number += 1
            number = self._await_number
            self._waiting_for = future
            future.add_done_callback(lambda done: self._wake_up(number, done))

    def _wake_up(self, number, future):
        try:
            value = future.result()
        except BaseException as error:
            self._resume(number, self._coroutine.throw, error)
        else:
            self._resume(number, self._coroutine.send, value)
