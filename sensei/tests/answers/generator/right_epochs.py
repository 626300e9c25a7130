"""An inner generator per epoch: the None that a reset returns is the priming of the next one."""


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    numbers = []
    try:
        while True:
            try:
                yield from epoch(numbers)
            except Reset:
                numbers.clear()
    finally:
        on_close(len(numbers))


def epoch(numbers):
    total, mean = 0.0, None
    while True:
        x = yield mean
        if x is not None:
            mean = (total + x) / (len(numbers) + 1)
            total += x
            numbers.append(x)
