"""A line that is not UTF-8 raises in the handler: the client loses its connection and its name.

first to fail: what is not utf 8 is an error and the next line is read
"""

import contextlib
import queue
import socket
import socketserver
import threading

from reference.chat_threaded import ChatClient, ChatError

__all__ = ["ChatClient", "ChatError", "ChatServer"]

MAX_LINE = 64 * 1024
WAITING = 300  # lines, per client
PATIENCE = 0.1  # seconds that a full queue has to move


class Handler(socketserver.StreamRequestHandler):
    disable_nagle_algorithm = True

    def setup(self):
        super().setup()
        self.name, self.ended = None, False
        self.outbox = queue.Queue(WAITING)
        self.writer = threading.Thread(target=self.write, daemon=True)
        self.writer.start()
        self.server.handlers.add(self)
        if self.server.stopping:
            self.cut()

    def handle(self):
        with contextlib.suppress(OSError):
            while line := self.rfile.readline(MAX_LINE + 2):
                if line.endswith(b"\n"):
                    line = line[:-1].removesuffix(b"\r")
                    self.put(self.answer(line) if len(line) <= MAX_LINE else "error,too long")
                elif len(line) > MAX_LINE:
                    self.put("error,too long")
                    while line and not line.endswith(b"\n"):
                        line = self.rfile.readline(MAX_LINE)

    def finish(self):
        with self.server.lock:
            if self.name:
                del self.server.users[self.name]
        with contextlib.suppress(queue.Full):
            self.outbox.put_nowait(None)
            self.writer.join(1)
        self.cut()
        self.writer.join()
        self.server.handlers.discard(self)
        super().finish()

    def answer(self, line):
        fields = [field.strip() for field in line.decode().split(",", 2)]
        if fields[0] == "list" and fields[1:] == ["friends"]:
            with self.server.lock:
                return "friends," + ",".join(sorted(self.server.users))
        if fields[0] == "register" and len(fields) == 2:
            return self.register(fields[1])
        if self.name is None:
            return "error,register first"
        if fields[0] == "chat" and len(fields) > 1:
            return self.chat(*fields[1:])
        return "error,unknown command"

    def register(self, name):
        with self.server.lock:
            if self.name or not name or name in self.server.users:
                return "error,you cannot have this name"
            self.name = name
            self.server.users[name] = self
        return "ok"

    def chat(self, to, text="hi"):
        with self.server.lock:
            other = self.server.users.get(to)
        if other is None:
            return "error,unknown user"
        other.put(f"message,{self.name},{text}")
        return "ok"

    def put(self, line):
        if self.ended:
            return
        try:
            self.outbox.put(line.encode() + b"\n", timeout=PATIENCE)
        except queue.Full:
            self.cut()

    def write(self):
        with contextlib.suppress(OSError):
            while data := self.outbox.get():
                self.request.sendall(data)
        self.cut()

    def cut(self):
        self.ended = True
        with contextlib.suppress(OSError):
            self.request.shutdown(socket.SHUT_RDWR)


class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    request_queue_size = 128

    def __init__(self, address):
        super().__init__(address, Handler)
        self.lock = threading.Lock()
        self.users = {}
        self.handlers = set()
        self.stopping = False


class ChatServer:
    def __init__(self, host="127.0.0.1", port=0):
        self.host, self.port = host, port
        self.server = None

    def start(self):
        self.server = Server((self.host, self.port))
        self.port = self.server.server_address[1]
        self.thread = threading.Thread(target=self.server.serve_forever, args=(0.02,))
        self.thread.start()

    def stop(self, timeout=5.0):
        if self.server is None:
            return
        self.server.shutdown()
        self.thread.join(timeout)
        self.server.stopping = True
        for handler in self.server.handlers.copy():
            handler.cut()
        self.server.server_close()
        self.server = None

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc_info):
        self.stop()
