"""The learner's chat client, between a keyboard and a chat server of either kind."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from sensei import catalog
from sensei.errors import Mistake
from sensei.play import address
from sensei.play.keyboard import Keyboard
from sensei.play.words import CLIENTS
from sensei.play.work import Work, Wrong, is_stub
from sensei.screen import visible
from sensei.words import DONE, NOT_GREEN

CLOSING = 3.0
"""Seconds for `close`."""
START_ONE = "start a server with nox -s play -- chat-async, in another terminal"


def kata_of(options: Namespace, folder: Path) -> str:
    """Whose client is played: the kind asked for, or the first that is not a stub. `Mistake` if both are."""
    if options.client:
        return CLIENTS[options.client]
    for slug in CLIENTS.values():
        kata = catalog.kata(slug)
        if (folder / f"{kata.stem}.py").is_file() and not (options.own and is_stub(kata, folder)):
            return slug
    names = " and ".join(f"{catalog.stem(slug)}.py" for slug in CLIENTS.values())
    raise Mistake(f"there is no client yet: {names} in {catalog.shown(folder)} are stubs; ours: add --reference")


async def play(work: Work, options: Namespace) -> int:
    """Talk until Ctrl-D, Ctrl-C, or the server's end. `Mistake` if there is no server, or it refuses the name."""
    host, port = _find(options)
    keyboard = Keyboard(f"{options.name}> ")
    make, error = work.find("ChatClient"), work.find("ChatError")
    client = await work.call("ChatClient(host, port, name)", lambda: make(host, port, options.name))
    await _connect(work, client, error, f"{host}, port {port}")
    work.screen.say(f"\n{work.file} talks to {host}, port {port}, as {options.name}\n", "bold", 2)
    work.screen.say("bob, good morning   sends good morning to bob", indent=2)
    work.screen.say("?                   who is there\nCtrl-D              leaves\n", indent=2)
    talk = _Talk(work, client, error)
    try:
        with keyboard.shared():
            return await _first_to_end(talk.hear(), talk.say_what_is_typed(keyboard))
    finally:
        await _close(work, client)


def _find(options: Namespace) -> tuple[str, int]:
    file = Path(options.memory)
    found = address.recall(file)
    if options.port is not None:
        return options.host or (found[0] if found and found[1] == options.port else "127.0.0.1"), options.port
    if found is None:
        raise Mistake(f"no chat server is remembered: {START_ONE}, or name one with --port N")
    return options.host or found[0], found[1]


async def _connect(work: Work, client: Any, chat_error: type[Exception], where: str) -> None:
    try:
        await work.call("connect()", lambda: client.connect(), through=(chat_error, OSError))
    except chat_error as error:
        raise Mistake(f"the server said no: {error}; try another name") from error
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise Mistake(f"there is no chat server on {where} ({why}): {START_ONE}") from error


async def _close(work: Work, client: Any) -> None:
    await work.call("close()", lambda: client.close(), CLOSING, through=(OSError,))


async def _first_to_end(*coroutines: Coroutine[Any, Any, int]) -> int:
    """What the first of them returns or raises; the others are cancelled."""
    tasks = [asyncio.create_task(one) for one in coroutines]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return next(iter(done)).result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


class _Talk:
    """Both directions at once, each through the answer."""

    def __init__(self, work: Work, client: Any, chat_error: type[Exception]) -> None:
        self.work = work
        self.client = client
        self.chat_error = chat_error

    async def hear(self) -> int:
        """Print messages as they come, until the server has gone."""
        while True:
            begun = self.work.begin(lambda: self.client.receive())
            try:
                message = await self.work.result("receive()", begun, through=(self.chat_error,))
            except self.chat_error as error:
                self.work.screen.say(f"the connection has ended: {error}", "bold red", 2)
                return NOT_GREEN
            match message:
                case (str(sender), str(text)):
                    self.work.screen.say(f"{visible(sender)}: {visible(text)}", "cyan")
                case _:
                    raise Wrong(f"receive() returned {message!r:.100}, and not a sender and a text")

    async def say_what_is_typed(self, keyboard: Keyboard) -> int:
        """Until there are no more lines."""
        while (line := await keyboard.line()) is not None:
            if line.strip():
                await self._say(line.strip())
        return DONE

    async def _say(self, line: str) -> None:
        try:
            if line == "?":
                names = await self.work.call("friends()", lambda: self.client.friends(), through=(self.chat_error,))
                if not isinstance(names, list):
                    raise Wrong(f"friends() returned {names!r:.100}, and not a list of names")
                self.work.screen.say(f"there: {', '.join(visible(str(name)) for name in names)}", "dim", 2)
            else:
                await self._send(*map(str.strip, line.partition(",")[::2]))
        except self.chat_error as error:
            self.work.screen.say(f"not sent: {error}", "yellow", 2)

    async def _send(self, to: str, text: str) -> None:
        words = (to, text) if text else (to,)  # without a text the answer's own default is sent
        await self.work.call("chat()", lambda: self.client.chat(*words), through=(self.chat_error,))
