"""Ignores the timeout of receive(): it waits until a message comes.

first to fail: receive gives up after its timeout and loses nothing
"""

import asyncio
from collections import deque

from reference.chat_async import ChatError, ChatServer  # noqa: F401


class Link(asyncio.Protocol):
    """Cuts what arrives into lines, and sorts them into messages and answers."""

    def __init__(self):
        self.loop = asyncio.get_running_loop()
        self.tail, self.inbox, self.answers = b"", deque(), deque()
        self.closed, self.news = self.loop.create_future(), asyncio.Event()

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        *lines, self.tail = (self.tail + data).split(b"\n")
        for line in lines:
            self.line_received(line.decode())

    def line_received(self, line):
        kind, _, rest = line.partition(",")
        if kind == "message":
            sender, _, text = rest.partition(",")
            self.inbox.append((sender, text))
            self.news.set()
        elif self.answers:
            future = self.answers.popleft()
            if not future.done():  # else its caller gave up
                future.set_result((kind, rest))

    def connection_lost(self, error):
        if not self.closed.done():
            self.closed.set_result(None)
        self.news.set()
        for future in self.answers:
            if not future.done():
                future.set_exception(ChatError("connection lost"))

    def send(self, line):
        self.transport.write(line.encode() + b"\n")


class ChatClient:
    def __init__(self, host, port, name):
        self.host, self.port, self.name = host, port, name
        self.link = None

    async def connect(self):
        loop = asyncio.get_running_loop()
        try:
            _, self.link = await loop.create_connection(Link, self.host, self.port)
        except OSError as error:
            raise ChatError(str(error)) from error
        try:
            await self.command("register", self.name)
        except BaseException:
            await self.close()
            raise

    async def friends(self):
        return (await self.command("list", "friends")).split(",")

    async def chat(self, to, text="hi"):
        if "," in to:
            raise ChatError("no name holds a comma")
        await self.command("chat", to, text)

    async def command(self, *fields):
        line = ",".join(fields)
        if "\n" in line:
            raise ChatError("a text is one line")
        if self.link is None or self.link.transport.is_closing():
            raise ChatError("not connected")
        answer = self.link.loop.create_future()
        self.link.send(line)
        self.link.answers.append(answer)
        kind, rest = await answer
        if kind == "error":
            raise ChatError(rest)
        return rest

    async def receive(self, timeout=None):
        link = self.link
        if link is None:
            raise ChatError("not connected")
        while not link.inbox:
            if link.closed.done():
                raise ChatError("connection lost")
            link.news.clear()
            await link.news.wait()
        return link.inbox.popleft()

    async def close(self):
        if self.link is not None:
            self.link.transport.abort()
            await asyncio.shield(self.link.closed)

    async def __aenter__(self):
        await self.connect()
        return self

    async def __aexit__(self, *exc_info):
        await self.close()
