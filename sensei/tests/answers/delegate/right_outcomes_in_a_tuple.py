"""A helper turns every call into a pair: is it over, and what came of it."""


def call(function, *args):
    """(False, item) or, at the end, (True, value)."""
    try:
        return False, function(*args)
    except StopIteration as stop:
        return True, stop.value


def delegate(sub):
    iterator = iter(sub)
    over, outcome = call(next, iterator)
    while not over:
        try:
            sent = yield outcome
        except GeneratorExit:
            close = getattr(iterator, "close", None)
            if close is not None:
                close()
            raise
        except BaseException as error:
            throw = getattr(iterator, "throw", None)
            if throw is None:
                raise
            over, outcome = call(throw, error)
        else:
            over, outcome = call(next, iterator) if sent is None else call(iterator.send, sent)
    return outcome
