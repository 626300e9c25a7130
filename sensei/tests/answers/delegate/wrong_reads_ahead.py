"""Asks the sub for the next item before it yields this one.

first to fail: takes one item at a time
"""

def delegate(sub):
    it = iter(sub)
    items = []
    result = None
    while True:
        try:
            items.append(next(it))
        except StopIteration as end:
            result = end.value
            break
    for item in items:
        yield item
    return result
