"""No lock around the parts of a line: two senders to one client mix their lines.

first to fail: an answer does not break into a message
"""

import contextlib
import select
import socket
import threading
import time

from reference.chat_threaded import ChatClient, ChatError

__all__ = ["ChatClient", "ChatError", "ChatServer"]

MAX_LINE = 65536
PATIENCE = 0.2  # seconds that a client has to take a line


class Refused(Exception):
    pass


class Peer:
    def __init__(self, sock):
        self.sock, self.name = sock, None

    def send(self, line):
        """Send all of it, or raise OSError."""
        data = line.encode() + b"\n"
        deadline = time.monotonic() + PATIENCE
        while data:
            try:
                data = data[self.sock.send(data, socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                left = deadline - time.monotonic()
                if left <= 0:
                    self.cut()
                    raise TimeoutError from None
                poll = select.poll()
                poll.register(self.sock, select.POLLOUT)
                poll.poll(1000 * left)

    def cut(self):
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)


class ChatServer:
    def __init__(self, host="127.0.0.1", port=0):
        self.host, self.port = host, port
        self.lock = threading.Lock()
        self.peers, self.names = {}, {}
        self.running = False

    def start(self):
        self.listener = socket.create_server((self.host, self.port), backlog=128)
        self.port = self.listener.getsockname()[1]
        self.listener.settimeout(0.05)
        self.running = True
        self.acceptor = threading.Thread(target=self.accept, daemon=True)
        self.acceptor.start()

    def accept(self):
        with self.listener:
            while self.running:
                with contextlib.suppress(TimeoutError):
                    peer = Peer(self.listener.accept()[0])
                    thread = threading.Thread(target=self.serve, args=(peer,), daemon=True)
                    with self.lock:
                        self.peers[peer] = thread
                    thread.start()

    def stop(self, timeout=5.0):
        if not self.running:
            return
        self.running = False
        self.acceptor.join(timeout)
        with self.lock:
            peers = self.peers.copy()
        for peer in peers:
            peer.cut()
        for thread in peers.values():
            thread.join(timeout)

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *exc_info):
        self.stop()

    def serve(self, peer):
        try:
            with contextlib.suppress(OSError):
                peer.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for line in self.lines(peer.sock):
                    try:
                        answer = self.obey(peer, line)
                    except Refused as error:
                        answer = f"error,{error}"
                    peer.send(answer)
        finally:
            with self.lock:
                self.names.pop(peer.name, None)
            peer.cut()
            peer.sock.close()
            with self.lock:
                del self.peers[peer]

    def lines(self, sock):
        buffer, skipping = b"", False
        while chunk := sock.recv(16384):
            buffer += chunk
            while b"\n" in buffer:
                line, buffer = buffer.split(b"\n", 1)
                line = line.removesuffix(b"\r")
                yield None if skipping or len(line) > MAX_LINE else line
                skipping = False
            if len(buffer) > MAX_LINE + 1:
                buffer, skipping = b"", True

    def obey(self, peer, line):
        if line is None:
            raise Refused("line too long")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            raise Refused("not UTF-8") from None
        command, *args = [field.strip() for field in text.split(",", 2)]
        if command == "list" and args == ["friends"]:
            with self.lock:
                return "friends," + ",".join(sorted(self.names))
        if command == "register" and len(args) == 1:
            self.register(peer, args[0])
        elif peer.name is None:
            raise Refused("register first")
        elif command == "chat" and args:
            self.chat(peer, *args)
        else:
            raise Refused("unknown command")
        return "ok"

    def register(self, peer, name):
        with self.lock:
            if peer.name is not None:
                raise Refused("already registered")
            if not name:
                raise Refused("empty name")
            if name in self.names:
                raise Refused("name taken")
            self.names[name] = peer
            peer.name = name

    def chat(self, peer, to, text="hi"):
        with self.lock:
            other = self.names.get(to)
        if other is None:
            raise Refused("no such user")
        try:
            other.send(f"message,{peer.name},{text}")
        except OSError:
            raise Refused("the user is gone") from None
