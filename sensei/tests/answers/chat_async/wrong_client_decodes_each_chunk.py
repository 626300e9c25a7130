"""Decodes each chunk as it comes: a character split over two reads ends the client.

first to fail: the client reads and writes however the network cuts the lines
"""

import asyncio
import socket
from collections import deque
from contextlib import suppress

from reference.chat_async import ChatError, ChatServer  # noqa: F401

LIMIT = 64 * 1024


class ChatClient:
    def __init__(self, host, port, name):
        self.host, self.port, self.name = host, port, name
        self._sock = None

    async def connect(self):
        self._answers, self._inbox, self._gone = {}, deque(), False
        self._asked = self._answered = 0
        self._sending, self._changed = asyncio.Lock(), asyncio.Condition()
        sock = socket.socket()
        try:
            sock.setblocking(False)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
            await asyncio.get_running_loop().sock_connect(sock, (self.host, self.port))
        except BaseException as error:
            sock.close()
            if isinstance(error, OSError):
                raise ChatError(f"cannot connect: {error}") from error
            raise
        self._sock = sock
        self._task = asyncio.create_task(self._read())
        try:
            await self._ask("register", self.name)
        except BaseException:
            await self.close()
            raise

    async def friends(self):
        answer = await self._ask("list", "friends")
        return answer.split(",")[1:]

    async def chat(self, to, text="hi"):
        if "," in to:
            raise ChatError(f"{to!r} is no name")
        await self._ask("chat", to, text)

    async def receive(self, timeout=None):
        if self._sock is None:
            raise ChatError("not connected")
        async with asyncio.timeout(timeout), self._changed:
            await self._changed.wait_for(lambda: self._inbox or self._gone)
            if not self._inbox:
                raise ChatError("the connection has ended")
            return self._inbox.popleft()

    async def close(self):
        if self._sock is not None and self._sock.fileno() >= 0:
            with suppress(OSError):
                self._sock.shutdown(socket.SHUT_RDWR)
            await asyncio.wait({self._task})
            self._sock.close()

    async def __aenter__(self):
        await self.connect()
        return self

    async def __aexit__(self, *_):
        await self.close()

    async def _ask(self, *fields):
        line = ",".join(fields).encode()
        if self._sock is None or b"\n" in line:
            raise ChatError("not connected" if self._sock is None else "one line at a time")
        async with self._sending:
            if self._gone:
                raise ChatError("the connection has ended")
            self._asked += 1
            number = self._asked
            try:
                await asyncio.get_running_loop().sock_sendall(self._sock, line + b"\n")
            except BaseException as error:
                with suppress(OSError):  # half a line may be out: nothing more can be said
                    self._sock.shutdown(socket.SHUT_RDWR)
                if isinstance(error, OSError):
                    raise ChatError("the connection has ended") from error
                raise
        async with self._changed:
            await self._changed.wait_for(lambda: number in self._answers or self._gone)
        answer = self._answers.pop(number, "error,the connection has ended")
        if answer.startswith("error"):
            raise ChatError(answer.partition(",")[2])
        return answer

    async def _read(self):
        loop, tail = asyncio.get_running_loop(), ""
        try:
            while chunk := await loop.sock_recv(self._sock, LIMIT):
                *lines, tail = (tail + chunk.decode()).split("\n")
                for line in lines:
                    if line.startswith("message,"):
                        self._inbox.append(tuple(line.split(",", 2)[1:]))
                    else:
                        self._answered += 1
                        self._answers[self._answered] = line
                async with self._changed:
                    self._changed.notify_all()
        except (OSError, UnicodeError):
            pass
        finally:
            self._gone = True
            async with self._changed:
                self._changed.notify_all()
