"""primes: all of them, one at a time.

level 1 · 20 minutes · generator, suspended state · Iteration

    >>> numbers = primes()
    >>> next(numbers), next(numbers), next(numbers)
    (2, 3, 5)
    >>> list(primes_between(10, 20))
    [11, 13, 17, 19]

- `primes()` gives all primes from 2, without end, each one computed when it is asked for. Two calls
  have nothing to do with each other: each begins at 2 and keeps its own place.
- `primes_between(low, high)` gives the primes p with low ≤ p < high, as lazily, and ends. There may be none.
- Both return an iterator, not a list.
- The 10,000th prime, 104729, is there within seconds: it may cost as much time as 200 million divisions in a
  plain loop. That is generous; but to divide each number by all smaller ones takes 500 million.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, dropwhile, takewhile


def primes() -> Iterator[int]:
    """2, 3, 5, 7, 11 and so on, for ever."""
    found: list[int] = []
    for number in count(2):
        if all(number % prime for prime in _up_to_the_root(number, found)):
            found.append(number)
            yield number


def primes_between(low: int, high: int) -> Iterator[int]:
    """The primes from `low` on and below `high`."""
    return takewhile(lambda prime: prime < high, dropwhile(lambda prime: prime < low, primes()))


def _up_to_the_root(number: int, primes: list[int]) -> Iterator[int]:
    return takewhile(lambda prime: prime * prime <= number, primes)
