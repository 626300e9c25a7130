"""socketserver.ThreadingTCPServer, a writer per handler; the client has no thread of its own."""

import collections
import contextlib
import select
import socket
import socketserver
import threading
import time

LIMIT = 65536  # of a line, its end included
BACKLOG = 4 << 20  # bytes that may wait for one client


class ChatError(Exception):
    """What the server answered, or that it is gone."""


class Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def setup(self):
        super().setup()
        self.name = None
        self.ended = False
        self.waiting = bytearray()
        self.changed = threading.Condition()
        self.writer = threading.Thread(target=self.write, daemon=True)
        self.writer.start()
        self.server.join(self)

    def handle(self):
        with contextlib.suppress(OSError):
            for line in self.lines():
                try:
                    self.post(self.answer(line))
                except ValueError as error:  # a UnicodeDecodeError is one
                    self.post(f"error,{error}")

    def finish(self):
        self.server.leave(self)
        with self.changed:
            self.changed.wait_for(lambda: self.ended or not self.waiting, timeout=1)
            self.ended = True
            self.changed.notify_all()
        self.writer.join(1)
        self.hang_up()
        self.writer.join()
        self.server.handlers.discard(self)
        super().finish()

    def lines(self):
        while not self.ended and (line := self.rfile.readline(LIMIT)):
            if line.endswith(b"\n"):
                yield line.removesuffix(b"\n").removesuffix(b"\r")
            elif len(line) == LIMIT:
                yield None
                while line and not line.endswith(b"\n"):
                    line = self.rfile.readline(LIMIT)

    def answer(self, line):
        if line is None:
            raise ValueError("more than 64 KiB")
        command, *fields = [field.strip(" \t\r") for field in line.decode().split(",", 2)]
        if command == "register" and len(fields) == 1:
            self.server.register(fields[0], self)
        elif command == "list" and fields == ["friends"]:
            return "friends," + ",".join(self.server.users())
        elif command == "chat" and fields:
            if self.name is None:
                raise ValueError("who are you?")
            to, text = [*fields, "hi"][:2]
            self.server.user(to).post(f"message,{self.name},{text}")
        else:
            raise ValueError(f"what is {command[:20]!r}?")
        return "ok"

    def post(self, line):
        with self.changed:
            self.waiting += line.encode() + b"\n"
            self.changed.notify_all()
            full = len(self.waiting) > BACKLOG
        if full:
            self.server.leave(self)
            self.hang_up()

    def write(self):
        try:
            while True:
                with self.changed:
                    self.changed.wait_for(lambda: self.ended or self.waiting)
                    if not self.waiting:
                        return
                    data, self.waiting = self.waiting, bytearray()
                    self.changed.notify_all()
                self.request.sendall(data)
        except OSError:
            self.hang_up()

    def hang_up(self):
        with self.changed:
            self.ended = True
            self.waiting.clear()
            self.changed.notify_all()
        with contextlib.suppress(OSError):
            self.request.shutdown(socket.SHUT_RDWR)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, address):
        super().__init__(address, Handler)
        self.lock = threading.Lock()
        self.handlers = set()
        self.names = {}
        self.stopping = False

    def join(self, handler):
        with self.lock:
            self.handlers.add(handler)
            stopping = self.stopping
        if stopping:
            handler.hang_up()

    def leave(self, handler):
        with self.lock:
            if self.names.get(handler.name) is handler:
                del self.names[handler.name]

    def register(self, name, handler):
        with self.lock:
            if handler.name is not None:
                raise ValueError(f"you are {handler.name}")
            if not name or name in self.names:
                raise ValueError("this name is taken" if name else "a name is not empty")
            self.names[name] = handler
            handler.name = name

    def users(self):
        with self.lock:
            return sorted(self.names)

    def user(self, name):
        with self.lock:
            if name not in self.names:
                raise ValueError(f"no {name} here")
            return self.names[name]


class ChatServer:
    def __init__(self, host="127.0.0.1", port=0):
        self.host, self.port = host, port
        self.server = None

    def start(self):
        self.server = Server((self.host, self.port))
        self.port = self.server.server_address[1]
        self.loop = threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True)
        self.loop.start()

    def stop(self, timeout=5.0):
        server, self.server = self.server, None
        if server is None:
            return
        server.shutdown()
        with server.lock:
            server.stopping = True
            handlers = server.handlers.copy()
        for handler in handlers:
            handler.hang_up()
        closing = threading.Thread(target=server.server_close, daemon=True)  # joins all threads
        closing.start()
        closing.join(timeout)
        self.loop.join(timeout)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc_info):
        self.stop()


class NoMessage(ChatError, TimeoutError):
    """None came in time."""


class ChatClient:
    """Of the threads that wait, one reads for all."""

    def __init__(self, host, port, name):
        self.address, self.name = (host, port), name
        self.changed = threading.Condition()
        self.turn = threading.Lock()
        self.sock, self.ended = None, True

    def connect(self):
        try:
            self.sock = socket.create_connection(self.address)
        except OSError as error:
            raise ChatError("nobody listens") from error
        self.rest, self.ended, self.reading = b"", False, False
        self.answers, self.messages = collections.deque(), collections.deque()
        try:
            self.ask(f"register,{self.name}")
        except BaseException:
            self.close()
            raise

    def friends(self):
        return self.ask("list,friends").split(",")[1:]

    def chat(self, to, text="hi"):
        if "," in to:
            raise ChatError(f"nobody is called {to}")
        self.ask(f"chat,{to},{text}")

    def receive(self, timeout=None):
        if self.sock is None:
            raise ChatError("not connected")
        _, sender, text = self.wait(self.messages, timeout).split(",", 2)
        return sender, text

    def close(self):
        sock, self.sock = self.sock, None
        if sock is None:
            return
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)
        with self.changed:
            self.ended = True
            self.changed.notify_all()
            self.changed.wait_for(lambda: not self.reading)
        sock.close()

    def __enter__(self):
        self.connect()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def ask(self, line):
        if "\n" in line:
            raise ChatError("one line, please")
        data = line.encode() + b"\n"
        with self.turn:
            sock = self.sock
            try:
                if self.ended:
                    raise OSError("not connected")
                sock.sendall(data)
            except OSError as error:
                raise ChatError(str(error)) from error
            answer = self.wait(self.answers)
        if answer.startswith("error"):
            raise ChatError(answer.partition(",")[2])
        return answer

    def wait(self, box, timeout=None):
        deadline = None if timeout is None else time.monotonic() + timeout
        polled = False
        with self.changed:
            sock = self.sock
            while not box:
                left = None if deadline is None else max(0, deadline - time.monotonic())
                if self.ended:
                    raise ChatError("the server is gone")
                if left == 0 and (polled or self.reading):
                    raise NoMessage(f"nothing within {timeout} s")
                if self.reading:
                    self.changed.wait(left)
                    continue
                self.reading, polled = True, True
                self.changed.release()
                try:
                    lines, ended = self.read(sock, left)
                finally:
                    self.changed.acquire()
                    self.reading = False
                    self.changed.notify_all()
                for line in lines:
                    is_message = line.startswith("message,")
                    (self.messages if is_message else self.answers).append(line)
                self.ended = self.ended or ended
            return box.popleft()

    def read(self, sock, timeout):
        """The lines that have come within the time, and whether no more will."""
        poll = select.poll()
        poll.register(sock, select.POLLIN)
        if not poll.poll(None if timeout is None else timeout * 1000):
            return [], False
        try:
            data = sock.recv(65536)
        except OSError:
            data = b""
        *lines, self.rest = (self.rest + data).split(b"\n")
        return [line.removesuffix(b"\r").decode(errors="replace") for line in lines], not data
