"""Serves a client to its end before the next is accepted: the second waits for ever.

first to fail: a silent client does not keep others waiting
"""

import asyncio
import socket

from reference.chat_async import ChatClient, ChatError  # noqa: F401

LIMIT = 64 * 1024  # of a line; past as many bytes of unread answers a client is not obeyed
BOUND = 1024 * 1024  # past as many unread bytes a message disconnects its receiver


class Connection:
    """One client: its lines as they come, and what waits for it."""

    def __init__(self, sock):
        self.sock, self.task, self.name = sock, asyncio.current_task(), None
        self.tail, self.skip = b"", False
        self.waiting, self.finished = bytearray(), False
        self.more, self.less = asyncio.Event(), asyncio.Event()

    def split(self, chunk):
        *whole, self.tail = (self.tail + chunk).split(b"\n")
        for line in whole:
            yield None if self.skip or len(line) > LIMIT else line.removesuffix(b"\r")
            self.skip = False
        if len(self.tail) > LIMIT:
            self.tail, self.skip = b"", True

    def put(self, line):
        self.waiting += line.encode() + b"\n"
        self.more.set()

    async def room(self):
        await asyncio.sleep(0)  # sock_recv and sock_sendall need not pause: others want their turn
        while len(self.waiting) > LIMIT:
            self.less.clear()
            await self.less.wait()

    async def write_out(self):
        loop = asyncio.get_running_loop()
        while not self.finished:
            await self.more.wait()
            self.more.clear()
            while part := bytes(self.waiting[:LIMIT]):
                await loop.sock_sendall(self.sock, part)
                del self.waiting[: len(part)]
                self.less.set()


class ChatServer:
    def __init__(self, host="127.0.0.1", port=0):
        self.host, self.port = host, port
        self.listener, self.task, self.names = None, None, {}

    async def start(self):
        self.listener = socket.create_server((self.host, self.port), backlog=100)
        self.listener.setblocking(False)
        self.port = self.listener.getsockname()[1]
        self.task = asyncio.create_task(self.accept())

    async def accept(self):
        while True:
            sock, _ = await asyncio.get_running_loop().sock_accept(self.listener)
            with sock:
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
                await self.serve(sock)

    async def stop(self, timeout=5.0):
        listener, self.listener = self.listener, None
        if listener is not None:
            self.task.cancel()
            await asyncio.wait({self.task})
            listener.close()

    async def __aenter__(self):
        await self.start()
        return self

    async def __aexit__(self, *_):
        await self.stop()

    async def serve(self, sock):
        me, loop, late = Connection(sock), asyncio.get_running_loop(), None
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(me.write_out())
                while chunk := await loop.sock_recv(sock, LIMIT):
                    for line in me.split(chunk):
                        me.put(self.answer(me, line))
                        await me.room()
                self.forget(me)
                me.finished = True
                me.more.set()
                late = loop.call_later(1, sock.shutdown, socket.SHUT_RDWR)
        except* OSError:
            pass
        finally:
            self.forget(me)
            if late:
                late.cancel()

    def answer(self, me, line):
        if line is None:
            return "error,the line is too long"
        try:
            line = line.decode()
        except UnicodeDecodeError as error:
            return f"error,{error.reason}"
        command, *rest = map(str.strip, line.split(",", 1))
        match command, rest[0] if rest else None:
            case "list", "friends":
                return ",".join(["friends", *sorted(self.names)])
            case "register", str(name) if "," not in name:
                if me.name or not name or name in self.names:
                    return "error,registered already" if me.name else "error,empty or taken"
                me.name = name
                self.names[name] = me
                return "ok"
            case "chat", str(to) if me.name:
                to, comma, text = map(str.strip, to.partition(","))
                return self.deliver(to, f"message,{me.name},{text if comma else 'hi'}")
        return f"error,cannot {command}" if me.name else "error,register first"

    def deliver(self, to, line):
        receiver = self.names.get(to)
        if receiver is None:
            return f"error,no {to} here"
        if len(receiver.waiting) > BOUND:
            self.forget(receiver)
            receiver.sock.shutdown(socket.SHUT_RDWR)
            return f"error,{to} does not listen"
        receiver.put(line)
        return "ok"

    def forget(self, connection):
        if connection.name and self.names.get(connection.name) is connection:
            del self.names[connection.name]
