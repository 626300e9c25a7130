"""Takes the next line for the answer: a message in between is answered, and lost.

first to fail: messages before an answer are kept for receive
"""

import asyncio
from collections import deque
from contextlib import suppress

from reference.chat_async import ChatError, ChatServer  # noqa: F401


class ChatTimeout(ChatError, TimeoutError):
    pass


class ChatClient:
    """Has no task of its own: whoever waits reads, one line each in turn, for all."""

    def __init__(self, host, port, name):
        self.host, self.port, self.name = host, port, name
        self._reader = self._writer = None
        self._turn = asyncio.Lock()
        self._messages, self._answers = deque(), deque()

    async def connect(self):
        try:
            self._reader, self._writer = await asyncio.open_connection(
                self.host, self.port, limit=1 << 30
            )
        except OSError as error:
            raise ChatError("nobody listens there") from error
        try:
            await self._ask("register," + self.name)
        except BaseException:
            await self.close()
            raise

    async def friends(self):
        return (await self._ask("list,friends")).split(",")[1:]

    async def chat(self, to, text="hi"):
        if "," in to:
            raise ChatError("names have no commas")
        await self._ask(f"chat,{to},{text}")

    async def receive(self, timeout=None):
        try:
            async with asyncio.timeout(timeout):
                await self._read_until(lambda: self._messages)
        except TimeoutError:
            raise ChatTimeout(f"no message within {timeout} s") from None
        return self._messages.popleft()

    async def close(self):
        if self._writer is not None:
            self._writer.transport.abort()
            with suppress(OSError):
                await self._writer.wait_closed()

    async def __aenter__(self):
        await self.connect()
        return self

    async def __aexit__(self, *args):
        await self.close()

    async def _ask(self, line):
        if "\n" in line:
            raise ChatError("a message is one line")
        if self._writer is None or self._writer.is_closing():
            raise ChatError("not connected")
        answer = []
        self._writer.write(line.encode() + b"\n")
        self._answers.append(answer)
        await self._read_until(lambda: answer)
        if answer[0].startswith("error"):
            raise ChatError(answer[0])
        return answer[0]

    async def _read_until(self, done):
        while not done():
            if self._writer is None:
                raise ChatError("not connected")
            async with self._turn:
                if done():
                    return
                try:
                    line = await self._reader.readuntil(b"\n")
                except (OSError, asyncio.IncompleteReadError) as error:
                    raise ChatError("the server is gone") from error
                text = line.decode()[:-1]
                if self._answers:
                    self._answers.popleft().append(text)
                elif text.startswith("message,"):
                    self._messages.append(tuple(text.split(",", 2)[1:]))
