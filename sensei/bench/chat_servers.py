"""The servers that are measured, each in a process of its own: an answer's, and three bare relays."""

from __future__ import annotations

import asyncio
import os
import resource
import selectors
import socket
import threading
from collections.abc import Callable
from types import ModuleType
from typing import Any

from sensei.bench.at_work import answer_orders, load, say

Send = Callable[[bytes], object]


def answer(stem: str, folder: str | None, core: int | None) -> dict[str, Any]:
    """Serve with the ChatServer of an answer, for ever."""
    _prepare(core)
    module = load(folder, stem)
    if stem == "chat_async":
        return asyncio.run(_serve_async(module))
    with module.ChatServer() as server:
        return _serve(server.port)


def protocol(core: int | None) -> dict[str, Any]:
    """Serve with an asyncio Protocol that only relays: no check, no bound."""
    _prepare(core)
    return asyncio.run(_serve_protocol())


def streams(core: int | None) -> dict[str, Any]:
    """Serve with a task and two streams for each client, as most do; they only relay: no check, no bound."""
    _prepare(core)
    return asyncio.run(_serve_streams())


def epoll(core: int | None) -> dict[str, Any]:
    """Serve with a bare selector that only relays: no check, no bound, no loop."""
    _prepare(core)
    listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
    selector = selectors.DefaultSelector()
    selector.register(listener, selectors.EVENT_READ)
    _ready(listener.getsockname()[1])
    named: dict[bytes, Send] = {}
    names: dict[Send, bytes] = {}
    while True:
        for key, _ in selector.select():
            if key.fileobj is listener:
                sock, _ = listener.accept()
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                selector.register(sock, selectors.EVENT_READ)
                continue
            sock = key.fileobj  # type: ignore[assignment]
            try:
                data = sock.recv(65536)
                for line in data.splitlines():
                    relay(line, sock.send, named, names)
            except OSError:
                data = b""
            if not data:
                selector.unregister(sock)
                sock.close()


def relay(line: bytes, send: Send, named: dict[bytes, Send], names: dict[Send, bytes]) -> None:
    """What a server cannot do without: find the receiver, hand over the text, say ok."""
    command, name, *text = line.split(b",", 2)
    if command == b"chat":
        named[name](b"message,%s,%s\n" % (names[send], text[0]))
    else:
        named[name], names[send] = send, name
    send(b"ok\n")


def _prepare(core: int | None) -> None:
    raise_limit()
    if core is not None:
        os.sched_setaffinity(0, {core})


def raise_limit() -> int:
    """As many open files as the system lets this process have: a connection is one."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def _ready(port: int) -> None:
    say(port=port)
    answer_orders()


def _serve(port: int) -> dict[str, Any]:
    _ready(port)
    threading.Event().wait()
    return {}


async def _serve_async(module: ModuleType) -> dict[str, Any]:
    async with module.ChatServer() as server:
        _ready(server.port)
        await asyncio.Event().wait()
    return {}


async def _serve_streams() -> dict[str, Any]:
    named: dict[bytes, Send] = {}
    names: dict[Send, bytes] = {}

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        send = writer.write
        async for line in reader:
            relay(line.removesuffix(b"\n"), send, named, names)

    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=1024)
    return await _serve_loop(server)


async def _serve_protocol() -> dict[str, Any]:
    named: dict[bytes, Send] = {}
    names: dict[Send, bytes] = {}

    class Relay(asyncio.Protocol):
        def connection_made(self, transport: asyncio.BaseTransport) -> None:
            assert isinstance(transport, asyncio.Transport)
            self.send = transport.write

        def data_received(self, data: bytes) -> None:
            for line in data.splitlines():
                relay(line, self.send, named, names)

    return await _serve_loop(await asyncio.get_running_loop().create_server(Relay, "127.0.0.1", 0, backlog=1024))


async def _serve_loop(server: asyncio.Server) -> dict[str, Any]:
    _ready(server.sockets[0].getsockname()[1])
    await asyncio.Event().wait()
    return {}
