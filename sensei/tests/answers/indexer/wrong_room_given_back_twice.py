"""A fetch that fails gives its room back twice: the limit grows with each failure.

first to fail: failures do not raise the limits
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
    fetches = asyncio.Semaphore(limit); rooms = asyncio.Semaphore(2*limit); turns = asyncio.Semaphore(processes)
    tasks = set()
    async def handle(url):
        try:
            text = await fetch(url)
        except Exception as e:
            report.failures[url] = repr(e)
            rooms.release(); fetches.release()
            return
        finally:
            fetches.release()
        async with turns:
            rooms.release()
            try: report.pages[url] = await pool.run(index, text)
            except Exception as e:
                report.failures[url] = repr(e)
                pass
    try:
        while True:
            await rooms.acquire(); await fetches.acquire()
            url = next(fresh, None)
            if url is None: break
            t = asyncio.create_task(handle(url)); tasks.add(t); t.add_done_callback(tasks.discard)
        await asyncio.gather(*tasks)
    finally:
        for t in tasks: t.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await pool.close()
    return report
