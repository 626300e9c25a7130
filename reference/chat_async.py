"""chat-async: the chat server on one thread, with asyncio, and its client.

level 3 · 60 minutes · asyncio streams, slow readers, shutdown · Programs

The protocol is that of chat-threaded. Lines end in "\\n" (a "\\r" before it is dropped), in UTF-8. Fields are
split at ",", blanks around them are stripped; the TEXT of a chat keeps its commas, a name holds none.

    client sends                    server answers
    register,NAME                   ok, or error,WHY (empty name, name taken, already registered)
    list,friends                    friends,A,B,... sorted, one's own name included
    chat,NAME or chat,NAME,TEXT     ok, or error,WHY; NAME gets message,FROM,TEXT (TEXT is hi when left out)
    anything else                   error,WHY, and the connection lives on

- Before `register` only `list` is answered, everything else is an error. A line over 64 KiB, or one that
  is not UTF-8, is an error, and the next line is read as usual.
- A name is free again as soon as its connection has ended, however it ended.
- A client that does not read delays nobody. What waits for it is bounded, and past the bound it is
  disconnected. Messages from one sender to one receiver arrive whole and in order.
- Everything happens on one thread. `stop` ends every connection and leaves no task and no socket; the
  port can be bound again at once.
- The client keeps messages that arrive between a command and its answer for `receive`. When the server
  goes away every waiting call raises ChatError.

    async with ChatServer() as server, ChatClient("127.0.0.1", server.port, "ann") as ann:
        await ann.chat("ann", "hello")
        await ann.receive()         # ("ann", "hello")
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from types import TracebackType

LINE = 64 * 1024
READ = 4 * 1024
"""Bytes that are read at once."""
WAITING = 1024 * 1024
"""Bytes that may wait for a client that does not read, beyond what the kernel holds."""
ANSWER = 16 * 1024 * 1024
"""Bytes in a line of the server's: all friends are in one."""


class ChatError(Exception):  # given
    """The server said no, or it is not there any more."""


class ChatServer:
    """Serves on `host`; port 0 lets the system choose one."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self._host = host
        self._port = port
        self._room = _Room()
        self._server: asyncio.Server | None = None

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return self._port

    async def start(self) -> None:
        """Listen and accept."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Connection(self._room), self._host, self._port)
        self._port = self._server.sockets[0].getsockname()[1]

    async def stop(self, timeout: float = 5.0) -> None:
        """End every connection; wait until they have, `timeout` seconds at most."""
        if self._server is None:
            return
        await asyncio.sleep(0.001)  # what asyncio is just accepting when a server closes, it drops and leaves open
        self._server.close()
        self._server = None
        ends = [connection.ended for connection in self._room.connections]
        for connection in self._room.connections:
            connection.transport.abort()  # close() would wait for a client that does not read
        if ends:
            await asyncio.wait(ends, timeout=timeout)

    async def __aenter__(self) -> ChatServer:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()


class _Room:
    """What the connections share. No lock: nothing here waits, so nothing comes in between."""

    def __init__(self) -> None:
        self.connections: set[_Connection] = set()
        self.named: dict[str, _Connection] = {}
        self.unsent: list[_Connection] = []

    def flush_soon(self, connection: _Connection) -> None:
        """What comes together in one turn of the loop leaves in one piece, and one callback sees to all."""
        if not self.unsent:
            asyncio.get_running_loop().call_soon(self._flush)
        self.unsent.append(connection)

    def _flush(self) -> None:
        unsent, self.unsent = self.unsent, []
        for connection in unsent:
            connection.flush()


class _Connection(asyncio.BufferedProtocol):
    """One client, and what it has said so far.

    Buffered: for a plain Protocol asyncio makes 256 KiB at each read, which takes as long as everything else here.
    """

    def __init__(self, room: _Room) -> None:
        self.room = room
        self.name = ""
        self.buffer = memoryview(bytearray(READ))
        self.rest = b""
        self.waiting = bytearray()
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.room.connections.add(self)

    def get_buffer(self, sizehint: int) -> memoryview:
        return self.buffer

    def buffer_updated(self, nbytes: int) -> None:
        *lines, rest = (self.rest + self.buffer[:nbytes]).split(b"\n")
        self.rest = rest[: LINE + 2]  # of a line that is too long already, its beginning will do
        for line in lines:
            if self.transport.is_closing():
                return
            self.send(self.answer(line.removesuffix(b"\r")))

    def eof_received(self) -> None:
        self.flush()  # and then asyncio closes the transport: what waits is still sent
        self.room.named.pop(self.name, None)

    def connection_lost(self, error: Exception | None) -> None:
        self.room.named.pop(self.name, None)
        self.room.connections.discard(self)
        if not self.ended.done():
            self.ended.set_result(None)

    def send(self, line: str) -> None:
        """Never waits."""
        if not self.waiting:
            self.room.flush_soon(self)
        self.waiting += f"{line}\n".encode()
        if len(self.waiting) > LINE:
            self.flush()

    def flush(self) -> None:
        """Whoever lets too much wait is disconnected."""
        self.transport.write(self.waiting)
        self.waiting = bytearray()
        if self.transport.get_write_buffer_size() > WAITING:
            self.transport.abort()

    def answer(self, raw: bytes) -> str:
        if len(raw) > LINE:
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
                return ",".join(["friends", *sorted(self.room.named)])
            case "chat", [name, *text] if self.name:
                if name not in self.room.named:
                    return f"error,nobody is called {name}"
                self.room.named[name].send(f"message,{self.name},{text[0] if text else 'hi'}")
                return "ok"
        return "error,register first" if command == "chat" else "error,unknown command"

    def _register(self, name: str) -> str:
        if not name or self.name or name in self.room.named:
            why = "no name" if not name else "already registered" if self.name else "name taken"
            return f"error,{why}"
        self.room.named[name] = self
        self.name = name
        return "ok"


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
