"""GeneratorExit is answered with raise StopIteration: close() is a RuntimeError.

first to fail: close ends it quietly
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
        raise StopIteration from None
    finally:
        on_close(count)
