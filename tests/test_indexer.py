"""What build_index promises. The answer is katas/indexer.py; read this file, leave it as it is.

Pages are fetched on the loop, by functions of these checks; what indexes them stands in sensei/index_jobs.py, where a
worker process can import it. The two sides meet by files in a folder: who must run at the same time waits for a file
that only the other one makes.
"""

import asyncio
import itertools
import multiprocessing
import os
import sys
import threading
import time

import pytest

from katas.indexer import build_index
from sensei import index_jobs
from sensei.expect import raises, same, short, true
from sensei.leftover_processes import gone_soon, helpers_of_multiprocessing, no_process_left_behind, workers
from sensei.leftovers import names_of

__all__ = ["helpers_of_multiprocessing", "no_process_left_behind"]

TURNS = 40  # of the loop: more than any answer needs to do what it can do without news from outside
PATIENCE = 1.0

pytestmark = [
    pytest.mark.timeout(4),  # a process takes its time to start on a busy machine
    pytest.mark.overdue("is every consumer told that no more pages come, and every page counted as done?"),
]


def test_indexes_every_page():
    async def fetch(url):
        await _turns(TURNS if url == "/a" else 1)  # the first is the last to come
        return url

    report = _run(build_index(["/a", "/bc", "/def", "/ghij", "/klmno"], fetch, len))
    expected = {"/a": 2, "/bc": 3, "/def": 4, "/ghij": 5, "/klmno": 6}
    _same(report.pages, expected, "pages: what len made of each of five; the fetch of the first takes longest")
    _same(report.failures, {}, "failures")


def test_no_urls_make_an_empty_report():
    report = _run(build_index([], _echo, len))
    _same(report.pages, {}, "pages, with no URLs")
    _same(report.failures, {}, "failures, with no URLs")


def test_an_empty_page_is_indexed_and_none_is_a_result():
    report = _run(build_index(["/a", "/b", "/c"], _always(""), len, limit=1, processes=1))
    _same(report.pages, {"/a": 0, "/b": 0, "/c": 0}, "a page may be empty: what len made of each")
    report = _run(build_index(["/a", "/b"], _echo, index_jobs.nothing, processes=1))
    _same(report.pages, {"/a": None, "/b": None}, "None is a result of index like any other")


def test_index_runs_in_another_process():
    report = _run(build_index(["/a", "/b", "/c"], _echo, index_jobs.pid, processes=1))
    same(report.failures, {}, "failures")
    true(os.getpid() not in report.pages.values(), "index ran in the process of the loop: it must run in a worker")


def test_a_failing_fetch_is_a_failure_and_stops_nothing():
    async def fetch(url):
        if int(url) % 2:
            raise ConnectionError("no answer")
        return url

    report = _run(build_index(map(str, range(10)), fetch, int, limit=3, processes=1))
    _same(report.pages, {str(number): number for number in range(0, 10, 2)}, "pages: every second fetch fails")
    _failed(report, {str(number) for number in range(1, 10, 2)}, "every second fetch fails")


def test_fetch_may_return_any_awaitable_and_may_fail_when_it_is_called():
    def fetch(url):
        if url == "/bad":
            raise ValueError("not a URL")
        future = asyncio.get_running_loop().create_future()
        asyncio.get_running_loop().call_soon(future.set_result, url)
        return future

    report = _run(build_index(["/a", "/bad", "/b"], fetch, len, limit=1, processes=1))
    _same(report.pages, {"/a": 2, "/b": 2}, "pages: fetch is a plain function that returns a Future")
    _failed(report, {"/bad"}, "fetch raised an error before there was anything to await")


def test_a_failing_index_is_a_failure_and_stops_nothing():
    report = _run(build_index(map(str, range(4)), _echo, index_jobs.fail_on_odd, limit=3, processes=1))
    _same(report.pages, {str(number): number for number in range(0, 4, 2)}, "pages: every second index fails")
    _failed(report, {str(number) for number in range(1, 4, 2)}, "every second index fails")


def test_a_url_given_twice_is_fetched_once():
    asked = []

    async def fetch(url):
        asked.append(url)
        await _turns(5)
        if url == "/bad":
            raise ConnectionError("no answer")
        return url

    urls = ["/a", "/a", "/bad", "/b", "/bad", "/a", *["/c"] * 5, "/bad", "/b", "/a"]
    report = _run(build_index(urls, fetch, len, limit=2, processes=1))
    same(sorted(asked), ["/a", "/b", "/bad", "/c"], "what was fetched: each URL once, also one that has failed")
    _same(report.pages, {"/a": 2, "/b": 2, "/c": 2}, "pages")
    _failed(report, {"/bad"}, "the fetch failed")


def test_never_more_than_limit_fetches_are_in_flight():
    in_flight, seen = [], []

    async def fetch(url):
        in_flight.append(url)
        seen.append(len(in_flight))
        await _turns(TURNS)
        in_flight.remove(url)
        return url

    report = _run(build_index(map(str, range(5)), fetch, int, limit=2, processes=1))
    true(max(seen) <= 2, f"the limit is 2, and {max(seen)} fetches were in flight at once")
    same(len(report.pages), 5, "how many pages were indexed, of 5")


def test_as_many_as_limit_fetches_are_in_flight():
    for limit in (2, 7):
        in_flight, seen, all_are_here = [], [], asyncio.Event()

        async def fetch(url, limit=limit, in_flight=in_flight, seen=seen, all_are_here=all_are_here):
            in_flight.append(url)
            seen.append(len(in_flight))
            if len(in_flight) == limit:
                all_are_here.set()
            try:
                async with asyncio.timeout(PATIENCE):
                    await all_are_here.wait()
            except TimeoutError:
                all_are_here.set()  # they do not come
            in_flight.remove(url)
            return url

        _run(build_index(map(str, range(limit)), fetch, int, limit=limit, processes=1))
        same(
            max(seen), limit, f"limit={limit}, and so many fetches wait for each other; how many were in flight at once"
        )


@pytest.mark.overdue("what a worker does must not be waited for on the loop: result(), get() and join() block it")
def test_the_loop_stays_free_while_a_page_is_indexed(tmp_path):
    async def answer():
        await _until((tmp_path / "begun").exists)
        (tmp_path / "answered").touch()

    async def main():
        answering = asyncio.ensure_future(answer())
        try:
            return await build_index(["/a"], _page_in(tmp_path), index_jobs.wait_for_the_loop)
        finally:
            answering.cancel()

    report = _run(main())
    why = "the page that is being indexed waits for a file that another task makes: did the loop run that task?"
    _same(report.pages, {"/a": "answered"}, why)


@pytest.mark.overdue("who waits with a timeout gives up when the clock jumps, and then somebody else waits for ever")
def test_a_fetch_and_an_index_may_take_hours(tmp_path):
    async def fetch(url):
        await _an_hour()
        return index_jobs.page(tmp_path, url)

    async def answer():
        await _until((tmp_path / "begun").exists)
        await _an_hour()
        (tmp_path / "answered").touch()

    async def main():
        answering = asyncio.ensure_future(answer())
        try:
            return await build_index(["a", "b"], fetch, index_jobs.wait_for_the_loop, limit=1)
        finally:
            answering.cancel()

    report = _run(main(), loop=_ClockThatJumps)
    same(report.failures, {}, "failures: the loop's clock jumps by an hour in each fetch and in an index")
    _same(
        report.pages, {"a": "answered", "b": "answered"}, "pages: the clock jumps by an hour, and nothing may be lost"
    )


def test_never_more_than_so_many_processes_are_at_work(tmp_path):
    async def main():
        page, wait = _page_in(tmp_path), index_jobs.wait_for_go
        running = asyncio.ensure_future(build_index(map(str, range(5)), page, wait, limit=5, processes=1))
        await _until_nothing_changes(lambda: (None, any(tmp_path.glob("begun-*"))), running)
        at_work = len(workers())
        (tmp_path / "go").touch()
        same((await running).failures, {}, "failures")
        same(at_work, 1, "processes=1, and five pages are to be indexed; how many worker processes there were")

    _run(main())


@pytest.mark.timeout(8)
@pytest.mark.overdue("two pages wait for each other: both have to be with a worker")
def test_as_many_as_that_are_at_work(tmp_path):
    report = _run(build_index(["/a", "/b"], _page_in(tmp_path), index_jobs.meet, processes=2))
    why = "processes=2: a page that is being indexed waits for the other one to be; did they meet?"
    _same(report.pages, {"/a": "met", "/b": "met"}, why)


@pytest.mark.overdue("a worker that has a large result to give does not end before somebody has read it")
def test_large_pages_and_large_results_get_through():
    report = _run(build_index(["/a", "/b", "/c"], _always("large" * 200_000), str.upper, processes=1))
    same(report.failures, {}, "failures")
    sizes = {url: len(result) for url, result in report.pages.items()}
    _same(sizes, {"/a": 10**6, "/b": 10**6, "/c": 10**6}, "the sizes of results of a million characters")


def test_urls_are_read_lazily(tmp_path):
    _read_lazily(tmp_path, limit=4)


def test_urls_are_read_lazily_when_the_limit_is_one(tmp_path):
    _read_lazily(tmp_path, limit=1)


def _read_lazily(tmp_path, limit):
    processes, read, too_far, enough = 1, [], [], []
    allowed = 3 * limit + 2 * processes + 2

    def urls():
        while not enough:
            if len(read) == allowed:
                too_far.append(True)
                raise AssertionError("read too far")
            read.append(f"{len(read)}")
            yield read[-1]

    async def main():
        page, wait = _page_in(tmp_path), index_jobs.wait_for_go
        running = asyncio.ensure_future(build_index(urls(), page, wait, limit=limit, processes=processes))
        await _until_nothing_changes(lambda: (len(read), any(tmp_path.glob("begun-*"))), running)
        enough.append(True)
        (tmp_path / "go").touch()
        if too_far:
            running.cancel()
        await asyncio.wait([running])
        why = f"limit={limit}, processes={processes}, no page had been indexed, and more than {allowed} URLs were read"
        true(not too_far, why)
        return running.result()

    report = _run(main())
    same(sorted(report.pages), sorted(read), "every URL that was read has been indexed; the pages")


@pytest.mark.overdue("nobody takes the cancel: a task goes on, or something waits for a task that does")
def test_a_cancel_while_pages_are_fetched_leaves_no_task():
    in_flight = []

    async def fetch(url):
        in_flight.append(url)
        try:
            await asyncio.get_running_loop().create_future()
        finally:
            in_flight.remove(url)

    async def main():
        running = asyncio.ensure_future(build_index(map(str, itertools.count()), fetch, int, limit=3, processes=1))
        await _until(lambda: len(in_flight) == 3, running)
        running.cancel()
        with raises(asyncio.CancelledError, "whoever awaits a cancelled run gets CancelledError"):
            await running
        await _turns(TURNS)
        same(in_flight, [], "the run was cancelled and has ended; fetches that are still in flight")

    _run(main())


@pytest.mark.timeout(5)
@pytest.mark.overdue("nobody takes the cancel: a task goes on, or something waits for a task that does")
def test_a_cancel_while_pages_are_indexed_leaves_no_process(tmp_path):
    page = _page_in(tmp_path)
    let_go = threading.Timer(PATIENCE / 2, (tmp_path / "go").touch)  # for who waits for the page, on the loop or not

    async def main():
        running = asyncio.ensure_future(build_index(map(str, itertools.count()), page, index_jobs.wait_for_go))
        await _until(lambda: any(tmp_path.glob("begun-*")), running)
        let_go.start()
        running.cancel()
        with raises(asyncio.CancelledError, "whoever awaits a cancelled run gets CancelledError"):
            await running

    try:
        _run(main())
        let_go.cancel()  # a run that has ended by now waits for no page, and its processes must go as they are
        left = gone_soon()
        true(not left, f"the cancelled run has ended, and {len(left)} of its processes are still indexing")
    finally:
        let_go.cancel()
        (tmp_path / "go").touch()


def test_failures_do_not_raise_the_limits(tmp_path):
    """As test_urls_are_read_lazily, after eight fetches and eight indexes that failed."""
    limit, processes, read, too_far, enough, in_flight, most = 2, 1, [], [], [], [], []
    allowed = 16 + 3 * limit + 2 * processes + 2

    def urls():
        while not enough:
            if len(read) == allowed:
                too_far.append(True)
                raise AssertionError("read too far")
            read.append(f"{len(read)}")
            yield read[-1]
            if len(read) <= 16:
                yield read[-1]  # a duplicate must not raise them either

    async def fetch(url):
        in_flight.append(url)
        most.append(len(in_flight))
        try:
            await _turns(TURNS)
            if int(url) < 16 and int(url) % 2:
                raise ConnectionError("no answer")
        finally:
            in_flight.remove(url)
        return "not a page of a folder" if int(url) < 16 else index_jobs.page(tmp_path, url)

    async def main():
        wait = index_jobs.wait_for_go
        running = asyncio.ensure_future(build_index(urls(), fetch, wait, limit=limit, processes=processes))
        await _until_nothing_changes(lambda: (len(read), any(tmp_path.glob("begun-*")), *in_flight), running)
        enough.append(True)
        (tmp_path / "go").touch()
        if too_far:
            running.cancel()
        await asyncio.wait([running])
        true(
            max(most) <= limit,
            f"after fetches that failed {max(most)} were in flight at once, and the limit is {limit}",
        )
        why = f"limit={limit}, processes={processes}, 16 URLs had failed, no page had been indexed, and"
        true(not too_far, f"{why} more than {allowed} URLs were read")
        return running.result()

    report = _run(main())
    same(len(report.failures), 16, "eight fetches and eight indexes failed; failures")


@pytest.mark.timeout(5)
@pytest.mark.overdue("nobody takes the cancel: a task goes on, or something waits for a task that does")
def test_a_cancel_when_all_is_fetched_leaves_no_task(tmp_path):
    """The last pages are being indexed, and nothing else is to be done."""
    let_go = threading.Timer(PATIENCE / 2, (tmp_path / "go").touch)  # for who waits for the page, on the loop or not

    async def main():
        job = index_jobs.wait_for_go
        running = asyncio.ensure_future(build_index(["a", "b"], _page_in(tmp_path), job, limit=3))
        await _until(lambda: len(list(tmp_path.glob("begun-*"))) == 2, running)
        await _turns(TURNS)
        let_go.start()
        running.cancel()
        with raises(asyncio.CancelledError, "whoever awaits a cancelled run gets CancelledError"):
            await running

    try:
        _run(main())
    finally:
        let_go.cancel()
        (tmp_path / "go").touch()


@pytest.mark.overdue("reading urls failed, and something waits for pages that will not come any more")
def test_an_error_in_urls_ends_the_run():
    for good in (0, 5):
        error = ValueError("no more URLs")

        def urls(good=good, error=error):
            yield from map(str, range(good))
            raise error

        async def main(urls=urls):  # the error is caught here, so that _run looks for tasks that are left
            try:
                await build_index(urls(), _echo, int, limit=3, processes=1)
            except (Exception, asyncio.CancelledError) as failure:  # noqa: BLE001 - alone, in a group, or dealt with
                return failure

        caught = _run(main())
        if caught is not None:
            why = f"reading urls raised {error!r} after {good} of them, and what came out is {short(caught)}"
            true(error in _causes(caught), why)


@pytest.mark.timeout(4)
@pytest.mark.overdue("a worker that was killed never answers: who waits for its page must hear of that")
def test_a_killed_worker_costs_the_page_that_it_was_at():
    urls = ["before", "deadly-1", "after", "after that", "deadly-2", "last"]
    report = _run(build_index(urls, _echo, index_jobs.die_if_told, limit=1, processes=1))
    _failed(report, {"deadly-1", "deadly-2"}, "these two kill their worker, and no other page is with it then")
    _same(report.pages, {url: url for url in urls if "deadly" not in url}, "pages that were indexed before and after")


@pytest.mark.timeout(12)
@pytest.mark.overdue("a page went wrong while another was being indexed, and the rest waits for ever")
def test_pages_go_on_beside_one_that_goes_wrong(tmp_path):
    for what in ("fails", "dies"):
        folder = tmp_path / what
        folder.mkdir()
        report = _run(_one_goes_wrong(folder, what))
        true(what in report.failures, f"the page whose index {what} is a failure")
        if what == "fails":
            true(
                "mate" in report.pages,
                "an index failed, and the page that was indexed beside it is a page all the same",
            )


@pytest.mark.timeout(6)
@pytest.mark.overdue("a process that is not forked imports what it is to do: closures and globals do not reach it")
def test_works_whatever_the_start_method_is(tmp_path):
    for method in multiprocessing.get_all_start_methods():
        if method == "fork" and sys.platform == "darwin":
            continue  # its own libraries do not bear it
        multiprocessing.set_start_method(method, force=True)
        try:
            report = _run(build_index(["/a", "/b"], _echo, index_jobs.pid, limit=2, processes=1))
        finally:
            multiprocessing.set_start_method(None, force=True)
        same(report.failures, {}, f"failures, when multiprocessing starts processes by {method}")
        same(sorted(report.pages), ["/a", "/b"], f"pages, when multiprocessing starts processes by {method}")


async def _one_goes_wrong(folder, what):
    """Two workers, both warm; one is at a page that lasts, the other's goes wrong; then more pages come.

    Warm, since a pool that spawns a worker may not yet watch it: it hears of its death when another page is done.
    """
    enough = []

    def urls():
        yield from ("warm-1", "warm-2", "mate", what)
        for number in itertools.count():
            if enough:
                return
            yield f"later-{number}"

    def begun(*names):
        return all((folder / f"begun-{name}").exists() for name in names)

    async def fetch(url):
        if not url.startswith("warm"):
            await _until(lambda: begun("warm-1", "warm-2"))
        if url.startswith("later"):
            await _until(lambda: begun("mate", what))
        return index_jobs.page(folder, url)

    job = index_jobs.go_wrong_beside_a_mate
    running = asyncio.ensure_future(build_index(urls(), fetch, job, limit=4, processes=2))
    await _until(lambda: begun("mate", what), running)
    went_on = await _comes(5.0, lambda: any(folder.glob("begun-later-*")) or running.done())
    await _comes(1.0, lambda: len(workers()) <= 2)  # one that was killed needs a moment to go
    at_work = len(workers())
    enough.append(True)
    (folder / "go").touch()
    report = await running
    true(went_on, f"of two pages one {what}, and while the other one lasts no later page is indexed")
    true(at_work <= 2, f"processes=2, and after a page that {what} there were {at_work} worker processes")
    return report


async def _comes(seconds, condition):
    """Does it come true, or is it given up?"""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            return False
        await asyncio.sleep(0.005)
    return True


def _run(main, loop=asyncio.SelectorEventLoop):
    """Run it on a loop of its own, on which no task may be left."""

    async def run():
        result = await main
        await _turns(TURNS)
        left = asyncio.all_tasks() - {asyncio.current_task()}
        true(not left, f"still there when the run had ended: the task of {', '.join(names_of(left))}")
        return result

    with asyncio.Runner(loop_factory=loop) as runner:
        return runner.run(run())


class _ClockThatJumps(asyncio.SelectorEventLoop):
    """An hour can pass at once."""

    hours = 0

    def time(self):
        return super().time() + 3600 * self.hours


async def _an_hour():
    await _turns(TURNS)
    asyncio.get_running_loop().hours += 1
    await asyncio.sleep(0.001)
    await _turns(TURNS)


async def _turns(number):
    for _ in range(number):
        await asyncio.sleep(0)


async def _until(condition, running=None):
    """Until it holds, or the run has ended: then it was over too soon."""
    while not condition():
        if running and running.done():
            raise AssertionError(f"the run was over before anything was to be seen of it: {short(running.result())}")
        await asyncio.sleep(0.002)


async def _until_nothing_changes(look, running):
    """Until a page is being indexed, and the answer has done what it can do without news from there."""
    before, times = None, 0
    while times < TURNS and not running.done():
        await asyncio.sleep(0.001)
        now = look()
        times = times + 1 if now == before and now[1] else 0
        before = now


async def _echo(url):
    await asyncio.sleep(0)
    return url


def _always(page):
    async def fetch(url):
        return page

    return fetch


def _page_in(folder):
    async def fetch(url):
        return index_jobs.page(folder, url.strip("/"))

    return fetch


def _same(found, expected, why):
    """The order in which pages come is the answer's."""
    same(dict(sorted(found.items())), dict(sorted(expected.items())), why)


def _failed(report, urls, why):
    same(sorted(report.failures), sorted(urls), f"{why}; failures")
    true(all(type(reason) is str for reason in report.failures.values()), "the reasons of failures are strings")


def _causes(error):
    """The error and all that is in it, behind it and before it."""
    found, todo = [], [error]
    while todo:
        one = todo.pop()
        if one is not None and one not in found:
            found.append(one)
            todo += [one.__cause__, one.__context__, *getattr(one, "exceptions", ())]
    return found
