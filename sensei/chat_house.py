"""What the checks of both chat katas are made of: raw connections, a scripted server, and one way to call both kinds.

The threaded answer is called as it is. The async one lives on an event loop in a thread of its own, and its coroutines
are called from outside, so that the same checks, which block, serve both.
"""

from __future__ import annotations

import asyncio
import concurrent.futures
import inspect
import socket
import struct
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sensei.leftovers import told
from sensei.standstill import Standstill

PATIENCE = 1.5
"""Seconds until a check says that no answer came: right answers take a thousandth of it."""


_PlainSocket = socket.socket  # a check may put a rigged one in its place


class Peer:
    """A raw connection to a server: lines out, lines in."""

    def __init__(self, port: int, receive_buffer: int | None = None) -> None:
        self.sock = _PlainSocket()
        if receive_buffer is not None:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.sock.settimeout(PATIENCE)
        self.sock.connect(("127.0.0.1", port))
        self.said = "connecting"
        self._buffer = b""

    def send(self, data: bytes) -> None:
        """Bytes as they are."""
        self.said = f"{data[:40]!r}" + ("..." if len(data) > 40 else "")
        self.sock.sendall(data)

    def say(self, line: str) -> None:
        """One line."""
        self.send(f"{line}\n".encode())
        self.said = f"{line[:40]!r}" + ("..." if len(line) > 40 else "")

    def hears(self, patience: float = PATIENCE) -> str:
        """The next line from the server; `Standstill` if none comes, AssertionError if the connection ends."""
        line = self.next_line(patience)
        if line is None:
            raise AssertionError(f"the server ended the connection after {self.said}")
        return line

    def next_line(self, patience: float = PATIENCE) -> str | None:
        """The next line, or None if the connection has ended; `Standstill` if none comes."""
        try:
            return self._next_line(patience)
        except TimeoutError:
            raise Standstill(f"no answer to {self.said} within {patience:g} s") from None

    def _next_line(self, patience: float) -> str | None:
        until = time.monotonic() + patience
        while b"\n" not in self._buffer:
            self.sock.settimeout(max(0.001, until - time.monotonic()))
            try:
                data = self._receive()
            except ConnectionError:
                return None
            if not data:
                return None
            self._buffer += data
        line, _, self._buffer = self._buffer.partition(b"\n")
        return line.decode(errors="backslashreplace").removesuffix("\r")

    def _receive(self) -> bytes:
        # A server without TCP_NODELAY sends its second short line when the first is acknowledged, and that takes the
        # kernel 40 ms to think of, unless it is told not to wait (Linux only; elsewhere the checks take longer).
        if hasattr(socket, "TCP_QUICKACK"):
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        return self.sock.recv(2**16)

    def ask(self, line: str) -> str:
        """Say a line and hear the next one."""
        self.say(line)
        return self.hears()

    def hears_nothing(self, seconds: float = 0.05) -> None:
        """AssertionError if a line comes within that time."""
        line = self.line_within(seconds)
        if line is not None:
            raise AssertionError(f"nothing was to come after {self.said}, and {line[:60]!r} came")

    def line_within(self, seconds: float) -> str | None:
        """The next line, or None if none comes in that time or the connection has ended."""
        try:
            return self._next_line(seconds)
        except TimeoutError:
            return None

    def is_cut_off(self) -> bool:
        """Read on until the server ends the connection; false if it does not."""
        try:
            while self._next_line(PATIENCE) is not None:
                continue
        except TimeoutError:
            return False
        return True

    def reset(self) -> None:
        """End the connection with RST, as a crash or a cut cable does."""
        self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.sock.close()

    def close(self) -> None:
        """End the connection."""
        self.sock.close()

    def waits_until_gone(self, name: str) -> None:
        """AssertionError if the name is not free soon: a server notices the end of a connection soon, not at once."""
        until = time.monotonic() + PATIENCE
        while name in (friends := self.ask("list,friends").split(",")[1:]):
            if time.monotonic() > until:
                raise AssertionError(
                    f"the connection of {name!r} ended {PATIENCE:g} s ago, and the friends are {friends}"
                )
            time.sleep(0.002)


class ThreadedHouse:
    """Calls answers with plain methods."""

    def submit(self, function: Any, *args: Any, **options: Any) -> concurrent.futures.Future[Any]:
        """Call it in a thread, and do not wait."""
        future: concurrent.futures.Future[Any] = concurrent.futures.Future()

        def run() -> None:
            try:
                future.set_result(function(*args, **options))
            except BaseException as error:  # noqa: BLE001 - whoever asks for the result gets it
                future.set_exception(error)

        threading.Thread(target=run, name="caller", daemon=True).start()
        return future

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """Threads cannot be frozen; the checks do without."""
        yield

    def call(self, function: Any, *args: Any, **options: Any) -> Any:
        """Call it."""
        return function(*args, **options)

    def close(self) -> list[str]:
        """Nothing to tidy up: threads are seen by others."""
        return []


class AsyncHouse:
    """Calls answers with coroutines, on a loop in a thread of its own."""

    def __init__(self) -> None:
        self.loop = asyncio.SelectorEventLoop()
        self.thread = threading.Thread(target=self.loop.run_forever, name="event loop", daemon=True)
        self.thread.start()

    def call(self, function: Any, *args: Any, **options: Any) -> Any:
        """Call it on the loop, and wait for what it gives."""
        future = self.submit(function, *args, **options)
        try:
            return future.result()
        except BaseException:
            future.cancel()
            raise

    def submit(self, function: Any, *args: Any, **options: Any) -> concurrent.futures.Future[Any]:
        """Call it on the loop, and do not wait."""

        async def run() -> Any:
            result = function(*args, **options)
            return await result if inspect.isawaitable(result) else result

        return asyncio.run_coroutine_threadsafe(run(), self.loop)

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """The loop does nothing meanwhile: what arrives is all there when it goes on."""
        go_on, stopped = threading.Event(), threading.Event()

        def wait() -> None:
            stopped.set()
            go_on.wait(5)

        self.loop.call_soon_threadsafe(wait)
        stopped.wait(5)
        try:
            yield
        finally:
            go_on.set()

    def close(self) -> list[str]:
        """End the loop; the tasks that were left on it, and what they wait for."""
        with suppress(BaseException):
            left: list[str] = asyncio.run_coroutine_threadsafe(_tasks_left(), self.loop).result(1)
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join(1)
        if self.loop.is_running():
            return ["a coroutine that blocks the loop"]
        for task in asyncio.all_tasks(self.loop):
            task.cancel()
        self.loop.call_soon(self.loop.stop)
        self.loop.run_forever()
        self.loop.close()
        return left


async def _tasks_left() -> list[str]:
    """Of the answer; those that have been told to end get some turns for it."""
    for _ in range(20):
        await asyncio.sleep(0.001)
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        if not tasks:
            return []
    return told(tasks)


class Script:
    """A chat server that says what the check wants it to say, for checks of a client."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._listener.settimeout(PATIENCE)
        self.port = self._listener.getsockname()[1]
        self.heard: list[str] = []
        self._threads: list[threading.Thread] = []
        self._socks: list[socket.socket] = []
        self.ended = threading.Event()

    def answers(self, *replies: bytes | None) -> None:
        """Take one connection, and answer each line with the next reply, None by hanging up; then only listen."""
        thread = threading.Thread(target=self._serve, args=(replies,), name="scripted server")
        self._threads.append(thread)
        thread.start()

    def _serve(self, replies: tuple[bytes | None, ...]) -> None:
        sock, _ = self._listener.accept()
        self._socks.append(sock)
        waiting = list(replies)
        with suppress(OSError), sock.makefile("rb") as lines:
            for line in lines:
                self.heard.append(line.decode().rstrip("\r\n"))
                reply = waiting.pop(0) if waiting else b""
                if reply is None:
                    sock.shutdown(socket.SHUT_RDWR)
                else:
                    sock.sendall(reply)
        sock.close()
        self.ended.set()

    def reset(self) -> None:
        """The server goes away with RST, which a close with pending time 0 sends."""
        for sock in self._socks:
            with suppress(OSError):
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                sock.shutdown(socket.SHUT_RD)  # wakes the thread that reads, and that closes

    def send(self, data: bytes) -> None:
        """Say something unasked."""
        self._socks[-1].sendall(data)

    def hang_up(self) -> None:
        """The server goes away."""
        for sock in self._socks:
            with suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """End all of it."""
        self.hang_up()
        if len(self._socks) < len(self._threads):  # nobody has come: wake accept()
            _PlainSocket().connect(("127.0.0.1", self.port))
        self._listener.close()
        for thread in self._threads:
            thread.join(2)
