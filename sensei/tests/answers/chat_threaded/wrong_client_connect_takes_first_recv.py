"""connect takes the first recv for its answer: a message that comes with it, or before, is lost.

first to fail: the client reads and writes however the network cuts the lines
"""

import contextlib
import queue
import socket
import threading

from reference.chat_threaded import ChatError, ChatServer

__all__ = ["ChatClient", "ChatError", "ChatServer"]


class ChatClient:
    def __init__(self, host, port, name):
        self.host, self.port, self.name = host, port, name
        self.answers = queue.Queue()
        self.messages = queue.Queue()
        self.lock = threading.Lock()
        self.sock = None

    def connect(self):
        try:
            self.sock = socket.create_connection((self.host, self.port))
        except OSError as error:
            raise ChatError(str(error)) from error
        self.answers, self.messages = queue.Queue(), queue.Queue()
        self.thread = threading.Thread(target=self._read, daemon=True)
        try:
            if "\n" in self.name:
                raise ChatError("more than one line")
            self.sock.sendall(f"register,{self.name}\n".encode())
            answer, _, _ = self.sock.recv(1024).decode().partition("\n")
            if answer.strip() != "ok":
                raise ChatError(answer)
        except (ChatError, OSError) as error:
            self.sock.close()
            self.sock = None
            raise ChatError(str(error)) from error
        self.thread.start()

    def friends(self):
        return self._ask("list", "friends").split(",")[1:]

    def chat(self, to, text="hi"):
        if "," in to:
            raise ChatError("a name has no comma")
        self._ask("chat", to, text)

    def receive(self, timeout=None):
        if self.sock is None:
            raise ChatError("not connected")
        try:
            message = self.messages.get(timeout=timeout)
        except queue.Empty:
            raise TimeoutError("no message") from None
        if message is None:
            self.messages.put(None)
            raise ChatError("the server is gone")
        return message

    def close(self):
        if self.sock is None:
            return
        with contextlib.suppress(OSError):
            self.sock.shutdown(socket.SHUT_RDWR)
        self.thread.join()
        self.sock.close()

    def __enter__(self):
        self.connect()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def _ask(self, *fields):
        line = ",".join(fields)
        if "\n" in line:
            raise ChatError("more than one line")
        if self.sock is None:
            raise ChatError("not connected")
        with self.lock:
            with contextlib.suppress(OSError):  # then an end is in the queue, or will be
                self.sock.sendall(line.encode() + b"\n")
            answer = self.answers.get()
            if answer is None:
                self.answers.put(None)
                raise ChatError("the server is gone")
        if answer.startswith("error,"):
            raise ChatError(answer.removeprefix("error,"))
        return answer

    def _read(self):
        buffer = b""
        with contextlib.suppress(OSError):
            while chunk := self.sock.recv(65536):
                *lines, buffer = (buffer + chunk).split(b"\n")
                for line in lines:
                    self._sort(line.decode().removesuffix("\r"))
        self.messages.put(None)
        self.answers.put(None)

    def _sort(self, line):
        kind, _, rest = line.partition(",")
        if kind == "message":
            sender, text = rest.split(",", 1)
            self.messages.put((sender, text))
        else:
            self.answers.put(line)
