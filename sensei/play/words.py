"""What can be played, and the words that go with it."""

from __future__ import annotations

import argparse
import difflib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sensei import catalog, journal
from sensei.errors import Mistake
from sensei.words import Words

CLIENTS = {"threaded": "chat-threaded", "async": "chat-async"}
"""Which kata has the client of that kind."""
LAST_PORT = 65535


def read(words: Sequence[str]) -> dict[str, Any]:
    """What was asked, as JSON can hold it. `Mistake` if it cannot be played."""
    what = _known(words[0] if words else "")
    parser = Words(f"nox -s play -- {what}")
    parser.add_argument("--reference", action="store_true")
    parser.add_argument("--answers", type=Path, metavar="DIR")
    PLAYS[what](parser)
    asked = parser.parse_args(words[1:])
    if asked.answers is not None and not asked.answers.is_dir():
        raise Mistake(f"there is no folder {asked.answers}: --answers takes the folder that holds the answer")
    folder = catalog.ROOT / "reference" if asked.reference else asked.answers
    return vars(asked) | {
        "what": what,
        "answers": None if folder is None else str(folder.resolve()),
        "memory": str(journal.FOLDER / "chat.json"),
    }


def _known(what: str) -> str:
    all_of_them = ", ".join(PLAYS)
    if not what:
        raise Mistake(f"what is to be played? one of: {all_of_them}")
    slug = what.replace("_", "-")
    if slug in PLAYS:
        return slug
    if slug in {kata.slug for kata in catalog.katas()}:
        raise Mistake(f"{slug} has no program to play; these have: {all_of_them}; nox -s kata-{slug} checks it")
    near = difflib.get_close_matches(slug, PLAYS, n=1, cutoff=0.5)
    raise Mistake(f"there is no {what!r} to play: {f'did you mean {near[0]!r}?' if near else f'one of: {all_of_them}'}")


def _server(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="HOST")
    parser.add_argument("--port", type=_port, default=0, metavar="N")


def _client(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", type=_name, metavar="NAME")
    parser.add_argument("--client", choices=tuple(CLIENTS))
    parser.add_argument("--host", metavar="HOST")
    parser.add_argument("--port", type=_port, metavar="N")


def _crawler(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("url", type=_url, metavar="URL")
    parser.add_argument("--limit", type=_count, default=10, metavar="N")
    parser.add_argument("--pages", type=_count, default=1000, metavar="AT_MOST")
    parser.add_argument("--timeout", type=_seconds, default=5.0, metavar="SECONDS")


def _indexer(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=_folder, metavar="FOLDER")
    parser.add_argument("--limit", type=_count, default=10, metavar="N")
    parser.add_argument("--processes", type=_count, default=2, metavar="N")


PLAYS: dict[str, Callable[[argparse.ArgumentParser], None]] = {
    "chat-threaded": _server,
    "chat-async": _server,
    "chat-client": _client,
    "crawler": _crawler,
    "indexer": _indexer,
}


def _port(text: str) -> int:
    if not (text.isdecimal() and 1 <= int(text) <= LAST_PORT):
        raise argparse.ArgumentTypeError(f"{text!r} is no port: 1 to {LAST_PORT}")
    return int(text)


def _count(text: str) -> int:
    if not (text.isdecimal() and int(text) >= 1):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 on")
    return int(text)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of seconds above 0")
    return seconds


def _name(text: str) -> str:
    name = text.strip()
    if not name or "," in name or "\n" in name:
        raise argparse.ArgumentTypeError(f"{text!r} is no name: a name is not empty and holds no comma")
    return name


def _url(text: str) -> str:
    try:
        parts = urlsplit(text)
        good = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0
    except ValueError:  # a port that is no number, half an IPv6 address
        good = False
    if not good:
        advice = "" if "://" in text else f": did you mean http://{text} ?"
        raise argparse.ArgumentTypeError(f"{text!r} is no address of a web page{advice}")
    return text


def _folder(text: str) -> str:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder {text!r}")
    return str(Path(text).resolve())
