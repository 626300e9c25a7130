"""What crawl promises. The answer is katas/crawler.py; read this file, leave it as it is.

The site is served on the same event loop, and the loop's clock is virtual: it jumps to the next timer when everything
waits. So a page that takes a hundred seconds costs no time, and no check depends on how fast the machine is.
"""

import asyncio
import socket
import time
from datetime import UTC, datetime, timedelta

import aiohttp
import freezegun
import pytest
import pytest_asyncio
from aiohttp import web

from katas.crawler import Failure, Page, crawl
from sensei.answers import served_folder
from sensei.expect import raises, same, short, true
from sensei.frames import Answer
from sensei.leftover_tasks import no_task_left_behind
from sensei.leftovers import names_of
from sensei.site import Site, body

__all__ = ["no_task_left_behind"]
pytestmark = [
    pytest.mark.virtual_time,
    pytest.mark.usefixtures("sessions"),
    pytest.mark.overdue("something blocks the loop: a request that is not awaited, or a lock that nobody gives back"),
]


@pytest.fixture
def sessions(monkeypatch):
    """Every session that is made while a check runs; all must be closed when it is over."""
    made = []
    original = aiohttp.ClientSession.__init__

    def remember(self, *args, **options):
        made.append(self)
        original(self, *args, **options)

    monkeypatch.setattr(aiohttp.ClientSession, "__init__", remember)
    return made


@pytest.fixture
def far_east(monkeypatch):
    """A time zone in which local time is eight hours ahead of UTC."""
    monkeypatch.setenv("TZ", "EAST-8")
    if hasattr(time, "tzset"):
        time.tzset()
        yield
        monkeypatch.undo()
        time.tzset()
    else:
        yield


@pytest_asyncio.fixture
async def site(no_task_left_behind):
    async with Site() as site:
        yield site


async def test_fetches_the_first_page(site):
    site.page("/")
    found = await crawl(site.url())
    page = _page(found, site.url())
    same([page.url, page.status, page.html, page.links], [site.url(), 200, body(), []], "url, status, html, links")


async def test_follows_links_to_pages_of_the_same_site(site):
    site.page("/", "/a", "b?x=1")
    site.page("/a", "/a/deeper")
    site.page("/a/deeper")
    site.page("/b?x=1")
    found = await crawl(site.url())
    _same_urls(found, site, "/", "/a", "/b?x=1", "/a/deeper")
    same(_page(found, site.url()).links, [site.url("/a"), site.url("/b?x=1")], "the links of the first page")


async def test_links_are_meant_from_the_page_that_they_stand_on(site):
    site.page("/docs/", "guide/", "../about", "/")
    site.page("/docs/guide/", "intro", "../api")
    for path in ("/docs/guide/intro", "/docs/api", "/about", "/"):
        site.page(path)
    found = await crawl(site.url("/docs/"))
    _same_urls(found, site, "/docs/", "/docs/guide/", "/docs/guide/intro", "/docs/api", "/about", "/")


async def test_a_second_crawl_finds_everything_again(site):
    site.page("/", "/a")
    site.page("/a")
    await crawl(site.url())
    _same_urls(await crawl(site.url()), site, "/", "/a")


async def test_cycles_end_and_each_url_is_fetched_once(site):
    site.page("/", "/", "/a", "/b")
    site.page("/a", "/", "/b", "/c")
    site.page("/b", "/a", "/c")
    site.page("/c", "/", "/c")
    found = await crawl(site.url())
    _same_urls(found, site, "/", "/a", "/b", "/c")
    same(dict(sorted(site.asked.items())), {"/": 1, "/a": 1, "/b": 1, "/c": 1}, "how often each page was asked for")


async def test_fragments_are_cut_off(site):
    site.page("/", "/a#top", "/a#end", "#here", "/#there")
    site.page("/a")
    found = await crawl(site.url("/#begin"))
    _same_urls(found, site, "/", "/a")
    same(dict(sorted(site.asked.items())), {"/": 1, "/a": 1}, "#top and #end are places in one and the same page")


async def test_other_hosts_and_ports_are_left_alone(site):
    async with Site() as other:
        other.page("/")
        disguised = f"{site.origin}@127.0.0.1:{other.port}/"  # what stands before the @ is a user, not a host
        strangers = other.url(), disguised, f"http://localhost:{site.port}/", "http://127.0.0.1/", "mailto:me@a.org"
        site.page("/", *strangers, "/a", "/A")
        site.page("/a")
        site.page("/A")
        found = await crawl(site.url())
        _same_urls(found, site, "/", "/a", "/A")
        same(dict(other.asked), {}, "another port is another site: nothing may be asked of it")


async def test_errors_are_failures_and_the_crawl_goes_on(site):
    site.page("/", "/gone", "/bad", "/broken", "/fine")
    site.page("/bad", "/behind-an-error", status=400)
    site.page("/broken", "/behind-an-error", status=500)
    site.page("/fine", status=203)
    found = await crawl(site.url())
    _same_urls(found, site, "/", "/gone", "/bad", "/broken", "/fine")
    _failure(found, site.url("/gone"), "status 404")
    _failure(found, site.url("/bad"), "status 400")
    _failure(found, site.url("/broken"), "status 500")
    same(_page(found, site.url("/fine")).status, 203, "the status of a page that came with 203")
    twice = {path: times for path, times in site.asked.items() if times > 1}
    same(twice, {}, "what was asked for more than once: a failure is not tried again")


async def test_a_refused_connection_is_a_failure(site):
    with socket.socket() as taken:  # bound and not listening: whoever connects is refused
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        _failure(await crawl(url), url, "a refused connection")


async def test_a_broken_connection_is_a_failure_and_the_crawl_goes_on(site):
    site.page("/", "/hangs-up", "/breaks-off", "/fine")
    site.page("/fine")

    @site.serve("/hangs-up")
    async def hang_up(request):
        request.transport.abort()
        return web.Response()

    @site.serve("/breaks-off")
    async def break_off(request):
        response = web.StreamResponse(headers={"Content-Type": "text/html", "Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"<p>half a")
        request.transport.abort()
        return response

    found = await crawl(site.url())
    _failure(found, site.url("/hangs-up"), "a connection that ends without an answer")
    _failure(found, site.url("/breaks-off"), "a connection that ends in the middle of the body")
    _page(found, site.url("/fine"))


async def test_many_errors_do_not_end_the_crawl(site):
    async def hang_up(request):
        request.transport.abort()
        return web.Response()

    bad = [f"/bad/{number}" for number in range(10)]
    for path in bad[::2]:  # the others are not there: 404
        site.pages[path] = hang_up
    site.page("/", *bad, "/fine")
    site.page("/fine")
    found = await crawl(site.url(), limit=2)
    _same_urls(found, site, "/", *bad, "/fine")
    _page(found, site.url("/fine"))


async def test_a_body_that_cannot_be_decoded_is_a_failure(site):
    site.page("/", "/latin", "/said", "/fine")
    site.page("/fine")

    @site.serve("/said")
    async def said(request):
        return web.Response(body="<p>Köln".encode("latin-1"), headers={"Content-Type": "text/html; charset=latin-1"})

    @site.serve("/latin")
    async def latin(request):
        return web.Response(body="<p>Köln".encode("latin-1"), headers={"Content-Type": "text/html; charset=utf-8"})

    found = await crawl(site.url())
    _failure(found, site.url("/latin"), "a body that is not the UTF-8 it says it is")
    same(_page(found, site.url("/said")).html, "<p>Köln", "the html of a page that says it is Latin-1")
    _page(found, site.url("/fine"))


async def test_what_is_not_html_has_no_links(site):
    site.page("/", "/text", "/json", "/html")
    site.page("/text", "/from-the-text", kind="text/plain")
    site.page("/json", "/from-json", kind="application/json")
    site.page("/html")
    found = await crawl(site.url())
    _same_urls(found, site, "/", "/text", "/json", "/html")
    same(_page(found, site.url("/text")).links, [], "plain text is a page without links, whatever stands in it")
    same(_page(found, site.url("/json")).links, [], "JSON is a page without links, whatever stands in it")


async def test_no_answer_within_the_timeout_is_a_failure(site):
    site.page("/", "/never", "/half", "/late", "/fine")
    site.page("/never", delay=1e6)
    site.page("/late", delay=3)
    site.page("/fine")

    @site.serve("/half")
    async def half(request):
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        await response.write(b"<p>half a")
        await asyncio.sleep(1e6)
        return response

    found = await crawl(site.url(), timeout=4)
    _failure(found, site.url("/never"), "no answer within 4 s")
    _failure(found, site.url("/half"), "a body that never ends")
    _page(found, site.url("/late"))
    _page(found, site.url("/fine"))


async def test_a_body_that_comes_drop_by_drop_has_to_be_there_in_time(site):
    site.page("/", "/drops")

    @site.serve("/drops")
    async def drip(request):
        response = web.StreamResponse(headers={"Content-Type": "text/html"})
        await response.prepare(request)
        for _ in range(20):
            await asyncio.sleep(1)
            await response.write(b"<p>drop")
        return response

    found = await crawl(site.url(), timeout=4)
    _failure(found, site.url("/drops"), "a body that takes 20 s, a piece each second, with a timeout of 4 s")


@pytest.mark.timeout(4)
async def test_the_timeout_is_for_each_request_not_for_the_crawl(site):
    names = [f"/{number}" for number in range(6)]
    site.page("/", *names)
    for name in names:
        site.page(name, delay=3)
    found = await crawl(site.url(), limit=2, timeout=5)
    failed = [url for url, what in found.items() if isinstance(what, Failure)]
    same(failed, [], "6 pages of 3 s, two at a time: each is answered within 5 s, all of them take 9")


@pytest.mark.timeout(4)
async def test_never_more_than_limit_requests_are_in_flight(site):
    await _many_pages(site, 30, limit=4)
    true(site.most_in_flight <= 4, f"the limit is 4, and {site.most_in_flight} requests were in flight at once")


async def test_a_limit_of_one_is_one_at_a_time(site):
    await _many_pages(site, 5, limit=1)
    same(site.most_in_flight, 1, "most requests in flight with a limit of 1")


async def test_as_many_as_limit_requests_are_in_flight(site):
    await _many_pages(site, 30, limit=7)
    true(site.most_in_flight >= 7, f"the limit is 7, and only {site.most_in_flight} requests were in flight at once")


async def test_a_limit_beyond_a_hundred_is_used(site):
    await _many_pages(site, 125, limit=120)
    same(site.most_in_flight, 120, "most requests in flight, of 125 pages with a limit of 120")


@pytest.mark.timeout(4)
async def test_a_slow_page_does_not_hold_up_the_others(site):
    site.page("/", "/slow", "/1")
    site.page("/slow", delay=15)
    for number in range(1, 8):
        site.page(f"/{number}", f"/{number + 1}", delay=1)
    site.page("/8")
    await crawl(site.url(), limit=2, timeout=1000)
    why = "seven pages of 1 s, one after the other, are done before one page of 15 s; what was answered last"
    same(site.answered[-1], "/slow", why)


async def test_fetched_is_the_moment_when_the_body_had_been_read(site):
    before = datetime(2031, 5, 4, 3, 2, 1, tzinfo=UTC)

    def dawdle(seconds, *links):
        async def handle(request):
            response = web.StreamResponse(headers={"Content-Type": "text/html"})
            await response.prepare(request)
            await asyncio.sleep(1)  # the headers have arrived
            clock.move_to(before + timedelta(seconds=seconds))
            await response.write(body(*links).encode())
            return response

        return handle

    with freezegun.freeze_time(before, real_asyncio=True) as clock:
        site.pages["/"] = dawdle(60, "/next")
        site.pages["/next"] = dawdle(120)
        found = await crawl(site.url())
    first, second = _page(found, site.url()), _page(found, site.url("/next"))
    same(first.fetched.utcoffset(), timedelta(0), "fetched must be an aware datetime in UTC; its offset")
    same((first.fetched - before).total_seconds(), 60.0, "the first body came after 60 s; fetched, in seconds")
    same((second.fetched - before).total_seconds(), 120.0, "the second body came after 120 s; fetched, in seconds")


async def test_fetched_is_utc_wherever_the_machine_stands(site, far_east):
    site.page("/")
    fetched = _page(await crawl(site.url()), site.url()).fetched
    same(fetched.utcoffset(), timedelta(0), "fetched must be an aware datetime in UTC; its offset")
    hours = (fetched - datetime.now(UTC)) / timedelta(hours=1)
    true(abs(hours) < 1, f"fetched is {hours:+.1f} hours from now: the time of the machine's zone was taken for UTC")


async def test_redirects_inside_the_host_stand_under_the_url_asked_for(site):
    site.page("/", "/old")
    site.redirect("/old", "/new")
    site.page("/new", "/further")
    site.page("/further")
    found = await crawl(site.url())
    _same_urls(found, site, "/", "/old", "/further")
    page = _page(found, site.url("/old"))
    same([page.url, page.status, page.html], [site.url("/old"), 200, body("/further")], "url, status and html of /old")


async def test_every_kind_of_redirect_is_followed_and_more_than_one(site):
    kinds = (301, 302, 303, 307, 308)
    site.page("/", *(f"/{kind}" for kind in kinds))
    for kind in kinds:
        site.redirect(f"/{kind}", f"/{kind}/1", status=kind)
        site.redirect(f"/{kind}/1", f"/{kind}/2", status=kind)
        site.redirect(f"/{kind}/2", f"/{kind}/page")
        site.page(f"/{kind}/page", f"/behind/{kind}")
        site.page(f"/behind/{kind}")
    found = await crawl(site.url())
    _same_urls(found, site, "/", *(f"/{kind}" for kind in kinds), *(f"/behind/{kind}" for kind in kinds))
    for kind in kinds:
        _page(found, site.url(f"/{kind}"))


async def test_a_redirect_to_another_host_is_a_failure(site):
    async with Site() as other:
        other.page("/", "/more")
        other.redirect("/back", site.url("/fine"))
        site.page("/", "/out", "/out-and-back", "/other-name", "/round", "/fine")
        site.redirect("/out", other.url())
        site.redirect("/out-and-back", other.url("/back"))
        site.redirect("/other-name", f"http://localhost:{site.port}/fine")
        site.redirect("/round", "/round")
        site.page("/fine")
        found = await crawl(site.url())
        _same_urls(found, site, "/", "/out", "/out-and-back", "/other-name", "/round", "/fine")
        _failure(found, site.url("/out"), "a redirect to another port")
        _failure(found, site.url("/out-and-back"), "a redirect to another port that leads back from there")
        _failure(found, site.url("/other-name"), "a redirect to another name of the host")
        _failure(found, site.url("/round"), "a redirect to itself")


async def test_one_session_serves_all_and_is_closed(site, sessions):
    site.page("/", *(f"/{number}" for number in range(5)))
    await crawl(site.url())
    same(len(sessions), 1, "sessions made for six requests")
    true(sessions[0].closed, "the session was left open")


async def test_a_cancelled_crawl_leaves_nothing_open(site, sessions):
    site.page("/", *(f"/{number}" for number in range(5)))
    for number in range(5):
        site.page(f"/{number}", delay=1e6)
    answer = Answer(served_folder())
    crawling = asyncio.ensure_future(crawl(site.url(), limit=3, timeout=1e6))
    await asyncio.sleep(1)
    same(site.in_flight, 3, "requests in flight before the cancel")
    crawling.cancel()
    with raises(asyncio.CancelledError, "whoever awaits a cancelled crawl gets CancelledError"):
        await crawling
    left = names_of(task for task in asyncio.all_tasks() if answer.owns(task.get_coro().cr_code))
    same(left, [], "tasks of the crawl that are still there when it has ended by a cancel")
    true(all(session.closed for session in sessions), "the crawl was cancelled, and the session was left open")


async def _many_pages(site, number, limit):
    names = [f"/{each}" for each in range(number)]
    site.page("/", *names)
    for name in names:
        site.page(name, delay=1, slow_body=True)  # a request is in flight until its body has been read
    _same_urls(await crawl(site.url(), limit=limit), site, "/", *names)


def _same_urls(found, site, *paths):
    wanted = {site.url(path) for path in paths}
    missing = sorted(wanted - set(found))
    true(not missing, f"missing in the result: {short(missing)}")
    surplus = sorted(set(found) - wanted)
    true(not surplus, f"must not be in the result: {short(surplus)}")


def _page(found, url):
    what = found.get(url)
    true(isinstance(what, Page), f"{url} must be a Page, and is {short(what)}")
    return what


def _failure(found, url, why):
    what = found.get(url)
    true(isinstance(what, Failure), f"{why} makes a Failure, and {url} is {short(what)}")
    same(what.url, url, "the url of the Failure")
