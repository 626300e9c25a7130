"""A web site in a process of its own, with a set latency: as little work for a request as can be."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from sensei.bench.at_work import say
from sensei.bench.pages import made, tree

MISSING = b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n"


def serve(folder: str | None, count: int, latency: float) -> dict[str, Any]:
    """Serve a folder of HTML, or `count` made pages, each `latency` seconds after it was asked for."""
    pages = tree(Path(folder)) if folder else made(count)
    return asyncio.run(_serve({path: _response(html) for path, html in pages.items()}, latency))


async def _serve(responses: dict[str, bytes], latency: float) -> dict[str, Any]:
    loop = asyncio.get_running_loop()

    class Connection(asyncio.Protocol):
        rest = b""

        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            self.transport = transport

        def data_received(self, data: bytes) -> None:
            *requests, self.rest = (self.rest + data).split(b"\r\n\r\n")
            for request in requests:
                path = unquote(urlsplit(request.split(b" ", 2)[1].decode()).path)
                response = responses.get(path, MISSING)
                if latency:
                    loop.call_later(latency, self.transport.write, response)
                else:
                    self.transport.write(response)

    server = await loop.create_server(Connection, "127.0.0.1", 0, backlog=1024)
    say(port=server.sockets[0].getsockname()[1])
    await asyncio.Event().wait()
    return {}


def _response(html: str) -> bytes:
    body = html.encode()
    head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body
