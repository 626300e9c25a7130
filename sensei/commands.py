"""What each nox session does: reads its words, does it, and gives back the exit code."""

from __future__ import annotations

import sys
from pathlib import Path

from sensei import again, attempts, catalog, journal, standing
from sensei.checks import chosen
from sensei.errors import Mistake
from sensei.hints import hints
from sensei.runner import judge
from sensei.screen import Screen
from sensei.standing import Standing
from sensei.verdict import Verdict
from sensei.words import DONE, NOT_GREEN, Words, try_to_remember


def check(slug: str, *words: str) -> int:
    """Judge an answer."""
    kata = catalog.kata(slug)
    parser = Words(prog=f"nox -s kata-{slug} --")
    parser.add_argument("-k", dest="word", metavar="WORD")
    parser.add_argument("--answers", type=Path, metavar="DIR")
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--full", action="store_true")
    asked = parser.parse_args(words)
    own = asked.answers is None
    judged = journal.digest(kata.file)
    verdict = judge(
        kata,
        kata.file.parent if own else asked.answers,
        only=chosen(kata, asked.word) if asked.word else (),
        stop_at_first=not (asked.all or asked.full),
        full=sys.stdout if asked.full else None,
    )
    screen = Screen()
    screen.title(verdict)
    screen.verdict(verdict, _next_steps(verdict, some=bool(asked.word), own=own))
    if own:
        try_to_remember(screen, journal.judged, verdict, judged, whole=not asked.word)
    return DONE if verdict.green else NOT_GREEN


def hint(*words: str) -> int:
    """Show one more hint, or a certain one."""
    parser = Words(prog="nox -s hint --")
    parser.add_argument("slug", metavar="KATA")
    parser.add_argument("number", type=int, nargs="?", metavar="NUMBER")
    asked = parser.parse_args(words)
    kata = catalog.kata(asked.slug)
    found = hints(kata)
    seen = journal.hints_seen(kata)
    number = min(seen + 1, len(found)) if asked.number is None else asked.number
    if not 1 <= number <= len(found):
        raise Mistake(f"{kata.slug} has hints 1 to {len(found)}, not {number}")
    screen = Screen()
    screen.hint(kata, number, found[number - 1], len(found))
    if number < len(found):
        screen.say(f"one more: nox -s hint -- {kata.slug}\n", indent=2)
    else:
        screen.say(f"that was the last; any of them again: nox -s hint -- {kata.slug} 1\n", indent=2)
    try_to_remember(screen, journal.looked, kata, "hint", number)
    return DONE


def list_katas(*words: str) -> int:
    """Show the path, all of it or what fits."""
    parser = Words(prog="nox -s list --")
    parser.add_argument("--topic", metavar="WORD")
    parser.add_argument("--level", type=int, metavar="N")
    parser.add_argument("--minutes", type=int, metavar="AT_MOST")
    parser.add_argument("--state", choices=("untouched", "begun", "green", "due"))
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args(words)
    found = [
        one
        for one in standing.standings()
        if (asked.topic is None or one.kata.is_about(asked.topic))
        and (asked.level is None or one.kata.level == asked.level)
        and (asked.minutes is None or one.kata.minutes <= asked.minutes)
        and (asked.state is None or asked.state in one.words)
    ]
    screen = Screen()
    if asked.json:
        screen.json([_as_json(one) for one in found])
    elif found:
        screen.katas(found)
    else:
        raise Mistake("no kata fits; nox -s list shows them all")
    return DONE


def stubs(*words: str) -> int:
    """For maintainers: write every stub from its reference, or only compare."""
    parser = Words(prog="nox -s stubs --")
    parser.add_argument("--check", action="store_true")
    only_compare = parser.parse_args(words).check
    different = [kata for kata in catalog.katas() if not (attempts.is_stub(kata) and kata.file.is_file())]
    if only_compare:
        if different:
            names = ", ".join(f"katas/{kata.stem}.py" for kata in different)
            raise Mistake(f"not what the reference makes: {names}; nox -s stubs writes them")
        return DONE
    for kata in different:
        again.reset(kata.slug, "--yes")
    return DONE


def bench(*words: str) -> int:
    """Measure the answers beside the references: Ctrl-C ends it and all that it started."""
    from sensei.bench import command

    try:
        command.run(command.words(Words(prog="nox -s bench --")).parse_args(words))
    except KeyboardInterrupt:
        raise Mistake("stopped: nothing was kept") from None
    return DONE


def prove(*words: str) -> int:
    """Prove the tests: references pass, stubs fail, wrong answers are rejected, right ones accepted."""
    from sensei.prove import prove_all

    parser = Words(prog="nox -s prove --")
    parser.add_argument("slugs", nargs="*", metavar="KATA")
    parser.add_argument("--right", action="store_true")
    asked = parser.parse_args(words)
    katas = [catalog.kata(slug) for slug in asked.slugs] or list(catalog.katas())
    return DONE if prove_all(katas, only_right=asked.right) else NOT_GREEN


def play(*words: str) -> int:
    """Run the program of a kata for real."""
    from sensei.play import door

    return door.play(*words)


def timeline(*words: str) -> int:
    """Run an answer, or a file of one's own, and draw what happened."""
    from sensei.timeline.show import file_picture, kata_picture, show

    parser = Words(prog="nox -s timeline --")
    parser.add_argument("what", metavar="KATA_OR_FILE")
    parser.add_argument("--reference", action="store_true")
    parser.add_argument("--answers", type=Path, metavar="DIR")
    parser.add_argument("--html", type=Path, metavar="FILE")
    parser.add_argument("--seconds", type=float, default=5.0, metavar="AT_MOST")
    parser.add_argument("--overhead", action="store_true")
    asked = parser.parse_args(words)
    if not 0 < asked.seconds <= 3600:
        raise Mistake(f"--seconds {asked.seconds:g}: between 0 and 3600 it has to be, 5 when left out")
    try:
        if asked.what.endswith(".py") or "/" in asked.what:
            picture, printed = file_picture(Path(asked.what), asked.overhead, asked.seconds)
        else:
            picture, printed = kata_picture(asked.what, asked.answers, asked.reference, asked.seconds)
    except KeyboardInterrupt:
        raise Mistake("stopped: nothing is drawn, and nothing is left running") from None
    return DONE if show(picture, printed, asked.html) else NOT_GREEN


def _next_steps(verdict: Verdict, *, some: bool, own: bool) -> list[str]:
    kata = verdict.kata
    if not own:
        return []
    if verdict.green and some:
        return [f"these were chosen; all of them: nox -s kata-{kata.slug}"]
    if verdict.green:
        return [f"compare with reference/{kata.stem}.py and read reference/{kata.stem}.md"]
    return [f"edit katas/{kata.stem}.py, then nox -s kata-{kata.slug}", f"stuck? nox -s hint -- {kata.slug}"]


def _as_json(one: Standing) -> dict[str, object]:
    kata = one.kata
    return {
        "kata": kata.slug,
        "title": kata.title,
        "level": kata.level,
        "minutes": kata.minutes,
        "topics": list(kata.topics),
        "chapter": kata.chapter,
        "state": one.progress,
        "due": one.due,
    }
