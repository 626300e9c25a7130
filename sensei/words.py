"""What commands share: the words after `--`, exit codes, sentences for mistakes and for what is not remembered."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NoReturn

from sensei import journal
from sensei.errors import Mistake
from sensei.screen import Screen

DONE, NOT_GREEN, MISTAKEN = 0, 1, 2


class Words(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and where the right words stand."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog=prog, add_help=False, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        raise Mistake(f"{message}; what it takes: {' '.join(self.format_usage().split()[1:])}")


def run(command: Callable[..., int], *words: str) -> int:
    """Call a command; a `Mistake` becomes a sentence on the screen."""
    try:
        return command(*words)
    except Mistake as mistake:
        Screen().say(str(mistake), "bold red")
        return MISTAKEN


def try_to_remember(screen: Screen, remember: Callable[..., None], *what: object, **more: object) -> None:
    """A read-only folder or a full disk costs the memory, not the verdict."""
    try:
        remember(*what, **more)
    except journal.NotKept as error:
        screen.say(f"(not remembered: {error})", "dim", 2)
    for notice in journal.take_notices():
        screen.say(notice, "yellow", 2)
