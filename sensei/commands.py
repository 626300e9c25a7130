"""What each nox session does: reads its words, does it, and gives back the exit code."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

from sensei import catalog, memory, stub
from sensei.catalog import Kata, shown
from sensei.checks import chosen
from sensei.errors import Mistake
from sensei.hints import hints
from sensei.runner import judge
from sensei.screen import Screen
from sensei.verdict import Verdict

DONE, NOT_GREEN, MISTAKEN = 0, 1, 2


class _Words(argparse.ArgumentParser):
    """Says what is wrong in one sentence, and where the right words stand."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog=prog, add_help=False, allow_abbrev=False)

    def error(self, message: str) -> NoReturn:
        raise Mistake(f"{message}; what it takes: {self.format_usage().removeprefix('usage: ').strip()}")


def run(command: Callable[..., int], *words: str) -> int:
    """Call a command; a `Mistake` becomes a sentence on the screen."""
    try:
        return command(*words)
    except Mistake as mistake:
        Screen().say(str(mistake), "bold red")
        return MISTAKEN


def check(slug: str, *words: str) -> int:
    """Judge an answer."""
    kata = catalog.kata(slug)
    parser = _Words(prog=f"nox -s kata-{slug} --")
    parser.add_argument("-k", dest="word", metavar="WORD")
    parser.add_argument("--answers", type=Path, metavar="DIR")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--full", action="store_true")
    asked = parser.parse_args(words)
    own = asked.answers is None
    verdict = judge(
        kata,
        kata.file.parent if own else asked.answers,
        only=chosen(kata, asked.word) if asked.word else (),
        stop_at_first=not (asked.all or asked.full),
        full=sys.stdout if asked.full else None,
    )
    screen = Screen()
    screen.verdict(verdict, _next_steps(verdict, some=bool(asked.word), own=own))
    if own and not asked.word:
        _try_to_remember(screen, memory.remember_verdict, kata, verdict)
    return DONE if verdict.green else NOT_GREEN


def hint(*words: str) -> int:
    """Show one more hint, or a certain one."""
    parser = _Words(prog="nox -s hint --")
    parser.add_argument("slug", metavar="KATA")
    parser.add_argument("number", type=int, nargs="?", metavar="NUMBER")
    asked = parser.parse_args(words)
    kata = catalog.kata(asked.slug)
    found = hints(kata)
    seen = memory.hints_shown(kata)
    number = min(seen + 1, len(found)) if asked.number is None else asked.number
    if not 1 <= number <= len(found):
        raise Mistake(f"{kata.slug} has hints 1 to {len(found)}, not {number}")
    screen = Screen()
    screen.hint(kata, number, found[number - 1], len(found))
    if number < len(found):
        screen.say(f"one more: nox -s hint -- {kata.slug}\n", indent=2)
    else:
        screen.say(f"that was the last; any of them again: nox -s hint -- {kata.slug} 1\n", indent=2)
    _try_to_remember(screen, memory.remember_hints, kata, max(seen, number))
    return DONE


def list_katas(*words: str) -> int:
    """Show the path, all of it or what fits."""
    parser = _Words(prog="nox -s list --")
    parser.add_argument("--topic", metavar="WORD")
    parser.add_argument("--level", type=int, metavar="N")
    parser.add_argument("--minutes", type=int, metavar="AT_MOST")
    parser.add_argument("--state", choices=("untouched", "begun", "green"))
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(words)
    found = [
        (kata, memory.progress(kata))
        for kata in catalog.katas()
        if (asked.topic is None or _is_about(kata, asked.topic))
        and (asked.level is None or kata.level == asked.level)
        and (asked.minutes is None or kata.minutes <= asked.minutes)
    ]
    if asked.state:
        found = [(kata, progress) for kata, progress in found if progress == asked.state]
    screen = Screen()
    if asked.json:
        screen.json([_as_json(kata, progress) for kata, progress in found])
    elif found:
        screen.katas(found)
    else:
        raise Mistake("no kata fits; nox -s list shows them all")
    return DONE


def reset(*words: str) -> int:
    """Put a stub back; the attempt is kept."""
    parser = _Words(prog="nox -s reset --")
    parser.add_argument("slug", metavar="KATA")
    kata = catalog.kata(parser.parse_args(words).slug)
    try:
        kept = memory.keep_attempt(kata)
        stub.write(kata)
    except OSError as error:
        raise Mistake(f"nothing was changed: {error.strerror}: {error.filename}") from error
    screen = Screen()
    screen.say(f"katas/{kata.stem}.py is the stub again")
    if kept is not None:
        screen.say(f"your attempt is kept in {shown(kept)}")
    return DONE


def stubs(*words: str) -> int:
    """For maintainers: write every stub from its reference, or only compare."""
    parser = _Words(prog="nox -s stubs --")
    parser.add_argument("--check", action="store_true")
    only_compare = parser.parse_args(words).check
    different = [kata for kata in catalog.katas() if memory.progress(kata) != "untouched" or not kata.file.is_file()]
    if only_compare:
        if different:
            names = ", ".join(f"katas/{kata.stem}.py" for kata in different)
            raise Mistake(f"not what the reference makes: {names}; nox -s stubs writes them")
        return DONE
    for kata in different:
        reset(kata.slug)
    return DONE


def bench(*words: str) -> int:
    """Measure the answers beside the references: Ctrl-C ends it and all that it started."""
    from sensei.bench import command

    try:
        command.run(command.words(_Words(prog="nox -s bench --")).parse_args(words))
    except KeyboardInterrupt:
        raise Mistake("stopped: nothing was kept") from None
    return DONE


def prove(*words: str) -> int:
    """Prove the tests: references pass, stubs fail, wrong answers are rejected, right ones accepted."""
    from sensei.prove import prove_all

    parser = _Words(prog="nox -s prove --")
    parser.add_argument("slugs", nargs="*", metavar="KATA")
    parser.add_argument("--right", action="store_true")
    asked = parser.parse_args(words)
    katas = [catalog.kata(slug) for slug in asked.slugs] or list(catalog.katas())
    return DONE if prove_all(katas, only_right=asked.right) else NOT_GREEN


def _next_steps(verdict: Verdict, *, some: bool, own: bool) -> list[str]:
    kata = verdict.kata
    if not own:
        return []
    if verdict.green and some:
        return [f"these were chosen; all of them: nox -s kata-{kata.slug}"]
    if verdict.green:
        return [f"compare with reference/{kata.stem}.py and read reference/{kata.stem}.md"]
    return [f"edit katas/{kata.stem}.py, then nox -s kata-{kata.slug}", f"stuck? nox -s hint -- {kata.slug}"]


def _is_about(kata: Kata, topic: str) -> bool:
    return topic.lower() in " ".join((kata.slug, *kata.topics, kata.chapter)).lower()


def _as_json(kata: Kata, progress: str) -> dict[str, object]:
    return {
        "kata": kata.slug,
        "title": kata.title,
        "level": kata.level,
        "minutes": kata.minutes,
        "topics": list(kata.topics),
        "chapter": kata.chapter,
        "state": progress,
    }


def _try_to_remember(screen: Screen, remember: Callable[..., None], *what: object) -> None:
    """A read-only folder or a full disk costs the memory, not the verdict."""
    try:
        remember(*what)
    except OSError as error:
        screen.say(f"(not remembered: {error.strerror}: {shown(memory.FOLDER)})", "dim", 2)
