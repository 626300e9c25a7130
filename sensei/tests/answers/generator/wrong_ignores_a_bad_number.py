"""A bad number is skipped: the sender hears nothing and the generator goes on.

first to fail: what is no number ends it and is not counted
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
                    try:
                        total += x
                    except TypeError:
                        continue
                    count += 1
                    mean = total / count
    finally:
        on_close(count)
