"""Uses a blocking socket in its coroutines: while it waits nothing else runs on the loop.

first to fail: client and server understand each other
"""

import socket
from collections import deque

from reference.chat_async import ChatError, ChatServer  # noqa: F401


class ChatClient:
    def __init__(self, host, port, name):
        self.host, self.port, self.name = host, port, name
        self._sock, self._messages, self._tail = None, deque(), b""

    async def connect(self):
        try:
            self._sock = socket.create_connection((self.host, self.port))
        except OSError as error:
            raise ChatError(str(error)) from error
        try:
            self._ask("register", self.name)
        except BaseException:
            await self.close()
            raise

    async def friends(self):
        return self._ask("list", "friends").split(",")

    async def chat(self, to, text="hi"):
        if "," in to:
            raise ChatError("a name holds no comma")
        self._ask("chat", to, text)

    async def receive(self, timeout=None):
        while not self._messages:
            kind, rest = self._line(timeout)
            if kind == "message":
                self._keep(rest)
        return self._messages.popleft()

    async def close(self):
        if self._sock is not None:
            self._sock.close()

    async def __aenter__(self):
        await self.connect()
        return self

    async def __aexit__(self, *exc):
        await self.close()

    def _keep(self, rest):
        sender, _, text = rest.partition(",")
        self._messages.append((sender, text))

    def _ask(self, *fields):
        line = ",".join(fields)
        if "\n" in line or self._sock is None:
            raise ChatError("not connected" if self._sock is None else "one line only")
        try:
            self._sock.sendall(line.encode() + b"\n")
        except OSError as error:
            raise ChatError("the server is gone") from error
        while True:
            kind, rest = self._line()
            if kind == "error":
                raise ChatError(rest)
            if kind != "message":
                return rest
            self._keep(rest)

    def _line(self, timeout=None):
        if self._sock is None:
            raise ChatError("not connected")
        while b"\n" not in self._tail:
            try:
                self._sock.settimeout(timeout)
                chunk = self._sock.recv(65536)
            except TimeoutError:
                raise
            except OSError as error:
                raise ChatError("the server is gone") from error
            if not chunk:
                raise ChatError("the server is gone")
            self._tail += chunk
        line, _, self._tail = self._tail.partition(b"\n")
        kind, _, rest = line.decode().partition(",")
        return kind, rest
