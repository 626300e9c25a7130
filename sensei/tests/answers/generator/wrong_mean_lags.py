"""send(x) answers with the mean of the numbers before x.

first to fail: send returns the mean with the number sent
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
                    mean = total / count if count else None
                    total += x
                    count += 1
    finally:
        on_close(count)
