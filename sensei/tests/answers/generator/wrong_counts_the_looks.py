"""The count for on_close goes up in each round: next() is counted as a number.

first to fail: close calls on close once with the count
"""


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    total, count, mean, rounds = 0.0, 0, None, 0
    try:
        while True:
            try:
                x = yield mean
            except Reset:
                total, count, mean, rounds = 0.0, 0, None, 0
            else:
                if x is not None:
                    total += x
                    count += 1
                    mean = total / count
                rounds += 1
    finally:
        on_close(rounds)
