"""An empty recv is not the end: when the server is gone, every call spins for ever.

first to fail: calls end when the server goes away
"""

import contextlib
import socket
import time
from collections import deque

from reference.chat_threaded import ChatError, ChatServer

__all__ = ["ChatClient", "ChatError", "ChatServer"]


class ChatClient:
    def __init__(self, host, port, name):
        self.host, self.port, self.name = host, port, name
        self.sock = None
        self.buffer = b""
        self.messages = deque()

    def connect(self):
        try:
            self.sock = socket.create_connection((self.host, self.port))
        except OSError as error:
            raise ChatError(str(error)) from error
        self.buffer = b""
        self.messages.clear()
        try:
            self._ask(f"register,{self.name}")
        except ChatError:
            self.close()
            raise

    def friends(self):
        return self._ask("list,friends").split(",")[1:]

    def chat(self, to, text="hi"):
        if "," in to:
            raise ChatError("a name holds no comma")
        self._ask(f"chat,{to},{text}")

    def receive(self, timeout=None):
        if not self.messages:
            self.messages.append(self._line(timeout))
        _, sender, text = self.messages.popleft().split(",", 2)
        return sender, text

    def close(self):
        if self.sock is not None:
            with contextlib.suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)
            self.sock.close()

    def __enter__(self):
        self.connect()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def _ask(self, command):
        if self.sock is None or "\n" in command:
            raise ChatError("not connected" if self.sock is None else "more than one line")
        try:
            self.sock.settimeout(None)
            self.sock.sendall(command.encode() + b"\n")
        except OSError as error:
            raise ChatError("the server is gone") from error
        while (answer := self._line()).startswith("message,"):
            self.messages.append(answer)
        if answer.startswith("error,"):
            raise ChatError(answer.removeprefix("error,"))
        return answer

    def _line(self, timeout=None):
        if self.sock is None:
            raise ChatError("not connected")
        deadline = None if timeout is None else time.monotonic() + timeout
        while b"\n" not in self.buffer:
            try:
                self.sock.settimeout(deadline and max(1e-6, deadline - time.monotonic()))
                chunk = self.sock.recv(65536)
            except TimeoutError:
                raise
            except OSError as error:
                raise ChatError("the server is gone") from error
            self.buffer += chunk
        line, self.buffer = self.buffer.split(b"\n", 1)
        return line.decode().removesuffix("\r")
