"""on_close sits in `except GeneratorExit`: an error ends the generator unreported.

first to fail: an error calls on close once
"""


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    total, count, mean = 0.0, 0, None
    try:
        while True:
            try:
                x = yield mean
            except Reset:
                total, count, mean = 0.0, 0, None
            else:
                if x is not None:
                    total += x
                    count += 1
                    mean = total / count
    except GeneratorExit:
        on_close(count)
        raise
