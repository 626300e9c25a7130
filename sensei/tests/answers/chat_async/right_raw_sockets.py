"""Raw sockets and loop.sock_*: each client has a TaskGroup of reader and writer, bytes counted."""

import asyncio
import socket
from collections import deque
from contextlib import suppress

LIMIT = 64 * 1024  # of a line; past as many bytes of unread answers a client is not obeyed
BOUND = 1024 * 1024  # past as many unread bytes a message disconnects its receiver


class ChatError(Exception):
    pass


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
            receiver.task.cancel()
            return f"error,{to} does not listen"
        receiver.put(line)
        return "ok"

    def forget(self, connection):
        if connection.name and self.names.get(connection.name) is connection:
            del self.names[connection.name]


class ChatClient:
    def __init__(self, host, port, name):
        self.host, self.port, self.name = host, port, name
        self._sock = None

    async def connect(self):
        self._answers, self._inbox, self._gone = {}, deque(), False
        self._asked = self._answered = 0
        self._sending, self._changed = asyncio.Lock(), asyncio.Condition()
        sock = socket.socket()
        try:
            sock.setblocking(False)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
            await asyncio.get_running_loop().sock_connect(sock, (self.host, self.port))
        except BaseException as error:
            sock.close()
            if isinstance(error, OSError):
                raise ChatError(f"cannot connect: {error}") from error
            raise
        self._sock = sock
        self._task = asyncio.create_task(self._read())
        try:
            await self._ask("register", self.name)
        except BaseException:
            await self.close()
            raise

    async def friends(self):
        answer = await self._ask("list", "friends")
        return answer.split(",")[1:]

    async def chat(self, to, text="hi"):
        if "," in to:
            raise ChatError(f"{to!r} is no name")
        await self._ask("chat", to, text)

    async def receive(self, timeout=None):
        if self._sock is None:
            raise ChatError("not connected")
        async with asyncio.timeout(timeout), self._changed:
            await self._changed.wait_for(lambda: self._inbox or self._gone)
            if not self._inbox:
                raise ChatError("the connection has ended")
            return self._inbox.popleft()

    async def close(self):
        if self._sock is not None and self._sock.fileno() >= 0:
            with suppress(OSError):
                self._sock.shutdown(socket.SHUT_RDWR)
            await asyncio.wait({self._task})
            self._sock.close()

    async def __aenter__(self):
        await self.connect()
        return self

    async def __aexit__(self, *_):
        await self.close()

    async def _ask(self, *fields):
        line = ",".join(fields).encode()
        if self._sock is None or b"\n" in line:
            raise ChatError("not connected" if self._sock is None else "one line at a time")
        async with self._sending:
            if self._gone:
                raise ChatError("the connection has ended")
            self._asked += 1
            number = self._asked
            try:
                await asyncio.get_running_loop().sock_sendall(self._sock, line + b"\n")
            except BaseException as error:
                with suppress(OSError):  # half a line may be out: nothing more can be said
                    self._sock.shutdown(socket.SHUT_RDWR)
                if isinstance(error, OSError):
                    raise ChatError("the connection has ended") from error
                raise
        async with self._changed:
            await self._changed.wait_for(lambda: number in self._answers or self._gone)
        answer = self._answers.pop(number, "error,the connection has ended")
        if answer.startswith("error"):
            raise ChatError(answer.partition(",")[2])
        return answer

    async def _read(self):
        loop, tail = asyncio.get_running_loop(), b""
        try:
            while chunk := await loop.sock_recv(self._sock, LIMIT):
                *lines, tail = (tail + chunk).split(b"\n")
                for line in map(bytes.decode, lines):
                    if line.startswith("message,"):
                        self._inbox.append(tuple(line.split(",", 2)[1:]))
                    else:
                        self._answered += 1
                        self._answers[self._answered] = line
                async with self._changed:
                    self._changed.notify_all()
        except OSError:
            pass
        finally:
            self._gone = True
            async with self._changed:
                self._changed.notify_all()
