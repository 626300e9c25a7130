"""None is added like a number: next() is a TypeError and the generator is over.

first to fail: next and send none ask and count nothing
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
                total += x
                count += 1
                mean = total / count
    finally:
        on_close(count)
