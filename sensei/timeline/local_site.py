"""The main module of the process that serves the pages of the crawlers: prints its address, serves until stdin ends."""

from __future__ import annotations

import asyncio
import sys

from sensei.site import Site

LEVELS = (
    ("/", ("/a", "/b", "/c", "/d")),
    ("/a", ("/a1", "/a2")),
    ("/b", ("/b1", "/b2", "/b3")),
    ("/c", ("/c1", "/c2")),
)
LEAVES = ("/d", "/a1", "/a2", "/b1", "/b2", "/b3", "/c1", "/c2")
LATENCY = {"/": 0.05, "/a": 0.035, "/b": 0.06, "/c": 0.08, "/d": 0.1}
"""Seconds; the pages below take as long as the lower half of these, in turn."""


def site() -> Site:
    """Twelve pages on three levels."""
    made = Site()
    for path, links in LEVELS:
        made.page(path, *links, delay=LATENCY[path])
    for number, path in enumerate(LEAVES):
        made.page(path, delay=LATENCY.get(path, 0.04 + 0.01 * (number % 6)))
    return made


async def serve() -> None:
    """Until stdin ends, which it does with the process that started this one."""
    async with site() as served:
        print(served.url(), flush=True)
        await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(serve())
