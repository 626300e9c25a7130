"""The task's life is one generator: each round waits for a future; outcomes are functions that return or raise."""

class InvalidState(Exception):
    pass


class Cancelled(BaseException):
    pass


def raiser(error):
    def outcome():
        raise error

    return outcome


class Future:
    def __init__(self, loop):
        self._loop = loop
        self._outcome = None
        self._is_cancelled = False
        self._listeners = {}

    def done(self):
        return self._outcome is not None

    def cancelled(self):
        return self._is_cancelled

    def result(self):
        if self._outcome is None:
            raise InvalidState
        return self._outcome()

    def exception(self):
        try:
            self.result()
        except (Cancelled, InvalidState) as error:
            if self._outcome is None or self._is_cancelled:
                raise
            return error
        except BaseException as error:
            return error
        return None

    def set_result(self, value):
        self._settle(lambda: value)

    def set_exception(self, error):
        self._settle(raiser(error))

    def cancel(self):
        if self._outcome is not None:
            return False
        self._is_cancelled = True
        self._settle(raiser(Cancelled()))
        return True

    def add_done_callback(self, callback):
        if self._outcome is not None:
            self._loop.call_soon(callback, self)
        else:
            self._listeners[len(self._listeners)] = callback

    def _settle(self, outcome):
        if self._outcome is not None:
            raise InvalidState
        self._outcome = outcome
        for number in sorted(self._listeners):
            self._loop.call_soon(self._listeners[number], self)
        self._listeners.clear()

    def __await__(self):
        while self._outcome is None:
            yield self
        return self._outcome()


class Task(Future):
    def __init__(self, coroutine, loop):
        super().__init__(loop)
        self._inner = None
        self._cancel_due = False
        self._life = self._live(coroutine)
        loop.call_soon(self._go_on)

    def _go_on(self, _=None):
        next(self._life, None)

    def _live(self, coroutine):
        error = None
        try:
            while True:
                if self._cancel_due:
                    self._cancel_due, error = False, Cancelled()
                self._inner = coroutine.throw(error) if error is not None else coroutine.send(None)
                error = None
                if self._inner is self:
                    self._inner, error = None, RuntimeError("a task that awaits itself never ends")
                    continue
                self._inner.add_done_callback(self._go_on)
                if self._cancel_due:
                    self._cancel_due = not self._inner.cancel()
                yield
                self._inner = None
        except StopIteration as end:
            if self._cancel_due:  # who awaits this task is cancelled with it
                super().cancel()
            else:
                self.set_result(end.value)
        except Cancelled:
            super().cancel()
        except BaseException as failure:
            self.set_exception(failure)

    def cancel(self):
        if self.done():
            return False
        if self._inner is None or not self._inner.cancel():
            self._cancel_due = True
        return True
