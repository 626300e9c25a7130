"""A contextmanager owns the numbers and reports them; the generator only talks."""

from contextlib import contextmanager
from math import fsum


class Reset(Exception):
    """Thrown in to forget every number."""


@contextmanager
def reported(on_close):
    numbers = []
    try:
        yield numbers
    finally:
        on_close(len(numbers))


def averager(on_close):
    with reported(on_close) as numbers:
        mean = None
        while True:
            try:
                match (yield mean):
                    case None:
                        continue
                    case x:
                        mean = (fsum(numbers) + x) / (len(numbers) + 1)
                        numbers.append(x)
            except Reset:
                numbers.clear()
                mean = None
