"""A web site on the loop of the test, for crawlers: it counts what is asked for, and when."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Site:
    """Pages by path. An async context manager: serves while it is entered."""

    def __init__(self) -> None:
        self.pages: dict[str, Handler] = {}
        self.asked: Counter[str] = Counter()
        self.answered: list[str] = []
        self.in_flight = 0
        self.most_in_flight = 0
        self.origin = ""
        self._handling: set[asyncio.Task[Any]] = set()

    async def __aenter__(self) -> Site:
        self._server = web.Server(self._handle, access_log=None)
        loop = asyncio.get_running_loop()
        self._listening = await loop.create_server(self._server, "127.0.0.1", 0, backlog=1000)
        self.port = self._listening.sockets[0].getsockname()[1]
        self.origin = f"http://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *error: Any) -> None:
        self._listening.close()
        for task in self._handling:  # aiohttp lets a handler go on whose client has gone
            task.cancel()
        await self._server.shutdown(1)
        await asyncio.sleep(1)  # time moves on when every connection has come to its end

    def url(self, path: str = "/") -> str:
        """The address of a page."""
        return f"{self.origin}{path}"

    def page(
        self,
        path: str,
        *links: str,
        delay: float = 0,
        slow_body: bool = False,
        status: int = 200,
        kind: str = "text/html",
    ) -> None:
        """Serve a page with these links; the answer, or only its body, comes after so many seconds."""

        async def handle(request: web.Request) -> web.StreamResponse:
            if not slow_body:
                await asyncio.sleep(delay)
                return web.Response(text=body(*links), status=status, content_type=kind)
            response = web.StreamResponse(status=status, headers={"Content-Type": kind})
            await response.prepare(request)
            await asyncio.sleep(delay)
            await response.write(body(*links).encode())
            return response

        self.pages[path] = handle

    def redirect(self, path: str, to: str, status: int = 302) -> None:
        """Answer with a redirect."""

        async def handle(request: web.Request) -> web.StreamResponse:
            return web.Response(status=status, headers={"Location": to})

        self.pages[path] = handle

    def serve(self, path: str) -> Callable[[Handler], Handler]:
        """Decorate a handler of your own."""

        def register(handler: Handler) -> Handler:
            self.pages[path] = handler
            return handler

        return register

    async def _handle(self, request: web.BaseRequest) -> web.StreamResponse:
        path = request.path_qs
        task = asyncio.current_task()
        assert task is not None
        self._handling.add(task)
        self.asked[path] += 1
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)
        try:
            if path not in self.pages:
                return web.Response(status=404, text=body())
            return await self.pages[path](request)  # type: ignore[arg-type]
        finally:
            self._handling.discard(task)
            self.in_flight -= 1
            self.answered.append(path)


def body(*links: str) -> str:
    """A page in HTML."""
    return "<title>page</title>" + "".join(f'<p><a href="{link}">{link}</a>' for link in links)
