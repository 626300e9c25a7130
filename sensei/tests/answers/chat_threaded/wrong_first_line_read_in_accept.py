"""The thread that accepts reads the first line too: one who says nothing keeps all others out.

first to fail: a silent client does not keep others waiting
"""

import contextlib
import itertools
import queue
import socket
import threading
import time

LONGEST_LINE = 64 * 1024
MOST_WAITING = 4 * 1024 * 1024  # bytes that may wait for one client
LAST_WORDS = 2.0  # seconds in which a client that has hung up may still read its answers
END = bytearray(b"end")  # known by identity


class ChatError(Exception):
    """The server said no, or is gone."""


class Outbox(queue.Queue):
    """A queue of lines whose size is counted in bytes."""

    def _init(self, maxsize):
        super()._init(maxsize)
        self.size = 0

    def _qsize(self):
        return self.size

    def _put(self, line):
        self.size += len(line)
        super()._put(line)

    def _get(self):
        line = super()._get()
        self.size -= len(line)
        return line


class Connection:
    def __init__(self, sock):
        self.sock = sock
        self.name = None
        self.ended = False
        self.outbox = Outbox(MOST_WAITING)

    def post(self, line):
        try:
            self.outbox.put_nowait(line.encode() + b"\n")
        except queue.Full:
            self.abort()

    def write(self):
        with contextlib.suppress(OSError):
            while (line := self.outbox.get()) is not END:
                self.sock.sendall(line)
        self.abort()

    def lines(self):
        """Each line as bytes, None for one that is too long; a last one without its end is none."""
        rest, too_long = b"", False
        while not self.ended and (chunk := self.sock.recv(65536)):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                line = line.removesuffix(b"\r")
                yield None if too_long or len(line) > LONGEST_LINE else line
                too_long = False
            if len(rest) > LONGEST_LINE + 1:
                rest, too_long = b"", True

    def abort(self):
        """End both directions, which wakes whoever waits in recv or sendall."""
        self.ended = True
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)


class ChatServer:
    def __init__(self, host="127.0.0.1", port=0):
        self.host, self.port = host, port
        self.lock = threading.Lock()
        self.names = {}
        self.connections = set()
        self.listener = None

    def start(self):
        self.listener = socket.create_server((self.host, self.port), backlog=128)
        self.port = self.listener.getsockname()[1]
        self.stopping = False
        self.acceptor = threading.Thread(target=self._accept, args=(self.listener,), daemon=True)
        self.acceptor.start()

    def stop(self, timeout=5.0):
        deadline = time.monotonic() + timeout
        listener, self.listener = self.listener, None
        if listener is None:
            return
        self.stopping = True
        with contextlib.suppress(OSError):  # a last client, to wake accept
            socket.create_connection(listener.getsockname()[:2], timeout=1).close()
        self.acceptor.join(max(0, deadline - time.monotonic()))
        listener.close()
        with self.lock:
            connections = list(self.connections)
        for connection in connections:
            connection.abort()
        for connection in connections:
            connection.reader.join(max(0, deadline - time.monotonic()))

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc_info):
        self.stop()

    def _accept(self, listener):
        while not self.stopping:
            try:
                sock, _ = listener.accept()
            except OSError:
                time.sleep(0.05)  # out of file descriptors, maybe
                continue
            if self.stopping:
                sock.close()
                break
            connection = Connection(sock)
            connection.early = next(connection.lines(), b"")
            connection.reader = threading.Thread(
                target=self._serve, args=(connection,), daemon=True
            )
            with self.lock:
                self.connections.add(connection)
            connection.reader.start()

    def _serve(self, connection):
        writer = threading.Thread(target=connection.write, daemon=True)
        writer.start()
        try:
            with contextlib.suppress(OSError):
                connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for line in itertools.chain([connection.early], connection.lines()):
                    if connection.ended:
                        break
                    connection.post(self._answer(connection, line))
        finally:
            with self.lock:
                if connection.name is not None:
                    del self.names[connection.name]
            with contextlib.suppress(queue.Full):
                connection.outbox.put_nowait(END)
                writer.join(LAST_WORDS)
            connection.abort()
            writer.join()
            connection.sock.close()
            with self.lock:
                self.connections.discard(connection)

    def _answer(self, connection, line):
        if line is None:
            return "error,line too long"
        try:
            fields = [field.strip() for field in line.decode().split(",", 2)]
        except UnicodeDecodeError:
            return "error,not UTF-8"
        match fields:
            case ["register", name]:
                return self._register(connection, name)
            case ["list", "friends"]:
                with self.lock:
                    return ",".join(["friends", *sorted(self.names)])
            case ["chat", *_] if connection.name is None:
                return "error,register first"
            case ["chat", to]:
                return self._chat(connection, to, "hi")
            case ["chat", to, text]:
                return self._chat(connection, to, text)
        return "error,unknown command"

    def _register(self, connection, name):
        with self.lock:
            if connection.name is not None:
                return f"error,already registered, as {connection.name}"
            if not name:
                return "error,empty name"
            if name in self.names:
                return "error,name taken"
            self.names[name] = connection
            connection.name = name
        return "ok"

    def _chat(self, connection, to, text):
        with self.lock:
            receiver = self.names.get(to)
        if receiver is None:
            return f"error,nobody is called {to}"
        receiver.post(f"message,{connection.name},{text}")
        return "ok"


class ChatClient:
    """One thread reads; what it reads goes to one of two queues. None in a queue: no more."""

    def __init__(self, host, port, name):
        self.address, self.name = (host, port), name
        self.turn = threading.Lock()
        self.sock = None

    def connect(self):
        try:
            self.sock = socket.create_connection(self.address)
        except OSError as error:
            raise ChatError(f"no server at {self.address}") from error
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.answers, self.messages = queue.Queue(), queue.Queue()
        self.reader = threading.Thread(target=self._read, args=(self.sock,), daemon=True)
        self.reader.start()
        try:
            self._ask("register", self.name)
        except BaseException:
            self.close()
            raise

    def friends(self):
        return self._ask("list", "friends")[1:]

    def chat(self, to, text="hi"):
        if "," in to:
            raise ChatError(f"a name holds no comma: {to!r}")
        self._ask("chat", to, text)

    def receive(self, timeout=None):
        if self.sock is None:
            raise ChatError("not connected")
        try:
            message = self.messages.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError(f"no message within {timeout} s") from None
        if message is None:
            self.messages.put(None)  # for the next one who waits
            raise ChatError("the server is gone")
        return message

    def close(self):
        sock, self.sock = self.sock, None
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)
            self.reader.join()
            sock.close()

    def __enter__(self):
        self.connect()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def _ask(self, *fields):
        line = ",".join(fields)
        if "\n" in line:
            raise ChatError("a message is one line")
        data = line.encode() + b"\n"
        with self.turn:
            sock = self.sock
            if sock is None:
                raise ChatError("not connected")
            with contextlib.suppress(OSError):  # the reader sees it as well
                sock.sendall(data)
            answer = self.answers.get()
            if answer is None:
                self.answers.put(None)
                raise ChatError("the server is gone")
        kind, *rest = answer.split(",")
        if kind == "error":
            raise ChatError(",".join(rest))
        return [kind, *rest]

    def _read(self, sock):
        rest = b""
        with contextlib.suppress(OSError):
            while chunk := sock.recv(65536):
                *lines, rest = (rest + chunk).split(b"\n")
                for line in lines:
                    text = line.removesuffix(b"\r").decode(errors="replace")
                    if text.startswith("message,"):
                        sender, text = text.removeprefix("message,").split(",", 1)
                        self.messages.put((sender, text))
                    else:
                        self.answers.put(text)
        self.messages.put(None)
        self.answers.put(None)
