"""A class of its own with all five methods, around an inner generator that is asked in words."""

class Talk:
    def __init__(self, sub):
        self.talk = hand_through(sub)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.talk)

    def send(self, value):
        return self.talk.send(value)

    def throw(self, error, value=None, traceback=None):
        return self.talk.throw(error if value is None else value)

    def close(self):
        self.talk.close()


def delegate(sub):
    return Talk(sub)


def hand_through(sub):
    it = iter(sub)
    method, args = it.__next__, ()
    while True:
        try:
            item = method(*args)
        except StopIteration as end:
            return end.value
        try:
            sent = yield item
        except GeneratorExit:
            getattr(it, "close", lambda: None)()
            raise
        except BaseException as error:
            if not hasattr(it, "throw"):
                raise
            method, args = it.throw, (error,)
        else:
            method, args = (it.__next__, ()) if sent is None else (it.send, (sent,))
