"""Does not look at the second field of "list": "list,enemies" is answered with the friends.

first to fail: what cannot be done is an error and the connection lives on
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
        self.listener, self.tasks, self.names = None, set(), {}

    async def start(self):
        self.listener = socket.create_server((self.host, self.port), backlog=100)
        self.listener.setblocking(False)
        self.port = self.listener.getsockname()[1]
        asyncio.get_running_loop().add_reader(self.listener, self.accept)

    def accept(self):
        try:
            sock, _ = self.listener.accept()
        except OSError:
            return
        sock.setblocking(False)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        task = asyncio.get_running_loop().create_task(self.serve(sock))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)
        task.add_done_callback(lambda _: sock.close())

    async def stop(self, timeout=5.0):
        listener, self.listener = self.listener, None
        if listener is not None:
            asyncio.get_running_loop().remove_reader(listener)
            listener.close()
            for task in self.tasks:
                task.cancel()
            if self.tasks:
                await asyncio.wait(self.tasks)

    async def __aenter__(self):
        await self.start()
        return self

    async def __aexit__(self, *_):
        await self.stop()

    async def serve(self, sock):
        me, loop = Connection(sock), asyncio.get_running_loop()
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
                late = loop.call_later(1, me.task.cancel)
                me.task.add_done_callback(lambda _: late.cancel())
        except* OSError:
            pass
        finally:
            self.forget(me)

    def answer(self, me, line):
        if line is None:
            return "error,the line is too long"
        try:
            line = line.decode()
        except UnicodeDecodeError as error:
            return f"error,{error.reason}"
        command, *rest = map(str.strip, line.split(",", 1))
        match command, rest[0] if rest else None:
            case "list", _:
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
            receiver.task.cancel()
            return f"error,{to} does not listen"
        receiver.put(line)
        return "ok"

    def forget(self, connection):
        if connection.name and self.names.get(connection.name) is connection:
            del self.names[connection.name]
