"""Sockets that behave like those of a bad network, so that what happens once in a thousand days happens at once."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import Any, ClassVar

AF_UNIX = getattr(socket, "AF_UNIX", None)


class Cut:
    """Stops the next thing that is sent to a peer in its middle, until `go_on` is set."""

    def __init__(self, peer: int) -> None:
        self.peer = peer
        self.done = threading.Lock()
        self.halfway = threading.Event()
        self.go_on = threading.Event()

    def is_meant(self, peer: int | None) -> bool:
        """Is this the one? It is said once."""
        return peer == self.peer and self.done.acquire(blocking=False)

    def hold(self) -> None:
        """The first half has been sent."""
        self.halfway.set()
        self.go_on.wait(1)


class RiggedSocket(socket.socket):
    """A socket class to put in the place of `socket.socket`: sockets that are accepted are of it too.

    Everything that it does a real socket may do as well. Make a subclass for each check, with `rigged`.
    """

    most_received: ClassVar[int] = 2**16
    """Bytes that one `recv` gives."""
    most_sent: ClassVar[int] = 2**30
    """Bytes that one `send` takes: whoever ignores what it returns loses the rest."""
    send_buffer: ClassVar[int] = 0
    """Bytes that the kernel keeps for a peer that does not read; 0 leaves it to the kernel, which keeps megabytes."""
    longest_wait: ClassVar[float] = 1e9
    """Seconds; a longer timeout is cut down to this, so that one need not be waited for."""
    slow_close: ClassVar[float] = 0.0
    """Seconds that a close takes: a thread that was about to read is reading by then."""
    slow_accept: ClassVar[float] = 0.0
    """Seconds that an accept takes after the connection is there: it can be gone again by then."""
    cut: ClassVar[Cut | None] = None
    """Where one line to one peer stops halfway."""
    broken_peers: ClassVar[set[int]]
    """Ports of peers that have gone without a word: sending to them fails, reading from them waits."""
    readers: ClassVar[dict[int, int]]
    """The thread that has read last from a peer, by the peer's port."""
    made: ClassVar[list[RiggedSocket]]
    """All sockets of this class."""
    peer: int | None = None
    """The port at the other end, also when the socket is closed."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.made.append(self)
        self.accepted = self.family != AF_UNIX and options.get("fileno") is not None
        if self.send_buffer:
            self.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, self.send_buffer)

    def settimeout(self, value: float | None) -> None:
        super().settimeout(value if value is None else min(value, self.longest_wait))

    def accept(self) -> tuple[socket.socket, Any]:
        accepted = super().accept()
        time.sleep(self.slow_accept)
        return accepted

    def recv(self, size: int, *flags: int) -> bytes:
        data = super().recv(min(size, self.most_received), *flags)
        self._note_reader()
        return data

    def recv_into(self, buffer: Any, nbytes: int = 0, *flags: int) -> int:
        wanted = nbytes or len(memoryview(buffer))
        got = super().recv_into(buffer, min(wanted, self.most_received), *flags)
        self._note_reader()
        return got

    def send(self, data: Any, *flags: int) -> int:
        self._fail_if_broken()
        to_be_cut = self._is_to_be_cut()
        with memoryview(data) as whole, whole[: len(whole) // 2 if to_be_cut else self.most_sent] as part:
            sent = super().send(part, *flags)  # no view outlives this, also in the frames of an error
        if to_be_cut:
            self.cut.hold()  # type: ignore[union-attr]
        return sent

    def sendall(self, data: Any, *flags: int) -> None:
        self._fail_if_broken()
        middle = len(data) // 2 if self._is_to_be_cut() else 0
        with memoryview(data) as whole, whole[:middle] as first, whole[middle:] as second:
            if middle:
                super().sendall(first, *flags)
                self.cut.hold()  # type: ignore[union-attr]
            super().sendall(second, *flags)

    def _is_to_be_cut(self) -> bool:
        return self.cut is not None and self.cut.is_meant(self._find_peer())

    def close(self) -> None:
        time.sleep(self.slow_close)
        super().close()

    def _find_peer(self) -> int | None:
        """None for a socket that is not connected, or not of the internet (the two ends of a socketpair)."""
        with suppress(OSError):
            name = self.getpeername()
            self.peer = name[1] if isinstance(name, tuple) else None
        return self.peer

    def _note_reader(self) -> None:
        if (peer := self._find_peer()) is not None:
            self.readers[peer] = threading.get_ident()

    def _fail_if_broken(self) -> None:
        if self.broken_peers and self._find_peer() in self.broken_peers:
            raise ConnectionResetError("the peer is gone (so says the check)")

    @classmethod
    def accepted_and_open(cls) -> int:
        """How many of those that a server got from `accept` are still open."""
        return sum(one.accepted and one.fileno() != -1 for one in cls.made)

    @classmethod
    def open_to(cls, port: int) -> bool:
        """Is one of these sockets still open, to that peer?"""
        return any(one.peer == port and one.fileno() != -1 for one in cls.made)


def rigged(**settings: Any) -> type[RiggedSocket]:
    """A socket class of its own with these settings."""
    return type("socket", (RiggedSocket,), {"broken_peers": set(), "readers": {}, "made": [], **settings})
