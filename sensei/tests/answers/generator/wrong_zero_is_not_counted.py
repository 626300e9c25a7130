"""`if x` takes 0 for nothing: zeros are left out of the mean.

first to fail: zero and negative numbers count
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
                if x:
                    total += x
                    count += 1
                    mean = total / count
    finally:
        on_close(count)
