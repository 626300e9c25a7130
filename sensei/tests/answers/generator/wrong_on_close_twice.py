"""A handler for GeneratorExit and a finally both report: on_close is called twice by close().

first to fail: close calls on close once with the count
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
    finally:
        on_close(count)
