"""Drops messages when the queue of a receiver is full, where it should disconnect it.

first to fail: a client that does not read delays nobody and is cut off
"""

import asyncio
from contextlib import suppress

from reference.chat_async import ChatClient, ChatError  # noqa: F401

LINE_LIMIT = 64 * 1024
QUEUE_LIMIT = 1000


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
            if not self._send(peer, None):
                writer.transport.abort()
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
            return False
        return True

    def _forget(self, peer):
        if self._names.get(peer.name) is peer:
            del self._names[peer.name]
