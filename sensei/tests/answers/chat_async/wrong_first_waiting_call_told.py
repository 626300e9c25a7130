"""When the server goes, only the first of the calls that wait is told.

first to fail: all calls that wait end when the server goes away
"""

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


class ChatServer:
    """Serves on `host`; port 0 lets the system choose one."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self._host = host
        self._port = port
        self._named: dict[str, asyncio.StreamWriter] = {}
        self._clients: dict[asyncio.Task[None], asyncio.StreamWriter] = {}
        self._server: asyncio.Server | None = None

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return self._port

    async def start(self) -> None:
        """Listen and accept."""
        self._server = await asyncio.start_server(self._serve, self._host, self._port, limit=LINE)
        self._port = self._server.sockets[0].getsockname()[1]

    async def stop(self, timeout: float = 5.0) -> None:
        """End every connection; wait for their tasks, `timeout` seconds at most."""
        if self._server is None:
            return
        await asyncio.sleep(0.001)  # what asyncio is just accepting when a server closes, it drops and leaves open
        self._server.close()
        self._server = None
        for writer in self._clients.values():
            writer.transport.abort()  # close() would wait for a client that does not read
        if self._clients:
            await asyncio.wait(self._clients, timeout=timeout)

    async def __aenter__(self) -> ChatServer:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task: asyncio.Task[Any] | None = asyncio.current_task()
        assert task is not None
        self._clients[task] = writer
        session = _Session(self._named, writer)
        try:
            while self._server is not None and (line := await _read_line(reader)):
                _send(writer, session.answer(line))
        except ConnectionError:
            pass
        finally:
            self._named.pop(session.name, None)
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()
            del self._clients[task]


class _Session:
    """What one client has said so far. No lock: nothing is awaited between a look and a change."""

    def __init__(self, named: dict[str, asyncio.StreamWriter], writer: asyncio.StreamWriter) -> None:
        self.named = named
        self.writer = writer
        self.name = ""

    def answer(self, raw: bytes) -> str:
        if len(raw.removesuffix(b"\n").removesuffix(b"\r")) > LINE:
            return "error,line too long"
        try:
            line = raw.decode()
        except UnicodeDecodeError:
            return "error,not UTF-8"
        command, *fields = (field.strip() for field in line.split(",", 2))
        match command, fields:
            case "register", [name]:
                return self._register(name)
            case "list", ["friends"]:
                return ",".join(["friends", *sorted(self.named)])
            case "chat", [name, *text] if self.name:
                if name not in self.named:
                    return f"error,nobody is called {name}"
                _send(self.named[name], f"message,{self.name},{text[0] if text else 'hi'}")
                return "ok"
        return "error,register first" if command == "chat" else "error,unknown command"

    def _register(self, name: str) -> str:
        if not name or self.name or name in self.named:
            why = "no name" if not name else "already registered" if self.name else "name taken"
            return f"error,{why}"
        self.named[name] = self.writer
        self.name = name
        return "ok"


def _send(writer: asyncio.StreamWriter, line: str) -> None:
    """Never waits: whoever lets too much wait is disconnected."""
    if writer.transport.get_write_buffer_size() > WAITING:
        writer.transport.abort()
    elif not writer.is_closing():
        writer.write(f"{line}\n".encode())


async def _read_line(reader: asyncio.StreamReader) -> bytes:
    """The next line; of one that is too long more than LINE bytes of it; nothing at the end, also inside a line."""
    too_long = b""
    while True:
        try:
            line = await reader.readuntil(b"\n")
        except asyncio.LimitOverrunError as overrun:
            too_long = await reader.readexactly(overrun.consumed)
        except asyncio.IncompleteReadError:
            return b""
        else:
            return too_long or line


class ChatClient:
    """A client called `name`. Its calls wait for the server's answer."""

    def __init__(self, host: str, port: int, name: str) -> None:
        self.name = name
        self._address = (host, port)
        self._asked: deque[asyncio.Future[list[str]]] = deque()
        self._messages: asyncio.Queue[tuple[str, str] | None] = asyncio.Queue()

    async def connect(self) -> None:
        """Connect and register; ChatError if the server refuses the name."""
        self._reader, self._writer = await asyncio.open_connection(*self._address, limit=ANSWER)
        self._reading = asyncio.create_task(self._read())
        try:
            await self._ask(f"register,{self.name}")
        except ChatError:
            await self.close()
            raise

    async def friends(self) -> list[str]:
        """The names of all who are registered."""
        return await self._ask("list,friends")

    async def chat(self, to: str, text: str = "hi") -> None:
        """Send `text` to `to`; ChatError if the server says no."""
        await self._ask(f"chat,{to},{text}")

    async def receive(self, timeout: float | None = None) -> tuple[str, str]:
        """The next message: its sender and its text. TimeoutError if none comes within `timeout` seconds."""
        async with asyncio.timeout(timeout):
            message = await self._messages.get()
        if message is None:
            self._messages.put_nowait(None)  # for the next call
            raise ChatError("the server has gone")
        return message

    async def close(self) -> None:
        """End the connection."""
        self._writer.close()
        await self._reading
        with suppress(ConnectionError):
            await self._writer.wait_closed()

    async def __aenter__(self) -> ChatClient:
        await self.connect()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def _ask(self, line: str) -> list[str]:
        if "\n" in line:
            raise ChatError("a text is one line")
        if self._reading.done():
            raise ChatError("the server has gone")
        answer: asyncio.Future[list[str]] = asyncio.get_running_loop().create_future()
        self._asked.append(answer)
        self._writer.write(f"{line}\n".encode())
        kind, *fields = await answer
        if kind == "error":
            raise ChatError(",".join(fields))
        return fields

    async def _read(self) -> None:
        with suppress(ConnectionError):
            async for raw in self._reader:
                if not raw.endswith(b"\n"):
                    break  # the connection ended inside a line
                kind, *fields = raw.decode().rstrip("\r\n").split(",")
                if kind == "message":
                    self._messages.put_nowait((fields[0], ",".join(fields[1:])))
                elif self._asked and not (answer := self._asked.popleft()).done():  # done: who asked was cancelled
                    answer.set_result([kind, *fields])
        self._messages.put_nowait(None)
        for answer in self._asked:
            if not answer.done():
                answer.set_exception(ChatError("the server has gone"))
                break
