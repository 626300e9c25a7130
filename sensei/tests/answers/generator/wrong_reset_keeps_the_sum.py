"""A reset forgets the count and keeps the sum: old numbers weigh on the later means.

first to fail: throwing reset forgets everything
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
                count, mean = 0, None
            else:
                if x is not None:
                    total += x
                    count += 1
                    mean = total / count
    finally:
        on_close(count)
