"""Lines as somebody types them, or as they come from a pipe."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from prompt_toolkit import PromptSession
from prompt_toolkit.patch_stdout import patch_stdout

from sensei.errors import Mistake


class Keyboard:
    """With a terminal a line can be edited, and stays whole while other lines are printed."""

    def __init__(self, prompt: str) -> None:
        if sys.stdin is None or sys.stdin.closed:
            raise Mistake("there is nowhere to type: standard input is closed")
        self._prompt = prompt
        self._session: PromptSession[str] | None = None
        if sys.stdin.isatty() and sys.stdout.isatty():
            self._session = PromptSession()

    async def line(self) -> str | None:
        """The next line, without its end; None when there are no more, or at Ctrl-C."""
        if self._session is None:
            return await _from_pipe()
        try:
            return await self._session.prompt_async(self._prompt)
        except (EOFError, KeyboardInterrupt):
            return None

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Meanwhile what is printed appears above the line that is being typed."""
        if self._session is None:
            yield
            return
        with patch_stdout(raw=True):
            yield


async def _from_pipe() -> str | None:
    """In a daemon thread: no end of the process waits for a line that does not come."""
    loop = asyncio.get_running_loop()
    read: asyncio.Future[str] = loop.create_future()

    def deliver(line: str) -> None:
        if not read.done():
            read.set_result(line)

    def wait() -> None:
        line = sys.stdin.buffer.readline().decode(errors="replace")
        loop.call_soon_threadsafe(deliver, line)

    threading.Thread(target=wait, name="standard input", daemon=True).start()
    line = await read
    return line.rstrip("\r\n") if line else None
