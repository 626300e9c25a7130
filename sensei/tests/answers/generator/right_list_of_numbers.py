"""Keeps the numbers themselves; the bad one is never appended."""

from statistics import fmean


class Reset(Exception):
    """Thrown in to forget every number."""


def averager(on_close):
    numbers = []
    try:
        while True:
            try:
                x = yield fmean(numbers) if numbers else None
            except Reset:
                numbers.clear()
                continue
            if x is not None:
                fmean([*numbers, x])  # a bad number fails here, before it is kept
                numbers.append(x)
    finally:
        on_close(len(numbers))
