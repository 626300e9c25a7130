"""The process in which an answer is played."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from argparse import Namespace
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, NoReturn

from sensei import answers, catalog
from sensei.errors import Mistake
from sensei.play.work import Work, Wrong
from sensei.screen import Screen
from sensei.words import DONE, MISTAKEN, NOT_GREEN

Play = Callable[[Work, Namespace], Awaitable[int]]
ALONE = 1.0
"""Seconds between two looks whether the process that started us is still there."""


def main() -> NoReturn:
    """Play, and end the process whatever the answer has left in it; `door` ends other processes."""
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=_be_a_worker)
    code = _play(Namespace(**json.loads(sys.argv[1])))
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def _play(options: Namespace) -> int:
    screen = Screen()
    folder = Path(options.answers)
    answers.serve(folder)
    try:
        play, slug = _what(options, folder)
        work = Work(catalog.kata(slug), folder, screen, own=options.own)
        signal.signal(signal.SIGINT, signal.default_int_handler)
        return asyncio.run(_until_told_to_end(play, work, options))
    except Mistake as mistake:
        screen.say(str(mistake), "bold red")
        return MISTAKEN
    except Wrong as wrong:
        screen.trouble(str(wrong), wrong.places)
        return NOT_GREEN
    except KeyboardInterrupt:  # once more, while what came first was being done
        screen.say("ended at once")
        return DONE


def _what(options: Namespace, folder: Path) -> tuple[Play, str]:
    """The play, and whose answer it needs. Each imports what the others need not wait for."""
    match options.what:
        case "chat-client":
            from sensei.play import chat_client

            return chat_client.play, chat_client.kata_of(options, folder)
        case "crawler":
            from sensei.play import crawler

            return crawler.play, "crawler"
        case "indexer":
            from sensei.play import indexer

            return indexer.play, "indexer"
    from sensei.play import chat_server

    return chat_server.play, options.what


async def _until_told_to_end(play: Play, work: Work, options: Namespace) -> int:
    """Ctrl-C cancels the play, and so does SIGTERM, and the end of the process that started us."""
    signal.signal(signal.SIGTERM, signal.getsignal(signal.SIGINT))
    this = asyncio.current_task()
    assert this is not None
    watch = asyncio.create_task(_cancel_when_alone(this))
    try:
        return await play(work, options)
    except asyncio.CancelledError:
        return DONE
    finally:
        watch.cancel()


async def _cancel_when_alone(play: asyncio.Task[Any]) -> None:
    parent = os.getppid()
    while os.getppid() == parent:  # noqa: ASYNC110 - nothing tells of its end
        await asyncio.sleep(ALONE)
    play.cancel()


def _be_a_worker() -> None:
    """In a process that the answer forks: Ctrl-C is not for it, and locks of our screen may be held for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - for as long as the worker lives
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
