"""stop joins the threads of the clients, which wait in recv: it hangs until the clients leave.

first to fail: stop ends every connection
"""

import contextlib
import socket
import threading

from reference.chat_threaded import ChatClient, ChatError

__all__ = ["ChatClient", "ChatError", "ChatServer"]

MAX_LINE = 64 * 1024
MAX_WAITING = 4 * 1024 * 1024  # bytes, per client


class Session:
    """One client: this thread reads, a second one writes."""

    def __init__(self, server, sock):
        self.server, self.sock = server, sock
        self.name = None
        self.waiting = bytearray()
        self.ended = False
        self.changed = threading.Condition()
        self.thread = threading.Thread(target=self.run, daemon=True)

    def run(self):
        writer = threading.Thread(target=self.write, daemon=True)
        writer.start()
        try:
            with contextlib.suppress(OSError):
                self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.read()
        finally:
            self.server.forget(self)
            self.end()
            writer.join(1)  # the last answers
            self.hang_up()
            writer.join()
            self.sock.close()
            self.server.sessions.discard(self)

    def read(self):
        rest, too_long = b"", False
        while not self.ended and (chunk := self.sock.recv(65536)):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                line = line.removesuffix(b"\r")
                if too_long or len(line) > MAX_LINE:
                    self.post("error,line too long")
                else:
                    self.post(self.server.answer(self, line))
                too_long = False
            if len(rest) > MAX_LINE + 1:
                rest, too_long = b"", True

    def post(self, line):
        with self.changed:
            if not self.ended:
                self.waiting += line.encode() + b"\n"
                self.changed.notify()
            full = len(self.waiting) > MAX_WAITING
        if full:
            self.hang_up()

    def write(self):
        with contextlib.suppress(OSError):
            while True:
                with self.changed:
                    self.changed.wait_for(lambda: self.waiting or self.ended)
                    data, self.waiting = self.waiting, bytearray()
                if not data:
                    return
                self.sock.sendall(data)
        self.hang_up()

    def end(self):
        with self.changed:
            self.ended = True
            self.changed.notify()

    def hang_up(self):
        self.end()
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)


class ChatServer:
    def __init__(self, host="127.0.0.1", port=0):
        self.host, self.port = host, port
        self.lock = threading.Lock()
        self.sessions = set()
        self.users = {}
        self.listener = None

    def start(self):
        self.listener = socket.create_server((self.host, self.port), backlog=128)
        self.port = self.listener.getsockname()[1]
        self.thread = threading.Thread(target=self.accept, args=(self.listener,), daemon=True)
        self.thread.start()

    def accept(self, listener):
        with contextlib.suppress(OSError):
            while True:
                sock, _ = listener.accept()
                session = Session(self, sock)
                self.sessions.add(session)
                session.thread.start()

    def stop(self, timeout=5.0):
        if self.listener is None:
            return
        self.listener.shutdown(socket.SHUT_RDWR)  # wakes accept
        self.thread.join(timeout)
        self.listener.close()
        self.listener = None
        for session in self.sessions.copy():
            session.thread.join()

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc_info):
        self.stop()

    def answer(self, session, line):
        try:
            fields = [field.strip() for field in line.decode().split(",", 2)]
        except UnicodeDecodeError:
            return "error,not UTF-8"
        match fields:
            case ["register", name]:
                return self.register(session, name)
            case ["list", "friends"]:
                with self.lock:
                    return ",".join(["friends", *sorted(self.users)])
            case ["chat", to, *text] if session.name is not None:
                return self.chat(session, to, text[0] if text else "hi")
        return "error,unknown command" if session.name else "error,register first"

    def register(self, session, name):
        if not name:
            return "error,empty name"
        with self.lock:
            if session.name is not None:
                return "error,already registered"
            if name in self.users:
                return "error,name taken"
            self.users[name] = session
            session.name = name
        return "ok"

    def chat(self, session, to, text):
        with self.lock:
            receiver = self.users.get(to)
        if receiver is None:
            return f"error,no user {to}"
        receiver.post(f"message,{session.name},{text}")
        return "ok"

    def forget(self, session):
        with self.lock:
            if session.name is not None:
                del self.users[session.name]
