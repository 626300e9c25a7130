"""indexer: fetch on the loop, index in processes, with a bounded queue between them.

level 3 · 45 minutes · producer/consumer, bounded queue, processes · Programs

    >>> asyncio.run(build_index(["/a", "/gone"], fetch, count_words))
    Report(pages={'/a': 7}, failures={'/gone': "ConnectionError('no such page')"})

Fetch each page with `await fetch(url)`, give its text to `index(text)`, and report what came of each URL.

- Up to `limit` fetches are in flight at a time, never more. `fetch` may be any callable that returns an
  awaitable.
- `index` needs the processor: it runs in up to `processes` worker processes, never more, and the loop
  stays free meanwhile. It is importable in them, whatever the start method of multiprocessing is.
- At most `limit` fetched pages wait for a worker. `urls` may be endless and is read as pages get on. The
  checks count generously: a fetch may hold its page until there is room, URLs may wait in a queue as
  pages do, and every loop of yours may hold one in its hand.
- A `fetch` or an `index` that raises makes a failure of that URL (any text will do) and stops nothing. A
  URL given twice is fetched once, whatever came of it. If reading `urls` fails, the run ends as well.
- An `index` that kills its process makes failures of the pages that are being indexed at that moment.
  Pages that come later are indexed as ever.
- Cancelled or not, it leaves no task and no process. A page that is being indexed may be waited for.

`Report` is given.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass
class Report(Generic[T]):
    """What came of each URL: what `index` returned, or why there is nothing."""

    pages: dict[str, T] = field(default_factory=dict)
    failures: dict[str, str] = field(default_factory=dict)


async def build_index(
    urls: Iterable[str],
    fetch: Callable[[str], Awaitable[str]],
    index: Callable[[str], T],
    *,
    limit: int = 10,
    processes: int = 2,
) -> Report[T]:
    """Fetch at most `limit` pages at a time and index them in `processes` worker processes."""
    raise NotImplementedError("write build_index in katas/indexer.py")
