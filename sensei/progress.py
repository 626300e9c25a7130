"""The command `progress`: how practising goes, on the screen or as a page."""

from __future__ import annotations

from pathlib import Path

from sensei import history, journal
from sensei.screen import Screen
from sensei.words import DONE, Words


def progress(*words: str) -> int:
    """Show it, or write it to a file as HTML."""
    parser = Words(prog="nox -s progress --")
    parser.add_argument("--html", type=Path, metavar="FILE")
    asked = parser.parse_args(words)
    screen, found = Screen(), history.read()
    if asked.html is None:
        from sensei.progress_screen import Page

        Page(screen, found).draw()
    else:
        from sensei.progress_page import page
        from sensei.saving import save

        save(page(found), asked.html)
        screen.say(f"the page is written: {asked.html}")
    for notice in journal.take_notices():
        screen.say(notice, "yellow")
    return DONE
