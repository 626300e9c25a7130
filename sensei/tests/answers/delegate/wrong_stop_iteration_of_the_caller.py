"""One `except StopIteration` around it all: one that the caller throws in is taken for the end.

first to fail: a stop iteration that is thrown is not the end of the sub
"""

def delegate(sub):
    it = iter(sub)
    try:
        item = next(it)
        while True:
            try:
                sent = yield item
            except GeneratorExit:
                if hasattr(it, "close"):
                    it.close()
                raise
            except StopIteration:
                raise
            except BaseException as error:
                if not hasattr(it, "throw"):
                    raise
                item = it.throw(error)
            else:
                item = next(it) if sent is None else it.send(sent)
    except StopIteration as end:
        return end.value
