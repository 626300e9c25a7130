"""Sends a client its answers under its lock and without a limit: who chats to it waits.

first to fail: a client that does not read its answers delays nobody
"""

import contextlib
import select
import socket
import threading
import time
from collections import deque

MAX_LINE = 64 * 1024
PATIENCE = 0.2  # seconds for one line; the buffer of the kernel is all that may wait


class ChatError(Exception):
    pass


class User:
    def __init__(self, sock):
        self.sock = sock
        self.name = None
        self.alive = True
        self.turn = threading.Lock()

    def send(self, *fields):
        """Send the whole line, or cut the connection of a user who takes none for a while."""
        data = memoryview(",".join(fields).encode() + b"\n")
        with self.turn:
            deadline = time.monotonic() + PATIENCE
            try:
                while data and self.alive:
                    try:
                        data = data[self.sock.send(data, socket.MSG_DONTWAIT) :]
                    except BlockingIOError:
                        left = deadline - time.monotonic()
                        if left <= 0:
                            raise
                        poll = select.poll()
                        poll.register(self.sock, select.POLLOUT)
                        poll.poll(left * 1000)
            except OSError:
                self.cut()
            return self.alive

    def cut(self):
        self.alive = False
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)


class ChatServer:
    def __init__(self, host="127.0.0.1", port=0):
        self.address = host, port
        self.users = {}  # all threads, and their users
        self.names = {}
        self.lock = threading.Lock()
        self.listener = None

    @property
    def port(self):
        return self.address[1]

    def start(self):
        listener = socket.create_server(self.address, backlog=100)
        listener.settimeout(0.05)  # accepted sockets block all the same
        self.address = listener.getsockname()
        self.listener = listener
        self.acceptor = threading.Thread(target=self.accept, args=(listener,), daemon=True)
        self.acceptor.start()

    def stop(self, timeout=5.0):
        deadline = time.monotonic() + timeout
        if self.listener is None:
            return
        self.listener = None
        self.acceptor.join(timeout)
        with self.lock:
            users = dict(self.users)
        for user in users.values():
            user.cut()
        for thread in users:
            thread.join(max(0, deadline - time.monotonic()))

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()

    def accept(self, listener):
        with listener:
            while self.listener is listener:
                try:
                    sock, _ = listener.accept()
                except TimeoutError:
                    continue
                except OSError:
                    time.sleep(0.05)
                    continue
                user = User(sock)
                thread = threading.Thread(target=self.serve, args=(user,), daemon=True)
                with self.lock:
                    self.users[thread] = user
                thread.start()

    def serve(self, user):
        try:
            with contextlib.suppress(OSError):
                user.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.talk(user)
        finally:
            self.forget(user)
            user.cut()
            with user.turn:
                user.sock.close()
            with self.lock:
                del self.users[threading.current_thread()]

    def forget(self, user):
        with self.lock:
            if self.names.get(user.name) is user:
                del self.names[user.name]

    def talk(self, user):
        buffer = bytearray()
        long = False
        while chunk := user.sock.recv(32768):
            buffer += chunk
            while (end := buffer.find(b"\n")) >= 0:
                line = bytes(buffer[:end]).removesuffix(b"\r")
                del buffer[: end + 1]
                try:
                    if long or len(line) > MAX_LINE:
                        raise ChatError("a line is not longer than 65,536 bytes")
                    answer = self.command(user, [f.strip() for f in line.decode().split(",", 2)])
                except ChatError as error:
                    answer = ["error", str(error)]
                except UnicodeDecodeError:
                    answer = ["error", "pas d'UTF-8, désolé"]
                long = False
                with user.turn:
                    user.sock.sendall((",".join(answer) + "\n").encode())
                if not user.alive:
                    return
            if len(buffer) > MAX_LINE + 1:
                long = True
                buffer.clear()

    def command(self, user, fields):
        match fields:
            case "register", name:
                with self.lock:
                    if user.name:
                        raise ChatError("already registered")
                    if not name or name in self.names:
                        raise ChatError("choose another name")
                    self.names[name] = user
                    user.name = name
            case "list", "friends":
                with self.lock:
                    return ["friends", *sorted(self.names)]
            case "chat", to, *rest if user.name:
                text = rest[0] if rest else "hi"
                with self.lock:
                    other = self.names.get(to)
                if not other:
                    raise ChatError("nobody of that name")
                if not other.send("message", user.name, text):
                    self.forget(other)
                    raise ChatError("nobody of that name any more")
            case _:
                raise ChatError("this is not a command, or not yet")
        return ["ok"]


class ChatClient:
    def __init__(self, host, port, name):
        self.host, self.port, self.name = host, port, name
        self.news = threading.Condition()
        self.asking = threading.Lock()
        self.sock, self.thread, self.open = None, None, False

    def connect(self):
        if "\n" in self.name:
            raise ChatError(f"{self.name!r} is no name")
        try:
            sock = socket.create_connection((self.host, self.port))
        except OSError as error:
            raise ChatError from error
        self.sock, self.open = sock, True
        self.inbox, self.answers = deque(), deque()
        self.thread = threading.Thread(target=self._listen, args=(sock,), daemon=True)
        self.thread.start()
        try:
            self._command("register", self.name)
        except BaseException:
            self.close()
            raise

    def friends(self):
        return self._command("list", "friends").split(",")[1:]

    def chat(self, to, text="hi"):
        if "\n" in to + text or "," in to:
            raise ChatError("cannot be sent")
        self._command("chat", to, text)

    def receive(self, timeout=None):
        return self._next("inbox", timeout)

    def close(self):
        if self.sock is not None:
            with contextlib.suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)
            self.thread.join()
            self.sock.close()

    def __enter__(self):
        self.connect()
        return self

    def __exit__(self, *_):
        self.close()

    def _command(self, *fields):
        with self.asking:
            if self.sock is None:
                raise ChatError("not connected")
            try:
                self.sock.sendall(",".join(fields).encode() + b"\n")
            except OSError as error:
                raise ChatError("the server is gone") from error
            answer = self._next("answers")
        if answer == "error" or answer.startswith("error,"):
            raise ChatError(answer[6:])
        return answer

    def _next(self, box, timeout=None):
        with self.news:
            came = self.news.wait_for(lambda: not self.open or getattr(self, box), timeout)
            if not came:
                raise ChatError(f"nothing came in {timeout} s")
            if not getattr(self, box, None):
                raise ChatError("the server is gone")
            return getattr(self, box).popleft()

    def _listen(self, sock):
        buffer = b""
        try:
            while chunk := sock.recv(4096):
                *lines, buffer = (buffer + chunk).split(b"\n")
                with self.news:
                    for line in lines:
                        self._sort(line.removesuffix(b"\r").decode("utf-8", "replace"))
                    self.news.notify_all()
        except OSError:
            pass
        finally:
            with self.news:
                self.open = False
                self.news.notify_all()

    def _sort(self, line):
        match line.split(",", 2):
            case "message", sender, text:
                self.inbox.append((sender, text))
            case _:
                self.answers.append(line)
