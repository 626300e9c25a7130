"""The list is a default argument: one averager counts the numbers of another.

first to fail: zero and negative numbers count
"""

from statistics import fmean


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close, numbers=[]):
    try:
        while True:
            try:
                x = yield fmean(numbers) if numbers else None
            except Reset:
                numbers.clear()
            else:
                if x is not None:
                    fmean([*numbers, x])
                    numbers.append(x)
    finally:
        on_close(len(numbers))
