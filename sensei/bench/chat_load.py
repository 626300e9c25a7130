"""The load on a chat server, from a process of its own: many clients on one selector.

Clients come in pairs. Each has one message in flight at most: the next leaves when the one before has arrived.
"""

from __future__ import annotations

import os
import selectors
import socket
import time
from collections import deque
from typing import Any

import psutil

from sensei.bench.at_work import orders, say
from sensei.bench.chat_servers import raise_limit
from sensei.bench.measure import percentile

WARM_UP = 0.3
"""Seconds of load before anything is counted."""
LATE = 15.0
"""Seconds that the last messages have to arrive when nobody sends any more."""
PATIENCE = 10.0
"""Seconds for an answer to register."""
TEXT = b"x" * 32
HEAVY = b"chat,deaf," + b"x" * 4000 + b"\n"


def run(
    port: int, server: int, clients: int, seconds: float, rate: float | None, deaf: bool, core: int | None
) -> dict[str, Any]:
    """Connect, wait for an order, load the server for so many seconds, and say what came of it.

    `rate` is in messages per second over all clients; without it each client sends as fast as its messages arrive.
    `deaf`: one more client that never reads, and one that floods it. `core`: the load keeps to this one.
    """
    if core is not None:
        os.sched_setaffinity(0, {core})
    if raise_limit() < clients + 50:
        raise OSError(f"{clients} clients need as many open files, and the limit is {raise_limit()} (ulimit -Hn)")
    load = Load(port, clients)
    if deaf:
        load.deafen(port)
    say(connected=clients)
    orders.get()
    return load.run(psutil.Process(server), seconds, rate)


class Client:
    """One of a pair."""

    def __init__(self, port: int, number: int) -> None:
        self.sock = connect(port, b"client%d" % number)
        self.line = b"chat,client%d,%s\n" % (number ^ 1, TEXT)
        self.partner = self
        self.sent = 0.0
        """When its message that is in flight left; 0 if there is none."""
        self.rest = b""


class Load:
    """Sends, receives and counts."""

    def __init__(self, port: int, clients: int) -> None:
        self.clients = [Client(port, number) for number in range(clients)]
        self.selector = selectors.DefaultSelector()
        for number, client in enumerate(self.clients):
            client.partner = self.clients[number ^ 1]
            client.sock.setblocking(False)
            self.selector.register(client.sock, selectors.EVENT_READ, client)
        self.flood: socket.socket | None = None
        self.flooded = 0
        self.waits: list[float] = []
        self.sent = self.arrived = self.errors = self.gone = 0
        self.sending = True

    def deafen(self, port: int) -> None:
        """One client that does not read, and one that has a long line for it as soon as the last was answered."""
        self.deaf = connect(port, b"deaf")
        self.flood = connect(port, b"flood")
        self.selector.register(self.flood, selectors.EVENT_READ, None)

    def run(self, server: psutil.Process, seconds: float, rate: float | None) -> dict[str, Any]:
        if self.flood:
            self.flood.sendall(HEAVY)
        self._send_for(WARM_UP, rate)
        self.waits.clear()
        watch = Watch(server)
        self._send_for(seconds, rate)
        found = watch.shares()
        counted = len(self.waits)
        self.sending = False
        until = time.perf_counter() + LATE
        while self.arrived < self.sent and time.perf_counter() < until:
            self._receive(0.05)
        return found | {
            "rate": counted / found.pop("seconds"),
            "p50": percentile(self.waits, 0.5) * 1000 if self.waits else 0.0,
            "p99": percentile(self.waits, 0.99) * 1000 if self.waits else 0.0,
            "missing": self.sent - self.arrived,
            "errors": self.errors,
            "gone": self.gone,
            "flooded": self.flooded * len(HEAVY) / 2**20,
        }

    def _send_for(self, seconds: float, rate: float | None) -> None:
        until = time.perf_counter() + seconds
        if rate is not None:
            self._pace(until, rate)
            return
        for client in self.clients:
            if not client.sent:
                self._send(client)
        self.replying = True
        while time.perf_counter() < until:
            self._receive(0.05)

    def _pace(self, until: float, rate: float) -> None:
        """The clients take turns, one message every 1/rate seconds; one whose message is on its way is passed over."""
        self.replying = False
        turn = deque(self.clients)
        due = time.perf_counter()
        while (now := time.perf_counter()) < until:
            while due <= now:
                due += 1 / rate
                if not turn[0].sent:
                    self._send(turn[0])
                turn.rotate(-1)
            self._receive(max(0.0, due - time.perf_counter()))

    def _receive(self, timeout: float) -> None:
        for key, _ in self.selector.select(timeout):
            if key.data is None:
                self._go_on_flooding()
            else:
                self._read(key.data)

    def _read(self, client: Client) -> None:
        try:
            data = client.rest + client.sock.recv(65536)
        except OSError:
            data = b""
        if not data:
            self.selector.unregister(client.sock)
            self.gone += 1
            return
        cut = data.rfind(b"\n") + 1
        client.rest = data[cut:]
        self.errors += data.count(b"error,", 0, cut)
        if data.count(b"message,", 0, cut):
            self._arrive(client)

    def _arrive(self, client: Client) -> None:
        sender = client.partner
        self.arrived += 1
        self.waits.append(time.perf_counter() - sender.sent)
        sender.sent = 0.0
        if self.sending and self.replying:
            self._send(sender)

    def _send(self, client: Client) -> None:
        client.sent = time.perf_counter()
        self.sent += 1
        try:
            client.sock.send(client.line)
        except OSError:
            self.gone += 1

    def _go_on_flooding(self) -> None:
        assert self.flood is not None
        answer = self.flood.recv(65536)
        if b"error," in answer or not answer:  # the deaf one is cut off at last
            self.selector.unregister(self.flood)
        else:
            self.flooded += 1
            self.flood.sendall(HEAVY)


class Watch:
    """Which share of a core the server and the load took."""

    def __init__(self, server: psutil.Process) -> None:
        self.server = server
        self.began = time.perf_counter()
        self.taken = self._taken()

    def shares(self) -> dict[str, float]:
        seconds = time.perf_counter() - self.began
        server, load = (now - before for now, before in zip(self._taken(), self.taken, strict=True))
        return {"seconds": seconds, "server_cpu": 100 * server / seconds, "load_cpu": 100 * load / seconds}

    def _taken(self) -> tuple[float, float]:
        times = self.server.cpu_times()
        return times.user + times.system, time.process_time()


def connect(port: int, name: bytes) -> socket.socket:
    """A registered client. OSError or TimeoutError if the server does not take it."""
    sock = socket.create_connection(("127.0.0.1", port), PATIENCE)
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    sock.sendall(b"register,%s\n" % name)
    answer = sock.recv(1024)
    if answer != b"ok\n":
        raise ConnectionError(f"register was answered with {answer!r}")
    return sock
