"""Writes a page to a file: all of it or nothing, and never over somebody's work."""

from __future__ import annotations

from pathlib import Path

from sensei import whole
from sensei.errors import Mistake

MARK = '<meta name="generator" content="concurrency-katas">'
"""Stands in the head of each page of ours: such a file may be written over."""
HEAD = 1000
"""Bytes in which the mark is looked for."""


def save(page: str, file: Path) -> None:
    """`Mistake` if that cannot be; then what was there before is there still."""
    try:
        _look(file)
        if file.exists() and not file.is_file():
            file.write_text(page, encoding="utf-8")  # a pipe or a device must not be replaced
        else:
            whole.write(file, page.encode())
    except OSError as error:
        raise Mistake(f"no page was written: {error.strerror or error}: {file}") from error


def _look(file: Path) -> None:
    if file.is_dir():
        raise Mistake(f"{file} is a folder: name a file in it, {file / 'progress.html'} for one")
    if not file.parent.is_dir():
        raise Mistake(f"there is no folder {file.parent}: make it, or name a file somewhere else")
    if file.is_file() and file.stat().st_size:
        with file.open("rb") as old:
            if MARK.encode() not in old.read(HEAD):
                raise Mistake(f"{file} is there already and no page of progress: name another file, or remove it")
