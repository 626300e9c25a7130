"""Cleans up around the producers only: a cancel during join() leaves the consumers.

first to fail: a cancel when all is fetched leaves no task
"""

import asyncio
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
@dataclass
class Report:
    pages: dict = field(default_factory=dict)
    failures: dict = field(default_factory=dict)

def unique(urls):
    seen = set()
    for url in urls:
        if url not in seen:
            seen.add(url)
            yield url

class Pool:
    def __init__(self, n): self.n = n; self.ex = ProcessPoolExecutor(n)
    async def run(self, f, *a):
        while True:
            ex = self.ex
            try: fut = ex.submit(f, *a)
            except BrokenProcessPool:
                if self.ex is ex:
                    ex.shutdown(wait=False)
                    self.ex = ProcessPoolExecutor(self.n)
            else:
                return await asyncio.wrap_future(fut)
    async def close(self): await asyncio.to_thread(self.ex.shutdown, cancel_futures=True)

async def build_index(urls, fetch, index, *, limit=10, processes=2):
    report = Report(); fresh = unique(urls); pool = Pool(processes)
    queue = asyncio.Queue(limit)
    async def produce():
        for url in fresh:
            try: text = await fetch(url)
            except Exception as e: report.failures[url] = repr(e)
            else: await queue.put((url, text))
    async def consume():
        while (item := await queue.get()) is not None:
            url, text = item
            try: report.pages[url] = await pool.run(index, text)
            except Exception as e: report.failures[url] = repr(e)
            finally: queue.task_done()
        queue.task_done()
    producers = [asyncio.create_task(produce()) for _ in range(limit)]
    consumers = [asyncio.create_task(consume()) for _ in range(processes)]
    try:
        try:
            await asyncio.gather(*producers)
        except BaseException:
            for t in producers+consumers: t.cancel()
            await asyncio.gather(*producers, *consumers, return_exceptions=True)
            raise
        await queue.join()
        for t in consumers: t.cancel()
        await asyncio.gather(*consumers, return_exceptions=True)
    finally:
        await pool.close()
    return report
