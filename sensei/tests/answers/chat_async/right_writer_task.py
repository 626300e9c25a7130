"""Streams: each client has a writer task that empties a bounded queue; a full queue cuts it off."""

import asyncio
from collections import deque
from contextlib import suppress

LINE_LIMIT = 64 * 1024
QUEUE_LIMIT = 1000


class ChatError(Exception):
    """The server refused, or it is gone."""


async def read_line(reader):
    """The next line without its end, b"" and True for one that is too long, None at the end."""
    too_long = False
    while True:
        try:
            line = await reader.readuntil(b"\n")
        except asyncio.LimitOverrunError as error:
            await reader.readexactly(error.consumed)
            too_long = True
        except (asyncio.IncompleteReadError, OSError):
            return None, False
        else:
            return (b"", True) if too_long else (line[:-1].removesuffix(b"\r"), False)


class Peer:
    def __init__(self, writer):
        self.writer = writer
        self.name = None
        self.queue = asyncio.Queue(QUEUE_LIMIT)

    async def write_all(self):
        with suppress(OSError):
            while (line := await self.queue.get()) is not None:
                self.writer.write(line.encode() + b"\n")
                await self.writer.drain()
        self.writer.close()


class ChatServer:
    def __init__(self, host="127.0.0.1", port=0):
        self.host, self.port = host, port
        self._server = None
        self._names = {}
        self._tasks = {}  # handler task -> writer

    async def start(self):
        self._server = await asyncio.start_server(
            self._connected, self.host, self.port, limit=LINE_LIMIT
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self, timeout=5.0):
        server, self._server = self._server, None
        if server is None:
            return
        # After a timer nothing is half accepted: asyncio trips over that when the server closes.
        await asyncio.sleep(0.001)
        server.close()
        await asyncio.sleep(0)
        for writer in self._tasks.values():
            writer.transport.abort()
        if self._tasks:
            await asyncio.wait(self._tasks)  # no timeout: each of their awaits ends with abort()
        await server.wait_closed()

    async def __aenter__(self):
        await self.start()
        return self

    async def __aexit__(self, *exc):
        await self.stop()

    def _connected(self, reader, writer):
        task = asyncio.create_task(self._serve(reader, writer))
        self._tasks[task] = writer
        task.add_done_callback(self._tasks.pop)

    async def _serve(self, reader, writer):
        peer = Peer(writer)
        writing = asyncio.create_task(peer.write_all())
        try:
            while not writer.is_closing():
                line, too_long = await read_line(reader)
                if line is None:
                    break
                answer = "error,line too long" if too_long else self._answer(peer, line)
                self._send(peer, answer)
                await asyncio.sleep(0)  # lines at hand are read without a pause: let others write
                await writer.drain()  # one that asks and does not read waits for itself
        except OSError:
            pass
        finally:
            self._forget(peer)
            self._send(peer, None)
            late = asyncio.get_running_loop().call_later(1, writer.transport.abort)
            await asyncio.wait({writing})
            with suppress(OSError):
                await writer.wait_closed()
            late.cancel()

    def _answer(self, peer, line):
        try:
            fields = [field.strip() for field in line.decode().split(",", 2)]
        except UnicodeDecodeError:
            return "error,not UTF-8"
        match fields:
            case ["list", "friends"]:
                return ",".join(["friends", *sorted(self._names)])
            case ["register", name]:
                if peer.name is not None:
                    return "error,you are registered"
                if not name or name in self._names:
                    return "error,name is taken" if name else "error,name is empty"
                peer.name = name
                self._names[name] = peer
                return "ok"
            case ["chat", to, *text] if peer.name is not None:
                message = f"message,{peer.name},{text[0] if text else 'hi'}"
                if to in self._names and self._send(self._names[to], message):
                    return "ok"
                return "error,no such friend"
        return "error,unknown command"

    def _send(self, peer, line):
        try:
            peer.queue.put_nowait(line)
        except asyncio.QueueFull:
            self._forget(peer)
            peer.writer.transport.abort()
            return False
        return True

    def _forget(self, peer):
        if self._names.get(peer.name) is peer:
            del self._names[peer.name]


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
            while (line := await reader.readline()).endswith(b"\n"):
                kind, _, rest = line[:-1].decode().partition(",")
                if kind == "message":
                    sender, _, text = rest.partition(",")
                    self._inbox.put_nowait((sender, text))
                elif self._answers:
                    answer = self._answers.popleft()
                    if not answer.done():
                        answer.set_result(line[:-1].decode())
        self._writer.close()
        self._inbox.put_nowait(None)
        for answer in self._answers:
            if not answer.done():
                answer.set_exception(ChatError("the server is gone"))
