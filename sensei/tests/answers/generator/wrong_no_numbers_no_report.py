"""on_close is called only if there was a number: a close before any goes unreported.

first to fail: close before any number reports none
"""

class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    total, count = 0, 0
    try:
        while True:
            try:
                number = yield total / count if count else None
            except Reset:
                total, count = 0, 0
            else:
                if number is not None:
                    total += number
                    count += 1
    finally:
        if count:
            on_close(count)
