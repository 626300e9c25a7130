"""The learner's chat server, listening for anybody. Who joins is seen from outside, as any client could see it."""

from __future__ import annotations

import asyncio
import errno
import socket
from argparse import Namespace
from contextlib import suppress
from pathlib import Path
from typing import Any

from sensei.errors import Mistake
from sensei.play import address
from sensei.play.work import PATIENCE, Work, Wrong
from sensei.screen import visible
from sensei.words import DONE

LOOK = 1.0
"""Seconds between two looks at who is there."""
ANSWER = 2.0
"""Seconds for an answer to that."""
LONGEST = 2**24
"""Bytes of a line: all names are in one."""
STOPPING = PATIENCE + 2
"""Seconds for `stop`, which has a timeout of five of its own."""


async def play(work: Work, options: Namespace) -> int:
    """Serve until Ctrl-C. `Mistake` if the port cannot be had, `Wrong` if the answer does not listen there."""
    host = options.host
    _must_be_free(host, options.port)
    make = work.find("ChatServer")
    server = await work.call("ChatServer(host, port)", lambda: make(host, options.port))
    await work.call("start()", lambda: server.start())
    port = await _port_of(work, server)
    watch = _Watch(work, address.reachable(host), port)
    await watch.must_listen()
    memory = Path(options.memory)
    _invite(work, host, port, memory)
    try:
        await watch.look_for_ever()
    except asyncio.CancelledError:
        work.screen.say("\nending", indent=2)
    finally:
        address.forget(memory, port)
    return await _stop(work, server, watch)


def _must_be_free(host: str, port: int) -> None:
    """Looked at before the answer begins: one that fails in a thread would only say that nobody listens."""
    try:
        with socket.create_server((host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET):
            return
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Mistake(f"port {port} is in use: choose another, or leave --port out to get a free one") from error
        why = (error.strerror or str(error)).partition(" (while")[0]
        where = f"{host}, port {port}" if port else host
        raise Mistake(f"nobody can listen on {where}: {why}; --host and --port choose another") from error


async def _port_of(work: Work, server: Any) -> int:
    port = await work.call("port", lambda: server.port)
    if not isinstance(port, int) or not 0 < port < 2**16:
        raise Wrong(f"port is {port!r} after start(): it has to be the port that the server listens on")
    return port


def _invite(work: Work, host: str, port: int, memory: Path) -> None:
    screen, reachable = work.screen, address.reachable(host)
    screen.say(f"\n{work.file} listens on {host}, port {port}\n", "bold", 2)
    screen.say(f"join   nc {reachable} {port}   and type: register,ann", indent=2)
    joining = "nox -s play -- chat-client bob"
    try:
        address.remember(memory, host, port)
    except OSError as error:
        joining += f" --host {reachable} --port {port}   (not remembered: {error.strerror})"
    screen.say(f"       {joining}", indent=2)
    screen.say("end    Ctrl-C\n", indent=2)


async def _stop(work: Work, server: Any, watch: _Watch) -> int:
    await work.call("stop()", lambda: server.stop(), STOPPING)
    left = await work.left_behind()
    if await watch.friends_or_none() is not None:
        left.append(f"a server on port {watch.port}")
    if left:
        raise Wrong(f"after stop() there is still {', '.join(left)}", work.standing())
    work.screen.say("ended, and nothing is left of it", indent=2)
    return DONE


class _Watch:
    """Asks for the friends on a connection of its own each time, as a stranger may."""

    def __init__(self, work: Work, host: str, port: int) -> None:
        self.work = work
        self.host = host
        self.port = port
        self.there: set[str] = set()
        self.trouble = ""

    async def must_listen(self) -> None:
        """`Wrong` if nobody does."""
        try:
            _, writer = await asyncio.wait_for(asyncio.open_connection(self.host, self.port), ANSWER)
        except (OSError, TimeoutError):
            raise Wrong(f"start() has returned, and nothing listens on {self.host}, port {self.port}") from None
        writer.close()

    async def look_for_ever(self) -> None:
        """Say who has come, who has gone, and when the server stops answering."""
        while True:
            await self._look()
            await asyncio.sleep(LOOK)

    async def _look(self) -> None:
        try:
            line = await self._ask()
        except TimeoutError:
            self._say_once(f"a new client gets no answer to list,friends within {ANSWER:g} s", with_places=True)
        except OSError as error:
            self._say_once(f"a new client cannot connect: {error.strerror or type(error).__name__}")
        else:
            if line.startswith("friends"):
                self.trouble = ""
                self._compare({name for name in line.split(",")[1:] if name})
            else:
                said = repr(line[:60]) if line else "nothing, and the connection ended"
                self._say_once(f"to list,friends the answer is {said}: so who joins cannot be shown")

    async def friends_or_none(self) -> str | None:
        """None if nobody answers."""
        with suppress(OSError, TimeoutError):
            return await self._ask()
        return None

    async def _ask(self) -> str:
        async with asyncio.timeout(ANSWER):
            reader, writer = await asyncio.open_connection(self.host, self.port, limit=LONGEST)
            try:
                writer.write(b"list,friends\n")
                return (await reader.readline()).decode(errors="replace").rstrip("\r\n")
            finally:
                writer.close()

    def _compare(self, names: set[str]) -> None:
        for name in sorted(names - self.there):
            self.work.screen.say(f"+ {visible(name)} has joined", "green", 2)
        for name in sorted(self.there - names):
            self.work.screen.say(f"- {visible(name)} has left", "yellow", 2)
        self.there = names

    def _say_once(self, sentence: str, *, with_places: bool = False) -> None:
        if sentence != self.trouble:
            self.trouble = sentence
            self.work.screen.trouble(sentence, self.work.standing() if with_places else [])
