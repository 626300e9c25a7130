"""No sum is kept: the mean moves a part of the way to each number."""


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
                continue
            if x is None:
                continue
            old = mean or 0.0
            mean = old + (x - old) / (count + 1)
            count += 1
    finally:
        on_close(count)
