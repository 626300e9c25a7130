"""64 KiB taken for 64,000 bytes.

first to fail: a line over 64 kib is one error and the next line is read
"""

from __future__ import annotations

import queue
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from types import TracebackType
from typing import BinaryIO

LINE = 64_000
WAITING = 256
"""Lines that may wait for a client that does not read."""


class ChatError(Exception):
    """The server said no, or it is not there any more."""


class ChatServer:
    """Serves on `host`; port 0 lets the system choose one."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        self._host = host
        self._port = port
        self._lock = threading.Lock()
        self._named: dict[str, _Connection] = {}
        self._connections: set[_Connection] = set()
        self._listener: socket.socket | None = None

    @property
    def port(self) -> int:
        """The port that it listens on."""
        return self._port

    def start(self) -> None:
        """Listen and accept, in a thread of its own."""
        self._listener = socket.create_server((self._host, self._port))
        self._port = self._listener.getsockname()[1]
        self._stopping = False
        self._acceptor = threading.Thread(target=self._accept, args=(self._listener,), name="chat-accept")
        self._acceptor.start()

    def stop(self, timeout: float = 5.0) -> None:
        """End every connection; wait for the threads, `timeout` seconds at most."""
        if self._listener is None:
            return
        until = time.monotonic() + timeout
        self._stopping = True
        socket.create_connection(self._listener.getsockname()).close()  # closing would not wake accept()
        self._acceptor.join(timeout)
        self._listener.close()
        self._listener = None
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            connection.end()
        for connection in connections:
            connection.join(until - time.monotonic())

    def __enter__(self) -> ChatServer:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                sock, _ = listener.accept()
            except OSError:  # no descriptor is left: wait until somebody goes
                time.sleep(0.05)
                continue
            if self._stopping:
                sock.close()
                return
            connection = _Connection(self, sock)
            with self._lock:
                self._connections.add(connection)
            connection.start()

    def _register(self, connection: _Connection, name: str) -> str:
        with self._lock:
            if not name or connection.name or name in self._named:
                why = "no name" if not name else "already registered" if connection.name else "name taken"
                return f"error,{why}"
            self._named[name] = connection
            connection.name = name
        return "ok"

    def _names(self) -> list[str]:
        with self._lock:
            return sorted(self._named)

    def _find(self, name: str) -> _Connection | None:
        with self._lock:
            return self._named.get(name)

    def _free_name(self, connection: _Connection) -> None:
        with self._lock:
            self._named.pop(connection.name, None)

    def _forget(self, connection: _Connection) -> None:
        with self._lock:
            self._connections.discard(connection)


class _Connection:
    """One client: a thread that reads its lines and one that writes what waits for it."""

    def __init__(self, server: ChatServer, sock: socket.socket) -> None:
        self.server = server
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # short lines: do not wait for more
        self.sock = sock
        self.name = ""
        self.outbox: queue.Queue[str | None] = queue.Queue()
        self.reader = threading.Thread(target=self._read, name="chat-reader")
        self.writer = threading.Thread(target=self._write, name="chat-writer")

    def start(self) -> None:
        self.writer.start()
        self.reader.start()

    def join(self, timeout: float) -> None:
        self.reader.join(max(0.0, timeout))

    def end(self) -> None:
        """Wakes both threads, wherever they wait."""
        with suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)

    def send(self, line: str) -> None:
        """Never waits: whoever lets too much wait is disconnected."""
        if self.outbox.qsize() >= WAITING:
            self.end()
        else:
            self.outbox.put(line)

    def _read(self) -> None:
        try:
            with self.sock.makefile("rb") as stream:
                for line in _lines(stream):
                    self.send(self._answer(line))
        except OSError:
            pass  # the connection was reset
        finally:
            self.server._free_name(self)
            self.outbox.put(None)
            self.writer.join(1.0)  # whoever has only stopped sending still gets what waits
            self.end()
            self.writer.join()
            self.sock.close()
            self.server._forget(self)

    def _write(self) -> None:
        with suppress(OSError):
            while (line := self.outbox.get()) is not None:
                self.sock.sendall(f"{line}\n".encode())

    def _answer(self, raw: bytes) -> str:
        if len(raw) > LINE:
            return "error,line too long"
        try:
            line = raw.decode()
        except UnicodeDecodeError:
            return "error,not UTF-8"
        command, *fields = (field.strip() for field in line.split(",", 2))
        match command, fields:
            case "register", [name]:
                return self.server._register(self, name)
            case "list", ["friends"]:
                return ",".join(["friends", *self.server._names()])
            case "chat", [name, *text] if self.name:
                receiver = self.server._find(name)
                if receiver is None:
                    return f"error,nobody is called {name}"
                receiver.send(f"message,{self.name},{text[0] if text else 'hi'}")
                return "ok"
        return "error,register first" if command == "chat" else "error,unknown command"


def _lines(stream: BinaryIO) -> Iterator[bytes]:
    """Whole lines; of one that is too long the beginning. What has no newline at the end is no line."""
    while line := stream.readline(LINE + 2):
        rest = line
        while rest and not rest.endswith(b"\n"):
            rest = stream.readline(LINE)
        if rest:
            yield line.removesuffix(b"\n").removesuffix(b"\r")


class ChatClient:
    """A client called `name`. Its calls wait for the server's answer."""

    def __init__(self, host: str, port: int, name: str) -> None:
        self.name = name
        self._address = (host, port)
        self._asking = threading.Lock()
        self._answers: queue.Queue[list[str] | None] = queue.Queue()
        self._messages: queue.Queue[tuple[str, str] | None] = queue.Queue()

    def connect(self) -> None:
        """Connect and register; ChatError if the server refuses the name."""
        self._sock = socket.create_connection(self._address)
        self._reader = threading.Thread(target=self._read, name="chat-client")
        self._reader.start()
        try:
            self._ask(f"register,{self.name}")
        except ChatError:
            self.close()
            raise

    def friends(self) -> list[str]:
        """The names of all who are registered."""
        return self._ask("list,friends")

    def chat(self, to: str, text: str = "hi") -> None:
        """Send `text` to `to`; ChatError if the server says no."""
        self._ask(f"chat,{to},{text}")

    def receive(self, timeout: float | None = None) -> tuple[str, str]:
        """The next message: its sender and its text. TimeoutError if none comes within `timeout` seconds."""
        try:
            message = self._messages.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError(f"no message within {timeout} s") from None
        if message is None:
            self._messages.put(None)  # for the next call
            raise ChatError("the server has gone")
        return message

    def close(self) -> None:
        """End the connection."""
        with suppress(OSError):
            self._sock.shutdown(socket.SHUT_RDWR)
        self._reader.join()
        self._sock.close()

    def __enter__(self) -> ChatClient:
        self.connect()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _ask(self, line: str) -> list[str]:
        if "\n" in line:
            raise ChatError("a text is one line")
        with self._asking:
            with suppress(OSError):  # the reader hears of it too, and says so in the answers
                self._sock.sendall(f"{line}\n".encode())
            answer = self._answers.get()
        if answer is None:
            self._answers.put(None)
            raise ChatError("the server has gone")
        if answer[0] == "error":
            raise ChatError(",".join(answer[1:]))
        return answer[1:]

    def _read(self) -> None:
        with suppress(OSError), self._sock.makefile(encoding="utf-8", newline="\n") as lines:
            for line in lines:
                if not line.endswith("\n"):
                    break  # the connection ended inside a line
                kind, *fields = line.rstrip("\r\n").split(",")
                if kind == "message":
                    self._messages.put((fields[0], ",".join(fields[1:])))
                else:
                    self._answers.put([kind, *fields])
        self._messages.put(None)
        self._answers.put(None)
