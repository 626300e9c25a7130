"""Runs its loop in a second thread, where all should happen on the one thread of the caller.

first to fail: everything happens on one thread
"""

import asyncio
import socket
import threading
from contextlib import suppress

from reference.chat_async import ChatClient, ChatError  # noqa: F401

LINE_LIMIT = 64 * 1024
BUFFER_LIMIT = 256 * 1024


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


class LoopServer:
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


class ChatServer:
    def __init__(self, host="127.0.0.1", port=0):
        self._server, self._thread = LoopServer(host, port), None

    @property
    def port(self):
        return self._server.port

    async def start(self):
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        try:
            await self._there(self._server.start())
        except BaseException:
            await self.stop()
            raise

    async def stop(self, timeout=5.0):
        thread, self._thread = self._thread, None
        if thread is not None:
            await self._there(self._server.stop(timeout))
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join()

    async def __aenter__(self):
        await self.start()
        return self

    async def __aexit__(self, *args):
        await self.stop()

    def _run(self):
        self._loop.run_forever()
        self._loop.close()

    async def _there(self, coroutine):
        future = asyncio.run_coroutine_threadsafe(coroutine, self._loop)
        return await asyncio.wrap_future(future)
