"""chat-async: the chat server on one thread, with asyncio, and its client.

level 3 · 60 minutes · asyncio streams, slow readers, shutdown · Programs

The protocol is that of chat-threaded. Lines end in "\\n" (a "\\r" before it is dropped), in UTF-8. Fields are
split at ",", blanks around them are stripped; the TEXT of a chat keeps its commas, a name holds none.

    client sends                    server answers
    register,NAME                   ok, or error,WHY (empty name, name taken, already registered)
    list,friends                    friends,A,B,... sorted, one's own name included
    chat,NAME or chat,NAME,TEXT     ok, or error,WHY; NAME gets message,FROM,TEXT (TEXT is hi when left out)
    anything else                   error,WHY, and the connection lives on

- Before `register` only `list` is answered, everything else is an error. A line over 64 KiB, or one that
  is not UTF-8, is an error, and the next line is read as usual.
- A name is free again as soon as its connection has ended, however it ended.
- A client that does not read delays nobody. What waits for it is bounded, and past the bound it is
  disconnected. Messages from one sender to one receiver arrive whole and in order.
- Everything happens on one thread. `stop` ends every connection and leaves no task and no socket; the
  port can be bound again at once.
- The client keeps messages that arrive between a command and its answer for `receive`. When the server
  goes away every waiting call raises ChatError.

    async with ChatServer() as server, ChatClient("127.0.0.1", server.port, "ann") as ann:
        await ann.chat("ann", "hello")
        await ann.receive()         # ("ann", "hello")
"""

from __future__ import annotations

from types import TracebackType


class ChatError(Exception):
    """The server said no, or it is not there any more."""


class ChatServer:
    """Serves on `host`; port 0 lets the system choose one."""

    def __init__(self, host: str = "127.0.0.1", port: int = 0) -> None:
        raise NotImplementedError("write ChatServer.__init__ in katas/chat_async.py")

    @property
    def port(self) -> int:
        """The port that it listens on."""
        raise NotImplementedError("write ChatServer.port in katas/chat_async.py")

    async def start(self) -> None:
        """Listen and accept."""
        raise NotImplementedError("write ChatServer.start in katas/chat_async.py")

    async def stop(self, timeout: float = 5.0) -> None:
        """End every connection; wait until they have, `timeout` seconds at most."""
        raise NotImplementedError("write ChatServer.stop in katas/chat_async.py")

    async def __aenter__(self) -> ChatServer:
        raise NotImplementedError("write ChatServer.__aenter__ in katas/chat_async.py")

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        raise NotImplementedError("write ChatServer.__aexit__ in katas/chat_async.py")


class ChatClient:
    """A client called `name`. Its calls wait for the server's answer."""

    def __init__(self, host: str, port: int, name: str) -> None:
        raise NotImplementedError("write ChatClient.__init__ in katas/chat_async.py")

    async def connect(self) -> None:
        """Connect and register; ChatError if the server refuses the name."""
        raise NotImplementedError("write ChatClient.connect in katas/chat_async.py")

    async def friends(self) -> list[str]:
        """The names of all who are registered."""
        raise NotImplementedError("write ChatClient.friends in katas/chat_async.py")

    async def chat(self, to: str, text: str = "hi") -> None:
        """Send `text` to `to`; ChatError if the server says no."""
        raise NotImplementedError("write ChatClient.chat in katas/chat_async.py")

    async def receive(self, timeout: float | None = None) -> tuple[str, str]:
        """The next message: its sender and its text. TimeoutError if none comes within `timeout` seconds."""
        raise NotImplementedError("write ChatClient.receive in katas/chat_async.py")

    async def close(self) -> None:
        """End the connection."""
        raise NotImplementedError("write ChatClient.close in katas/chat_async.py")

    async def __aenter__(self) -> ChatClient:
        raise NotImplementedError("write ChatClient.__aenter__ in katas/chat_async.py")

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        raise NotImplementedError("write ChatClient.__aexit__ in katas/chat_async.py")
