"""Takes what is left at the end of the connection for a line: half a message is received.

first to fail: half a line is no line for the client either
"""

import asyncio
from collections import deque
from contextlib import suppress

from reference.chat_async import ChatError, ChatServer  # noqa: F401


class ChatClient:
    def __init__(self, host, port, name):
        self.host, self.port, self.name = host, port, name
        self._writer = self._task = None

    async def connect(self):
        try:
            reader, writer = await asyncio.open_connection(self.host, self.port, limit=1 << 30)
        except OSError as error:
            raise ChatError(f"no server: {error}") from error
        self._writer, self._answers, self._inbox = writer, deque(), asyncio.Queue()
        self._task = asyncio.create_task(self._read(reader))
        try:
            await self._ask("register", self.name)
        except BaseException:
            await self.close()
            raise

    async def friends(self):
        return (await self._ask("list", "friends")).split(",")

    async def chat(self, to, text="hi"):
        if "," in to:
            raise ChatError("a name holds no comma")
        await self._ask("chat", to, text)

    async def receive(self, timeout=None):
        if self._writer is None:
            raise ChatError("not connected")
        async with asyncio.timeout(timeout):
            message = await self._inbox.get()
        if message is None:
            self._inbox.put_nowait(None)  # for the next one who waits
            raise ChatError("the server is gone")
        return message

    async def close(self):
        if self._task is not None:
            self._writer.transport.abort()
            await asyncio.wait({self._task})
            with suppress(OSError):
                await self._writer.wait_closed()

    async def __aenter__(self):
        await self.connect()
        return self

    async def __aexit__(self, *exc):
        await self.close()

    async def _ask(self, *fields):
        line = ",".join(fields).encode()
        if b"\n" in line:
            raise ChatError("one line only")
        if self._task is None or self._task.done() or self._writer.is_closing():
            raise ChatError("not connected")
        answer = asyncio.get_running_loop().create_future()
        self._answers.append(answer)
        self._writer.write(line + b"\n")
        kind, _, rest = (await answer).partition(",")
        if kind == "error":
            raise ChatError(rest)
        return rest

    async def _read(self, reader):
        with suppress(OSError, UnicodeError):
            while line := await reader.readline():
                kind, _, rest = line.decode().rstrip("\n").partition(",")
                if kind == "message":
                    sender, _, text = rest.partition(",")
                    self._inbox.put_nowait((sender, text))
                elif self._answers:
                    answer = self._answers.popleft()
                    if not answer.done():
                        answer.set_result(line.decode().rstrip("\n"))
        self._writer.close()
        self._inbox.put_nowait(None)
        for answer in self._answers:
            if not answer.done():
                answer.set_exception(ChatError("the server is gone"))
