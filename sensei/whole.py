"""Writes a file whole or not at all: a full disk must not cost what was there before."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path


def write(file: Path, content: bytes) -> None:
    """In place of what is there, with its mode; a link stays one. OSError leaves all as it was."""
    target = file.resolve()
    new = target.with_name(f".{target.name}-{os.getpid()}.tmp")
    try:
        new.write_bytes(content)
        if target.exists():
            shutil.copymode(target, new)
        os.replace(new, target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from error  # of a full disk it would not name the file
    finally:
        with suppress(FileNotFoundError):
            new.unlink()
