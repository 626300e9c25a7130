"""Where the chat server is that was started last: remembered, so that a client finds it."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "": "127.0.0.1", "::": "::1"}
"""Where a client on this machine finds a server that listens on all interfaces."""


def remember(file: Path, host: str, port: int) -> None:
    """OSError if it cannot be written."""
    file.parent.mkdir(parents=True, exist_ok=True)
    own = file.with_name(f"{file.name}.{os.getpid()}")
    own.write_text(json.dumps({"host": reachable(host), "port": port}), encoding="utf-8")
    os.replace(own, file)


def forget(file: Path, port: int) -> None:
    """Unless another server has come since."""
    if (found := recall(file)) and found[1] == port:
        with suppress(OSError):
            file.unlink()


def recall(file: Path) -> tuple[str, int] | None:
    """Host and port, or None if there is no such server, or what is written makes no sense."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
        return str(found["host"]), int(found["port"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def reachable(host: str) -> str:
    """What a client connects to."""
    return EVERYWHERE.get(host, host)
