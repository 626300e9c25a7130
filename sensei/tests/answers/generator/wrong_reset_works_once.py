"""Only the first reset is caught: the second one leaves the generator.

first to fail: throwing reset forgets everything
"""


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    numbers = []
    try:
        try:
            yield from mean_of(numbers)
        except Reset:
            numbers.clear()
            yield from mean_of(numbers)
    finally:
        on_close(len(numbers))


def mean_of(numbers):
    mean = None
    while True:
        x = yield mean
        if x is not None:
            mean = (sum(numbers) + x) / (len(numbers) + 1)
            numbers.append(x)
