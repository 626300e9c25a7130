"""Everything is forwarded, but the end of the sub is a bare return.

first to fail: ends with the value that the sub returns
"""


def delegate(sub):
    iterator = iter(sub)
    try:
        item = next(iterator)
    except StopIteration:
        return
    while True:
        try:
            sent = yield item
        except GeneratorExit:
            if hasattr(iterator, "close"):
                iterator.close()
            raise
        except BaseException as error:
            if not hasattr(iterator, "throw"):
                raise
            try:
                item = iterator.throw(error)
            except StopIteration:
                return
        else:
            try:
                item = next(iterator) if sent is None else iterator.send(sent)
            except StopIteration:
                return
