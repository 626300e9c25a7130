"""(mean + x) / 2 weighs the newest number as much as all before it.

first to fail: send returns the mean with the number sent
"""


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    count, mean = 0, None
    try:
        while True:
            try:
                x = yield mean
            except Reset:
                count, mean = 0, None
            else:
                if x is not None:
                    mean = x / 1 if mean is None else (mean + x) / 2
                    count += 1
    finally:
        on_close(count)
