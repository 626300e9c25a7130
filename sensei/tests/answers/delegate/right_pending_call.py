"""One loop and one except: the next call to the sub is put by as a lambda."""

def delegate(sub):
    it = iter(sub)
    call = lambda: next(it)
    while True:
        try:
            item = call()
        except StopIteration as end:
            return end.value
        call = None
        try:
            sent = yield item
        except GeneratorExit:
            if hasattr(it, "close"):
                it.close()
            raise
        except BaseException as error:
            if not hasattr(it, "throw"):
                raise
            call = lambda error=error: it.throw(error)
        else:
            if sent is None:
                call = lambda: next(it)
            else:
                call = lambda sent=sent: it.send(sent)
