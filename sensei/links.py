"""Paths and lines as links, for terminals that know them (OSC 8); others show the text alone."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote


def link(path: str | Path, line: int = 1, environment: Mapping[str, str] = os.environ) -> str:
    """Where a click leads: into VS Code from its own terminal, else to the file."""
    name = quote(Path(path).resolve().as_posix())
    if environment.get("TERM_PROGRAM") == "vscode":
        return f"vscode://file{name}:{line}"
    # With the machine's name, so that a terminal on this side of an ssh does not look on its own disk.
    return f"file://{quote(socket.gethostname())}{name}#{line}"
