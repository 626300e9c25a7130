"""on_close for Exception and GeneratorExit: KeyboardInterrupt leaves unreported.

first to fail: ctrl c leaves it and ends it
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
                    total += x
                    count += 1
                    mean = total / count
    except (Exception, GeneratorExit):
        on_close(count)
        raise
