"""twelve pages of a local site, each 35 to 100 ms away"""

from __future__ import annotations

import asyncio
import http.client
import queue
import threading
from contextlib import closing
from urllib.parse import urlsplit

import aiohttp

from sensei.timeline.stage import Stage

LIMIT = 10


def play(stage: Stage) -> None:
    """Crawl with the answer."""
    asyncio.run(stage.answer.crawl(stage.site, limit=LIMIT))


def serial(stage: Stage) -> None:
    """One page after the other."""
    todo, seen = ["/"], {"/"}
    while todo:
        new = [link for link in _fetch(stage, todo.pop(0)) if link not in seen]
        seen.update(new)
        todo += new


def threads(stage: Stage) -> None:
    """A pool of threads."""
    todo: queue.Queue[str | None] = queue.Queue()
    seen, lock = {"/"}, threading.Lock()
    todo.put("/")

    def crawl() -> None:
        while (path := todo.get()) is not None:
            for link in _fetch(stage, path):
                with lock:
                    is_new = link not in seen
                    seen.add(link)
                if is_new:
                    todo.put(link)
            todo.task_done()

    crawlers = [threading.Thread(target=crawl, name=f"thread {number}") for number in range(1, LIMIT + 1)]
    for crawler in crawlers:
        crawler.start()
    todo.join()
    for _ in crawlers:
        todo.put(None)
    for crawler in crawlers:
        crawler.join()


def tasks(stage: Stage) -> None:
    """A task for each page, all on one thread."""
    asyncio.run(main(stage.site))


async def main(site: str) -> None:
    """A crawler that is right when nothing goes wrong."""
    seen: set[str] = set()
    slots = asyncio.Semaphore(LIMIT)

    async def fetch(path: str) -> None:
        async with slots, session.get(site.rstrip("/") + path) as response:
            found = await response.text()
        for link in links(found):
            go_to(link)

    def go_to(path: str) -> None:
        if path not in seen:
            seen.add(path)
            group.create_task(fetch(path))

    async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as group:
        go_to("/")


def links(page: str) -> list[str]:
    """The paths that a page of this site leads to: that is all there is on them."""
    return [part.partition('"')[0] for part in page.split('href="')[1:]]


def _fetch(stage: Stage, path: str) -> list[str]:
    with stage.doing(path), closing(http.client.HTTPConnection(urlsplit(stage.site).netloc)) as connection:
        connection.request("GET", path)
        return links(connection.getresponse().read().decode())
