"""awaitable: what `await` asks of an object, and who answers it.

level 3 · 30 minutes · __await__, types.coroutine, inspect · Coroutines

Whatever is yielded at the bottom of a chain of awaits comes out at the top, where the driver is: whoever calls
`send`. Here there is no event loop, and no asyncio in your code: you write both ends.

    >>> async def mission():
    ...     crew = await pause("who?")
    ...     return crew, await Countdown(3)
    >>> drive(mission(), ["Ada"])
    (['who?', 3, 2, 1], ('Ada', 'liftoff'))
    >>> kind(pause("who?"))
    'generator-coroutine'

- Awaiting a `Countdown(n)` yields n, n - 1, … 1 to the driver and evaluates to "liftoff". Every await counts from
  n: a second one of the same object, and two at the same time.
- `pause(tag)` yields `tag` to the driver and evaluates to what the driver sends back. It is built with
  `types.coroutine`.
- `drive` runs any awaitable to its end: a coroutine, a generator-based one, an object with `__await__`. It answers
  each yielded value with the next of the replies, and with None when there are none left. It returns the list of
  yielded values, and the result.
- An error of the awaitable or of the replies leaves `drive` unchanged. However it ends, the awaitable and whatever
  it was waiting for is closed.
- `kind` says what an object is, whether it has begun, is over, or neither: "generator", "generator-coroutine" (what a
  `types.coroutine` generator function makes), "coroutine", "async-generator", "awaitable" (any other object that is
  awaited by its `__await__`), or "other". It leaves the object as it is.
"""

from __future__ import annotations

import types
from collections.abc import Awaitable, Generator, Iterable
from typing import Any


class Countdown:
    """Awaiting it counts down to 1, and then there is a liftoff."""

    def __init__(self, n: int) -> None:
        raise NotImplementedError("write Countdown.__init__ in katas/awaitable.py")

    def __await__(self) -> Generator[int, Any, str]:
        """Yield n, n - 1, … 1 to the driver."""
        raise NotImplementedError("write Countdown.__await__ in katas/awaitable.py")


@types.coroutine
def pause(tag: Any) -> Generator[Any, Any, Any]:
    """Yield `tag` to the driver, and give back what it sends."""
    raise NotImplementedError("write pause in katas/awaitable.py")


def drive(awaitable: Awaitable[Any], replies: Iterable[Any] = ()) -> tuple[list[Any], Any]:
    """Run an awaitable to its end; what it yielded, and its result."""
    raise NotImplementedError("write drive in katas/awaitable.py")


def kind(obj: object) -> str:
    """What an object is: "generator", "generator-coroutine", "coroutine", "async-generator", "awaitable", "other"."""
    raise NotImplementedError("write kind in katas/awaitable.py")
