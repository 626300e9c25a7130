"""Readers post every line to one hub thread, which alone owns the names; writers send its words."""

import contextlib
import queue
import selectors
import socket
import threading
import time
from concurrent.futures import Future

KIB = 1024
NEW, LEFT, GONE, STOP = object(), object(), object(), object()


class ChatError(Exception):
    """Refused, not connected, or no server any more."""


class Peer:
    """One connection: a reader thread, a writer thread, and the lines that wait for the latter."""

    def __init__(self, sock, hub):
        self.sock, self.hub = sock, hub
        self.name = None
        self.lines, self.size, self.closing = [], 0, False
        self.more = threading.Condition()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.writer = threading.Thread(target=self.write, daemon=True)

    def start(self):
        self.writer.start()
        self.reader.start()

    def read(self):
        with contextlib.suppress(OSError), self.sock.makefile("rb") as file:
            self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            while line := file.readline(64 * KIB + 2):
                ended = line.endswith(b"\n")
                whole = ended and len(line.rstrip(b"\r\n")) <= 64 * KIB
                while line and not line.endswith(b"\n"):
                    line = file.readline(64 * KIB)
                if line and not self.closing:
                    self.hub.put((self, line if whole else None))
        self.hub.put((self, LEFT))
        self.writer.join(2)  # who cannot take the last lines in this time loses them
        self.cut()
        self.writer.join()
        self.sock.close()
        self.hub.put((self, GONE))

    def write(self):
        with contextlib.suppress(OSError):
            while True:
                with self.more:
                    self.more.wait_for(lambda: self.lines or self.closing)
                    lines, self.lines, self.size = self.lines, [], 0
                if not lines:
                    break
                self.sock.sendall(b"".join(lines))
        self.cut()

    def say(self, line):
        """False when too much waits already: then nobody reads at the other end."""
        data = line.encode() + b"\n"
        with self.more:
            if self.size > 4096 * KIB:
                return False
            self.lines.append(data)
            self.size += len(data)
            self.more.notify()
        return True

    def finish(self):
        """No more lines: the writer sends what waits, then hangs up."""
        with self.more:
            self.closing = True
            self.more.notify()

    def cut(self):
        self.finish()
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)


class ChatServer:
    def __init__(self, host="127.0.0.1", port=0):
        self.host, self.port = host, port
        self.running = False

    def start(self):
        self.listener = socket.create_server((self.host, self.port), backlog=128)
        self.port = self.listener.getsockname()[1]
        self.alarm, self.ear = socket.socketpair()
        self.lines = queue.Queue(100)
        self.peers, self.names = set(), {}
        self.door = threading.Thread(target=self.welcome, daemon=True)
        self.hub = threading.Thread(target=self.rule, daemon=True)
        self.running = True
        self.door.start()
        self.hub.start()

    def stop(self, timeout=5.0):
        if not self.running:
            return
        self.running = False
        deadline = time.monotonic() + timeout
        self.alarm.close()
        self.door.join(timeout)
        self.lines.put((None, STOP))
        self.hub.join(max(0, deadline - time.monotonic()))

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc_info):
        self.stop()

    def welcome(self):
        with selectors.DefaultSelector() as selector, self.listener, self.ear:
            selector.register(self.listener, selectors.EVENT_READ)
            selector.register(self.ear, selectors.EVENT_READ)
            while self.running:
                if any(key.fileobj is self.ear for key, _ in selector.select()):
                    break
                with contextlib.suppress(OSError):
                    sock, _ = self.listener.accept()
                    self.lines.put((Peer(sock, self.lines), NEW))

    def rule(self):
        stopping = False
        while not (stopping and not self.peers):
            peer, line = self.lines.get()
            if line is STOP:
                stopping = True
                for peer in self.peers:
                    peer.cut()
            elif line is NEW:
                self.peers.add(peer)
                peer.start()
            elif line is LEFT:
                self.free(peer)
                peer.finish()
            elif line is GONE:
                peer.reader.join()
                self.peers.remove(peer)
            elif not peer.closing:
                answer, *message = self.obey(peer, line)
                if not peer.say(answer):
                    self.drop(peer)
                if message and not message[0].say(message[1]):
                    self.drop(message[0])

    def drop(self, peer):
        self.free(peer)
        peer.cut()

    def free(self, peer):
        if self.names.get(peer.name) is peer:
            del self.names[peer.name]

    def obey(self, peer, line):
        """The answer, and perhaps whom to tell what."""
        if line is None:
            return ["error,64 KiB is the limit"]
        try:
            line = line.removesuffix(b"\n").removesuffix(b"\r").decode()
        except UnicodeDecodeError as error:
            return [f"error,{error.reason}"]
        command, *args = (field.strip() for field in line.split(",", 2))
        if command == "register" and len(args) == 1:
            if peer.name or not args[0] or args[0] in self.names:
                return ["error,this name cannot be yours"]
            peer.name = args[0]
            self.names[peer.name] = peer
            return ["ok"]
        if command == "list" and args == ["friends"]:
            return ["friends," + ",".join(sorted(self.names))]
        if command == "chat" and args and peer.name:
            if args[0] not in self.names:
                return ["error,unknown receiver"]
            text = args[1] if args[1:] else "hi"
            return ["ok", self.names[args[0]], f"message,{peer.name},{text}"]
        return ["error,unknown command, or not registered"]


class ChatClient:
    """Each question is a future; the reader answers the oldest."""

    def __init__(self, host, port, name):
        self.address, self.name = (host, port), name
        self.lock = threading.Lock()
        self.sock = self.reader = None

    def connect(self):
        try:
            self.sock = socket.create_connection(self.address)
        except OSError as error:
            raise ChatError(error.strerror) from error
        self.asked, self.messages = queue.SimpleQueue(), queue.SimpleQueue()
        self.gone = False
        self.reader = threading.Thread(target=self.read, args=(self.sock,), daemon=True)
        self.reader.start()
        try:
            self.ask(f"register,{self.name}")
        except BaseException:
            self.close()
            raise

    def friends(self):
        return self.ask("list,friends").split(",")[1:]

    def chat(self, to, text="hi"):
        if "," in to:
            raise ChatError(f"{to!r} cannot be a name")
        self.ask(f"chat,{to},{text}")

    def receive(self, timeout=None):
        if self.reader is None:
            raise ChatError("not connected")
        try:
            message = self.messages.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError("no message yet") from None
        if message is GONE:
            self.messages.put(GONE)
            raise ChatError("the server is gone")
        return message

    def close(self):
        if self.reader is not None:
            with contextlib.suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)
            self.reader.join()
            self.sock.close()

    def __enter__(self):
        self.connect()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def ask(self, line):
        if "\n" in line:
            raise ChatError("a line feed would end the message")
        data, answer = line.encode() + b"\n", Future()
        with self.lock:  # as sent, so answered
            if self.reader is None:
                raise ChatError("not connected")
            self.asked.put(answer)
            if self.gone:
                raise ChatError("the server is gone")
            with contextlib.suppress(OSError):  # the reader will know, and say so
                self.sock.sendall(data)
        return answer.result()

    def read(self, sock):
        with contextlib.suppress(OSError, queue.Empty), sock.makefile("rb") as file:
            for line in file:
                if not line.endswith(b"\n"):
                    break
                line = line.removesuffix(b"\n").removesuffix(b"\r").decode(errors="replace")
                kind, _, rest = line.partition(",")
                if kind == "message":
                    self.messages.put(tuple(rest.split(",", 1)))
                elif kind == "error":
                    self.asked.get_nowait().set_exception(ChatError(rest))
                else:
                    self.asked.get_nowait().set_result(f"{kind},{rest}")
        self.gone = True
        self.messages.put(GONE)
        with contextlib.suppress(queue.Empty):
            while True:
                self.asked.get_nowait().set_exception(ChatError("the server is gone"))
