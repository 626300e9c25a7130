"""The finally belongs to the inner generator of an epoch: on_close is called at each reset.

first to fail: the count begins again at a reset
"""


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    while True:
        try:
            yield from epoch(on_close)
        except Reset:
            continue


def epoch(on_close):
    total, count, mean = 0.0, 0, None
    try:
        while True:
            x = yield mean
            if x is not None:
                total += x
                count += 1
                mean = total / count
    finally:
        on_close(count)
