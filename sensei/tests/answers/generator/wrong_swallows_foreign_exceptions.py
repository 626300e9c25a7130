"""Any thrown exception is caught and forgotten: the generator goes on as if nothing was.

first to fail: any other error leaves it and ends it
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
            except Exception:
                pass
            else:
                if x is not None:
                    total += x
                    count += 1
                    mean = total / count
    finally:
        on_close(count)
