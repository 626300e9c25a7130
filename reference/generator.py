"""averager: a generator that is talked to.

level 2 · 30 minutes · send, throw, close · Generators

A running mean that is kept inside a generator:

    >>> mean = averager(lambda count: print(f"closed after {count}"))
    >>> next(mean)
    >>> mean.send(10), mean.send(20), next(mean)
    (10.0, 15.0, 15.0)
    >>> mean.throw(Reset())
    >>> mean.send(1)
    1.0
    >>> mean.close()
    closed after 1

- After priming it yields None. `send(x)` returns the mean of all numbers so far, x included.
- `send(None)` and `next()` return the current mean and count nothing; there is no mean of no numbers: None.
- `throw(Reset())`, or the class, forgets everything and returns None. Any other thrown exception
  leaves the generator and ends it.
- `on_close(count)` is called exactly once however a started generator ends (close, an error,
  something sent that is no number), with the count of numbers since the last reset.
- `close()` never raises.
"""

from __future__ import annotations

from collections.abc import Callable, Generator


class Reset(Exception):  # given
    """Thrown into an averager to make it forget."""


def averager(on_close: Callable[[int], object]) -> Generator[float | None, float | None, None]:
    """A generator that answers each number sent with the mean so far."""
    total: float = 0
    count = 0
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
        on_close(count)
