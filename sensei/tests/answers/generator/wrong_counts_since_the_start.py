"""on_close gets the count of all numbers ever sent, not of those since the last reset.

first to fail: the count begins again at a reset
"""


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    total, count, mean, ever = 0.0, 0, None, 0
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
                    ever += 1
                    mean = total / count
    finally:
        on_close(ever)
