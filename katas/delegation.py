"""delegation: flatten and collect, two uses of `yield from`.

level 2 · 30 minutes · yield from, flatten, collect · Generators

    >>> list(flatten([1, (2, [3, "four"]), range(5, 7)]))
    [1, 2, 3, 'four', 5, 6]

    >>> def ask(question):
    ...     answer = yield question
    ...     return answer
    >>> both = collect(ask("name?"), ask("age?"))
    >>> next(both), both.send("Ada")
    ('name?', 'age?')
    >>> both.send(36)
    StopIteration: ['Ada', 36]

- `flatten(nested)` gives the items of nested iterables, depth first. Every iterable is gone
  into, except `str` and `bytes`, which are items like any other.
- It is lazy: it reads an item when it is asked for one, and an endless iterable inside is no trouble. An
  error inside a nested iterable reaches the caller. A hundred levels are no trouble either.
- `collect(*generators)` runs the generators one after the other, and returns the list of their return values.
- It is transparent: whoever calls next, send, throw or close on it reaches the generator whose turn it is.
  One whose turn has not come is not started.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import Any


def flatten(nested: Iterable[Any]) -> Iterator[Any]:
    """The items of nested iterables, depth first."""
    raise NotImplementedError("write flatten in katas/delegation.py")


def collect(*generators: Generator[Any, Any, Any]) -> Generator[Any, Any, list[Any]]:
    """One after the other, as if each were driven alone; returns their return values."""
    raise NotImplementedError("write collect in katas/delegation.py")
