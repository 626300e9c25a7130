"""A Protocol whose transport buffers, with limits; it reads no more from who does not read."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from types import TracebackType
from typing import Any

LINE = 64 * 1024
WAITING = 1024 * 1024
"""Bytes that may wait for a client that does not read, beyond what the kernel holds."""
ANSWER = 16 * 1024 * 1024
"""Bytes in a line of the server's: all friends are in one."""


class ChatError(Exception):
    """The server said no, or it is not there any more."""



class _Peer(asyncio.BufferedProtocol):
    def __init__(self, server):
        self.server, self.name, self.buffer, self.long = server, "", b"", False
        self.space = bytearray(4096)
        self.gone = asyncio.get_running_loop().create_future()

    def connection_made(self, transport):
        self.transport = transport
        transport.set_write_buffer_limits(high=0)
        self.server.peers.add(self)

    def connection_lost(self, error):
        self.leave()
        self.server.peers.discard(self)
        self.gone.set_result(None)

    def leave(self):
        if self.server.named.get(self.name) is self:
            del self.server.named[self.name]

    def eof_received(self):
        self.leave()
        self.server.loop.call_later(0.5, self.transport.abort)
        return None

    def pause_writing(self):
        self.transport.pause_reading()

    def resume_writing(self):
        if not self.transport.is_closing():
            self.transport.resume_reading()

    def get_buffer(self, hint):
        return self.space

    def buffer_updated(self, count):
        *lines, self.buffer = (self.buffer + self.space[:count]).split(b"\n")
        for line in lines:
            line = bytes(line).removesuffix(b"\r")
            long, self.long = self.long or len(line) > LINE, False
            self.say("error,too long" if long else self.answer(line))
        if len(self.buffer) > LINE + 1:
            self.buffer, self.long = b"", True

    def say(self, line):
        if self.transport.is_closing():
            return
        self.transport.write(line.encode() + b"\n")
        if self.transport.get_write_buffer_size() > WAITING:
            self.leave()
            self.transport.abort()

    def answer(self, raw):
        try:
            fields = [field.strip() for field in raw.decode().split(",", 2)]
        except UnicodeDecodeError:
            return "error,not UTF-8"
        named = self.server.named
        match fields:
            case ["list", "friends"]:
                return ",".join(["friends", *sorted(named)])
            case ["register", name]:
                if self.name or not name or name in named:
                    return "error,no"
                self.name = name
                named[name] = self
                return "ok"
            case ["chat", to, *text] if self.name:
                if to not in named:
                    return "error,nobody"
                named[to].say(f"message,{self.name},{text[0] if text else 'hi'}")
                return "ok"
        return "error,what?"


class ChatServer:
    def __init__(self, host="127.0.0.1", port=0):
        self.host, self.port, self.server = host, port, None
        self.peers, self.named = set(), {}

    async def start(self):
        self.loop = asyncio.get_running_loop()
        self.server = await self.loop.create_server(lambda: _Peer(self), self.host, self.port)
        self.port = self.server.sockets[0].getsockname()[1]

    async def stop(self, timeout=5.0):
        if self.server is None:
            return
        server, self.server = self.server, None
        await asyncio.sleep(0.001)
        server.close()
        peers = list(self.peers)
        for peer in peers:
            peer.transport.abort()
        if peers:
            await asyncio.wait([peer.gone for peer in peers], timeout=timeout)

    async def __aenter__(self):
        await self.start()
        return self

    async def __aexit__(self, *_):
        await self.stop()


class ChatClient(asyncio.Protocol):
    def __init__(self, host, port, name):
        self.name, self.address = name, (host, port)
        self.buffer, self.messages, self.lost = b"", deque(), False
        self.asked, self.wanted = deque(), deque()

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        *lines, self.buffer = (self.buffer + data).split(b"\n")
        for line in lines:
            kind, *fields = line.decode().removesuffix("\r").split(",")
            if kind == "message":
                self.messages.append((fields[0], ",".join(fields[1:])))
                self.wake()
            elif self.asked:
                future = self.asked.popleft()
                if not future.done():
                    future.set_result([kind, *fields])

    def wake(self):
        for future in self.wanted:
            if not future.done():
                future.set_result(None)

    def connection_lost(self, error):
        self.lost = True
        self.wake()
        for future in self.asked:
            if not future.done():
                future.set_exception(ChatError("gone"))
        self.ended.set_result(None)

    async def connect(self):
        loop = asyncio.get_running_loop()
        self.ended = loop.create_future()
        await loop.create_connection(lambda: self, *self.address)
        try:
            await self.ask(f"register,{self.name}")
        except BaseException:
            await self.close()
            raise

    async def ask(self, line):
        if self.lost:
            raise ChatError("gone")
        future = asyncio.get_running_loop().create_future()
        self.asked.append(future)
        self.transport.write(line.encode() + b"\n")
        kind, *fields = await future
        if kind == "error":
            raise ChatError(",".join(fields))
        return fields

    async def friends(self):
        return await self.ask("list,friends")

    async def chat(self, to, text="hi"):
        await self.ask(f"chat,{to},{text}")

    async def receive(self, timeout=None):
        async with asyncio.timeout(timeout):
            while not self.messages:
                if self.lost:
                    raise ChatError("gone")
                future = asyncio.get_running_loop().create_future()
                self.wanted.append(future)
                try:
                    await future
                finally:
                    self.wanted.remove(future)
            return self.messages.popleft()

    async def close(self):
        self.transport.abort()
        await self.ended

    async def __aenter__(self):
        await self.connect()
        return self

    async def __aexit__(self, *_):
        await self.close()
