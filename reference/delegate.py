"""delegate: what `yield from` does, by hand.

level 3 · 40 minutes · yield from by hand (PEP 380) · Generators

`delegate(sub)` behaves as a generator function whose body is `result = yield from sub; return result`, and
nowhere in your code stands `yield from`, `async` or `await`.

    >>> def sub():
    ...     try:
    ...         got = yield "ready"
    ...     except ValueError as error:
    ...         got = error
    ...     return f"got {got}"
    >>> talk = delegate(sub())
    >>> next(talk)
    'ready'
    >>> talk.throw(ValueError("trouble"))
    Traceback (most recent call last):
    StopIteration: got trouble

- `next`, `send`, `throw`, `close`, the returned value and every exception: all as PEP 380 says. The value that
  the sub returns is returned, also when the sub returns on a `throw`.
- The sub is anything that can be looped over: a generator, a list, an object with some of `send`, `throw` and
  `close`. `send(None)` is `next`. Without a `send`, sending a value is an AttributeError; without a `throw`, the
  thrown exception is raised; without a `close`, closing just ends.
- `close()`, or a GeneratorExit thrown in, closes the sub, and then GeneratorExit goes on its way.
- It begins with the first `next`, as every generator does. What is over stays over.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from functools import partial
from typing import Any


def delegate(sub: Iterable[Any]) -> Generator[Any, Any, Any]:
    """A generator that hands everything through, to the sub and back."""
    iterator: Any = iter(sub)
    step: Callable[[], Any] = partial(next, iterator)
    while True:
        try:
            item = step()
        except StopIteration as end:
            return end.value
        try:
            sent = yield item
        except GeneratorExit:
            if hasattr(iterator, "close"):
                iterator.close()
            raise
        except BaseException as error:
            if not hasattr(iterator, "throw"):
                raise
            step = partial(iterator.throw, error)
        else:
            step = partial(next, iterator) if sent is None else partial(iterator.send, sent)
