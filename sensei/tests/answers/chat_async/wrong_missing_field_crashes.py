"""Unpacks two fields from every line: one without a comma crashes and ends the connection.

first to fail: a bad name is refused and the connection lives on
"""

import asyncio
from collections import deque

from reference.chat_async import ChatClient, ChatError  # noqa: F401

LINE_LIMIT = 65536
PAUSE_AT = 65536  # unread answers: we stop reading its commands
ABORT_AT = 1 << 20  # unread messages of others: we cut it off


class Lines(asyncio.Protocol):
    """Cuts what arrives into lines; None stands for a line over the limit."""

    limit = LINE_LIMIT

    def __init__(self):
        self.loop = asyncio.get_running_loop()
        self.tail, self.skipping = b"", False
        self.lines, self.paused = deque(), False
        self.closed = self.loop.create_future()

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        *lines, self.tail = (self.tail + data).split(b"\n")
        for line in lines:
            self.lines.append(None if self.skipping or len(line) > self.limit else line)
            self.skipping = False
        if len(self.tail) > self.limit:
            self.tail, self.skipping = b"", True
        self.work()

    def work(self):
        while self.lines and not self.paused and not self.transport.is_closing():
            line = self.lines.popleft()
            self.line_received(line and line.removesuffix(b"\r"))

    def connection_lost(self, error):
        if not self.closed.done():
            self.closed.set_result(None)

    def send(self, line):
        self.transport.write(line.encode() + b"\n")


class Connection(Lines):
    def __init__(self, server):
        super().__init__()
        self.server = server
        self.name = None

    def connection_made(self, transport):
        super().connection_made(transport)
        transport.set_write_buffer_limits(high=PAUSE_AT)
        self.server.connections.add(self)

    def pause_writing(self):
        self.paused = True
        self.transport.pause_reading()

    def resume_writing(self):
        self.paused = False
        self.work()
        if not self.paused:
            self.transport.resume_reading()

    def eof_received(self):
        self.forget()  # what waits is still sent, then the transport closes

    def connection_lost(self, error):
        self.forget()
        self.server.connections.discard(self)
        super().connection_lost(error)

    def forget(self):
        if self.name and self.server.names.get(self.name) is self:
            del self.server.names[self.name]

    def line_received(self, line):
        if line is None:
            return self.send("error,line too long")
        try:
            answer = self.answer(*(field.strip() for field in line.decode().split(",", 2)))
        except UnicodeDecodeError:
            answer = "error,not UTF-8"
        self.send(answer)

    def answer(self, command, first, *more):
        names = self.server.names
        if command == "list" and first == "friends" and not more:
            return "friends," + ",".join(sorted(names))
        if command == "register" and not more:
            name = first
            if self.name:
                return f"error,already registered as {self.name}"
            if not name:
                return "error,empty name"
            if names.setdefault(name, self) is not self:
                return f"error,{name} is taken"
            self.name = name
            return "ok"
        if command == "chat" and self.name:
            receiver = names.get(first)
            if receiver is None or not receiver.deliver(self.name, *more):
                return f"error,{first} is not here"
            return "ok"
        return "error,what?"

    def deliver(self, sender, text="hi"):
        if self.transport.get_write_buffer_size() > ABORT_AT:
            self.transport.abort()
        if self.transport.is_closing():
            self.forget()
            return False
        self.send(f"message,{sender},{text}")
        return True


class ChatServer:
    def __init__(self, host="127.0.0.1", port=0):
        self.host, self.port = host, port
        self.names, self.connections = {}, set()
        self.server = None

    async def start(self):
        loop = asyncio.get_running_loop()
        self.server = await loop.create_server(lambda: Connection(self), self.host, self.port)
        self.port = self.server.sockets[0].getsockname()[1]

    async def stop(self, timeout=5.0):
        server, self.server = self.server, None
        if server:
            # Just behind a timer no accepted socket still waits for its transport.
            await asyncio.sleep(0.001)
            server.close()
            await asyncio.sleep(0)
            closed = [connection.closed for connection in self.connections]
            for connection in list(self.connections):
                connection.transport.abort()
            if closed:
                await asyncio.wait(closed)
            await server.wait_closed()

    async def __aenter__(self):
        await self.start()
        return self

    async def __aexit__(self, *exc_info):
        await self.stop()
