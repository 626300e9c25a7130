"""Commands about practising again and again: practice, reset, attempts, due."""

from __future__ import annotations

import logging
import os
import sys
from datetime import date, timedelta

from rich.syntax import Syntax

from sensei import attempts, catalog, journal
from sensei.catalog import Kata, shown
from sensei.dates import local_day, long_day
from sensei.due import Due, all_due, today
from sensei.errors import Mistake
from sensei.progress_words import count
from sensei.screen import Screen
from sensei.words import DONE, Words, try_to_remember


def reset(*words: str) -> int:
    """Put a stub back; the attempt is kept."""
    parser = Words(prog="nox -s reset --")
    parser.add_argument("slug", metavar="KATA")
    parser.add_argument("--yes", action="store_true")
    asked = parser.parse_args(words)
    kata = catalog.kata(asked.slug)
    screen = Screen()
    if not asked.yes:
        _make_sure(kata)
    aside = attempts.put_stub_back(kata)
    screen.say(f"katas/{kata.stem}.py is the stub again")
    _say_where_it_is_kept(screen, aside)
    try_to_remember(screen, journal.closed, kata)
    return DONE


def show_attempts(*words: str) -> int:
    """List the attempts that are kept, show one, or bring one back."""
    parser = Words(prog="nox -s attempts --")
    parser.add_argument("slug", metavar="KATA")
    parser.add_argument("number", type=int, nargs="?", metavar="NUMBER")
    parser.add_argument("--restore", action="store_true")
    asked = parser.parse_args(words)
    kata = catalog.kata(asked.slug)
    screen = Screen()
    if asked.number is None:
        if asked.restore:
            raise Mistake(f"which one? nox -s attempts -- {kata.slug} lists them")
        _list_attempts(screen, kata)
    elif asked.restore:
        _restore(screen, kata, asked.number)
    else:
        screen.console.print(Syntax(_text(attempts.numbered(kata, asked.number)), "python", theme="ansi_dark"))
    return DONE


def due(*words: str) -> int:
    """What is due today and tomorrow."""
    Words(prog="nox -s due").parse_args(words)
    screen, every, now = Screen(), all_due(), today()
    for name, days in (("today", (date.min, now)), ("tomorrow", (now + timedelta(days=1),) * 2)):
        found = [one for one in every if days[0] <= one.day <= days[1]]
        screen.say(f"due {name}: {'nothing' if not found else ''}".rstrip(": "), "bold")
        for one in found:
            screen.say(f"{one.kata.slug:<15}{_when(one, now)}", indent=2)
            screen.say(_how_it_went(one), "dim", 17)
    later = [one for one in every if one.day > now + timedelta(days=1)]
    if later:
        screen.say(f"then: {later[0].kata.slug} on {long_day(later[0].day, now)}", "dim")
    if not every:
        screen.say("a kata comes back some days after it was green; none has been yet")
    for notice in journal.take_notices():
        screen.say(notice, "yellow")
    return DONE


def practice(*words: str) -> int:
    """The screen that stays up."""
    parser = Words(prog="nox -s practice --")
    parser.add_argument("slug", metavar="KATA", nargs="?")
    slug = parser.parse_args(words).slug
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise Mistake(f"practice needs a terminal; without one nox -s kata-{slug or 'iterator'} judges once")
    from sensei.practice.app import Practice, begin  # a quarter of a second that no other command needs

    logging.disable(logging.WARNING)  # nox prints what anybody logs, over the screen
    try:
        Practice(begin(slug)).run()
    finally:
        logging.disable(logging.NOTSET)
    return DONE


def _make_sure(kata: Kata) -> None:
    """Ask, if nobody has ever judged what is there: it may be a file saved by mistake, or an hour's work."""
    if attempts.is_stub(kata) or attempts.state(kata) != "never judged":
        return
    sentence = f"katas/{kata.stem}.py was never judged as it stands"
    if not sys.stdin.isatty():
        raise Mistake(f"{sentence}: judge it with nox -s kata-{kata.slug}, or say --yes")
    question = f"{sentence}; put the stub in its place, and keep it as an attempt? [y/N] "
    if input(question).strip().lower() not in ("y", "yes"):
        raise Mistake("nothing was changed")


def _list_attempts(screen: Screen, kata: Kata) -> None:
    found = attempts.kept(kata)
    if not found:
        screen.say(f"nothing is kept of {kata.slug}: nox -s reset -- {kata.slug} keeps what it replaces")
        return
    for one in found:
        screen.say(f"{one.number:>3}   {one.when:%a %d %b %Y, %H:%M}   {one.state}")
        screen.say(shown(one.file), "dim", 6)
    screen.say(f"show one: nox -s attempts -- {kata.slug} {found[-1].number}", "dim")
    screen.say(f"bring one back: nox -s attempts -- {kata.slug} {found[-1].number} --restore", "dim")


def _restore(screen: Screen, kata: Kata, number: int) -> None:
    one = attempts.numbered(kata, number)
    aside = attempts.restore(kata, one)
    screen.say(f"katas/{kata.stem}.py is attempt {number} again, of {one.when:%a %d %b %Y, %H:%M}")
    _say_where_it_is_kept(screen, aside)
    try_to_remember(screen, journal.closed, kata)
    try_to_remember(screen, journal.looked, kata, "restored", number)


def _text(one: attempts.Kept) -> str:
    return one.file.read_text(encoding="utf-8", errors="replace")


def _say_where_it_is_kept(screen: Screen, aside: object) -> None:
    if aside is not None:
        screen.say(f"what was there is kept in {shown(str(aside))}")


def _when(one: Due, now: date) -> str:
    late = (now - one.day).days
    return f"since {long_day(one.day, now)}" if late > 0 else ""


def _how_it_went(one: Due) -> str:
    last = one.last
    minutes = round(last.worked.total_seconds() / 60)
    hints = count(last.hints, "hint") if last.hints else "no hint"
    looked = ", the solution looked at before" if last.solution else ""
    took = f"{minutes} of {one.kata.minutes} minutes" if minutes else "less than a minute"
    return f"last green on {long_day(local_day(last.at), today())}: {took}, {hints}{looked}"
