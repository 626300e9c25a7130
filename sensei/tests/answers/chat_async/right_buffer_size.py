"""Streams: each write looks at get_write_buffer_size() first; past the bound, transport.abort()."""

import asyncio
import socket
from collections import deque
from contextlib import suppress

LINE_LIMIT = 64 * 1024
BUFFER_LIMIT = 256 * 1024


class ChatError(Exception):
    pass


class Splitter:
    """Cuts what arrives into lines, without their ends; None for one over the limit."""

    def __init__(self):
        self._tail, self._skip = b"", False

    def feed(self, chunk):
        first, *others = chunk.split(b"\n")
        self._tail += first
        for line in others:
            whole, self._tail = self._tail, line
            yield None if self._skip or len(whole) > LINE_LIMIT else whole.removesuffix(b"\r")
            self._skip = False
        if len(self._tail) > LINE_LIMIT:
            self._tail, self._skip = b"", True


class ChatServer:
    def __init__(self, host="127.0.0.1", port=0):
        self.host, self.port = host, port
        self._listener = None
        self._users = {}  # name -> writer
        self._tasks = set()
        self._writers = set()

    async def start(self):
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        self._listener = socket.create_server((self.host, self.port), family=family, backlog=128)
        self._listener.setblocking(False)
        self.port = self._listener.getsockname()[1]
        asyncio.get_running_loop().add_reader(self._listener, self._accept)

    async def stop(self, timeout=5.0):
        """Stop listening, give what is buffered a moment to leave, end all connections."""
        if self._listener is None:
            return
        asyncio.get_running_loop().remove_reader(self._listener)
        self._listener.close()
        self._listener = None
        for writer in self._writers:
            writer.close()
        tasks = list(self._tasks)
        if tasks:
            await asyncio.wait(tasks, timeout=min(timeout, 1.0))
        for writer in self._writers:
            writer.transport.abort()
        if tasks:
            await asyncio.wait(tasks)

    async def __aenter__(self):
        await self.start()
        return self

    async def __aexit__(self, *args):
        await self.stop()

    def _accept(self):
        with suppress(OSError):
            connection, _ = self._listener.accept()
            connection.setblocking(False)
            task = asyncio.get_running_loop().create_task(self._serve(connection))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _serve(self, connection):
        try:
            reader, writer = await asyncio.open_connection(sock=connection)
        except OSError:
            return connection.close()
        self._writers.add(writer)
        if self._listener is not None:
            with suppress(OSError):
                await self._talk(reader, writer)
        writer.close()
        late = asyncio.get_running_loop().call_later(1, writer.transport.abort)
        with suppress(OSError):
            await writer.wait_closed()
        late.cancel()
        self._writers.discard(writer)

    async def _talk(self, reader, writer):
        name, splitter = "", Splitter()
        try:
            while chunk := await reader.read(LINE_LIMIT):
                for line in splitter.feed(chunk):
                    if writer.is_closing():
                        return
                    name, answer = self._obey(writer, name, line)
                    writer.write(f"{answer}\n".encode())
                    await writer.drain()
        finally:
            self._forget(name, writer)

    def _obey(self, writer, name, line):
        """What the client is called afterwards, and the answer."""
        if line is None:
            return name, "error,that line is too long"
        try:
            command, *args = (field.strip(" \t") for field in line.decode("utf-8").split(",", 2))
        except UnicodeDecodeError:
            return name, "error,that is no UTF-8"
        if [command, *args] == ["list", "friends"]:
            return name, ",".join(["friends", *sorted(self._users)])
        if command == "register" and len(args) == 1:
            if name or not args[0] or args[0] in self._users:
                return name, "error,this name is not for you"
            self._users[args[0]] = writer
            return args[0], "ok"
        if command == "chat" and args and name:
            to, text = args if len(args) == 2 else (args[0], "hi")
            if to not in self._users:
                return name, "error,nobody has this name"
            if not self._push(to, f"message,{name},{text}\n".encode()):
                return name, "error,that friend does not read"
            return name, "ok"
        return name, "error,unknown command"

    def _push(self, to, data):
        writer = self._users[to]
        if writer.transport.get_write_buffer_size() > BUFFER_LIMIT:
            writer.transport.abort()
        if writer.is_closing():
            self._forget(to, writer)
            return False
        writer.write(data)
        return True

    def _forget(self, name, writer):
        if self._users.get(name) is writer:
            del self._users[name]


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
                if text.startswith("message,"):
                    self._messages.append(tuple(text.split(",", 2)[1:]))
                elif self._answers:
                    self._answers.popleft().append(text)
