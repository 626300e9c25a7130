"""Plays what was asked for and makes the picture of it."""

from __future__ import annotations

import platform
import statistics
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sensei import catalog, journal
from sensei.catalog import Kata, shown
from sensei.errors import Mistake
from sensei.screen import PRINTED_LINES, Screen
from sensei.timeline import drawing, terminal
from sensei.timeline.lanes import lanes
from sensei.timeline.performance import LocalSite, Performance, Take
from sensei.timeline.picture import Picture, Scene, remarks

PLAYS = Path(__file__).with_name("plays")
REPEATS = 3
"""Times that each play is played with the tracer and without, for the tracer's cost."""
FILLED = (
    "Filled is what runs, pale is what waits. A task runs while a step of it holds its loop's thread; a loop runs "
    "while it runs anything; a thread runs while it is in no call that waits (sleep, lock, socket, select, queue, "
    "join). To wait for the GIL or for a processor counts as running."
)


@dataclass(frozen=True)
class Part:
    """One scene to be: which function of the play, under which title, with whose answer."""

    play: str
    title: str
    note: str
    folder: Path | None = None
    costs: bool = True


BESIDE = {
    "crawler": (
        Part("serial", "serial", "one page after the other, on one thread", costs=False),
        Part("threads", "threads", "ten threads, each waits for its page"),
        Part("tasks", "asyncio", "a task for each page, on one thread"),
    )
}
"""What is played beside an answer, since the story is in the difference."""


def kata_picture(slug: str, answers: Path | None, reference: bool, seconds: float) -> tuple[Picture, str]:
    """What an answer did, and what it printed when it went wrong. `Mistake` if that kata has nothing to draw."""
    kata = catalog.kata(slug)
    story = _story(kata)
    parts = [*BESIDE.get(kata.slug, ()), _own_part(kata, answers)]
    if reference:
        parts.append(Part("play", "reference", shown(kata.reference), kata.reference.parent))
    with ExitStack() as stack:
        site = stack.enter_context(LocalSite()) if kata.slug in BESIDE else ""
        played = [(part, _perform(kata, part, site, seconds)) for part in parts]
    scenes = [_scene(part, done, part.folder and part.folder / f"{kata.stem}.py") for part, done in played]
    printed = next((_printed(done) for part, done in played if part.title == "yours" and not _went_well(done)), "")
    return Picture(kata.slug, story, scenes, _notes(scenes)), printed


def file_picture(file: Path, overhead: bool, seconds: float) -> tuple[Picture, str]:
    """What a program did, run once as `python file.py` runs it, and what it printed. `Mistake` if there is none."""
    if not file.is_file():
        raise Mistake(f"there is no file {file}: nox -s timeline takes the name of a kata, or a file of Python")
    part = Part("", file.name, shown(file), file.resolve().parent)
    done = _run_file(file, seconds)
    scene = _scene(part, done, file)
    if overhead and _went_well(done):
        pairs = [(_run_file(file, seconds, traced=False), _run_file(file, seconds)) for _ in range(REPEATS)]
        scene.cost = cost([take for pair in pairs for one in pair for take in one.takes])
    notes = (
        _notes([scene]) if overhead else [*_notes([scene]), "What the tracer costs was not measured: --overhead does."]
    )
    return Picture(file.name, "what its tasks and threads did", [scene], notes), _printed(done)


def show(picture: Picture, printed: str, html: Path | None) -> bool:
    """In the terminal, and as a page. True if all went well. `Mistake` if the page cannot be written."""
    screen = Screen()
    if any(scene.lanes for scene in picture.scenes):
        file = html or journal.FOLDER / f"timeline-{Path(picture.title).stem}.html"
        _write(file, drawing.svg(picture) if file.suffix == ".svg" else drawing.page(picture))
        terminal.draw(screen, picture)
        for scene in picture.scenes:
            if scene.cost:
                screen.say(f"tracer, {scene.title}: {scene.cost}", "dim", 2)
        screen.say()
        screen.say(f"the picture is {shown(file)}", indent=2)
    else:
        for scene in picture.scenes:
            for words in remarks(scene):
                screen.say(words, "bold red")
    _show_printed(screen, printed)
    return not any(scene.trouble for scene in picture.scenes)


def _show_printed(screen: Screen, printed: str) -> None:
    lines = printed.splitlines()
    if lines:
        screen.say(f"it printed{'' if len(lines) <= PRINTED_LINES else f', last of {len(lines)} lines'}:", "dim", 2)
    for line in lines[-PRINTED_LINES:]:
        screen.say(line, indent=4)


def cost(takes: list[Take]) -> str:
    """What the tracer costs, from takes with it and without; "" if there are none of both."""
    well = [take.end for take in takes if take.end is not None and take.went_well]
    traced = [end for take, end in zip(takes, well, strict=False) if take.traced]
    plain = [end for take, end in zip(takes, well, strict=False) if not take.traced]
    if not traced or not plain:
        return ""

    def median(ends: list[dict[str, Any]], name: str) -> float:
        return float(statistics.median(end[name] for end in ends)) * 1000

    return (
        f"{median(traced, 'seconds'):.0f} ms with the tracer, {median(plain, 'seconds'):.0f} without; "
        f"of the processor {median(traced, 'used'):.0f} and {median(plain, 'used'):.0f} ms "
        f"(medians of {len(plain)})"
    )


def typical(takes: list[Take]) -> Take | None:
    """The one to draw: of median length among those that are warm, or the first if that is all there is."""
    traced = [take for take in takes if take.traced]
    warm = sorted((take for take in traced[1:] if take.went_well), key=lambda take: take.ended - take.began)
    return warm[len(warm) // 2] if warm else next(iter(traced), None)


def _own_part(kata: Kata, answers: Path | None) -> Part:
    folder = kata.file.parent if answers is None else answers
    file = folder / f"{kata.stem}.py"
    if not file.is_file():
        gone = answers is None
        advice = (
            f"nox -s reset -- {kata.slug} puts the stub back" if gone else "--answers takes the folder that holds it"
        )
        raise Mistake(f"there is no {shown(file)}: {advice}")
    return Part("play", "yours", shown(file), folder.resolve())


def _story(kata: Kata) -> str:
    file = PLAYS / f"{kata.stem}.py"
    if not file.is_file():
        drawn = ", ".join(one.slug for one in catalog.katas() if (PLAYS / f"{one.stem}.py").is_file())
        raise Mistake(f"{kata.slug} has no tasks or threads to draw; these have: {drawn}")
    with file.open(encoding="utf-8") as lines:
        return next(lines).strip().strip('"')


def _perform(kata: Kata, part: Part, site: str, seconds: float) -> Performance:
    order = {
        "slug": kata.slug,
        "play": part.play,
        "needs_answer": part.folder is not None,
        "site": site,
        "repeats": REPEATS if part.costs else 0,
        "seconds": seconds,
        "traced": True,
    }
    return _run(lambda: Performance(order, part.folder or kata.file.parent), part.title)


def _run_file(file: Path, seconds: float, traced: bool = True) -> Performance:
    order = {"file": str(file.resolve()), "repeats": 0, "seconds": seconds, "traced": traced}
    return _run(lambda: Performance(order, file.resolve().parent), file.name)


def _run(make: Callable[[], Performance], title: str) -> Performance:
    done = make()
    with Screen().console.status(f"{title} ..."):
        done.run()
    return done


def _scene(part: Part, done: Performance, file: Path | None) -> Scene:
    take = typical(done.takes)
    made = Scene(part.title, part.note, trouble=_trouble(part, done, file), where=_where(done))
    if take is not None:
        is_stub = take.end is not None and take.end["is_stub"]
        made.full = take.end is not None and take.end["full"]
        reached = take.events[-1][1] if made.full else take.ended
        made.lanes = [] if is_stub else lanes(take.events, take.began, reached)
        made.seconds, made.cut, made.cost = take.ended - take.began, take.end is None, cost(done.takes[1:])
    return made


def _where(done: Performance) -> list[str]:
    """The lines of the answer at which it failed or hangs."""
    if done.stopped_for:
        places = [place for take in done.takes[-1:] for place in take.stuck]
    else:
        failed = next((take.end for take in done.takes if take.end is not None and not take.went_well), None)
        places = failed["where"][-1:] if failed is not None and not failed["is_stub"] else []
    said = Counter(f"{place['who']} at {shown(place['path'])}:{place['line']}   {place['source']}" for place in places)
    return [words.strip() if times == 1 else f"{times} times {words}" for words, times in said.items()]


def _trouble(part: Part, done: Performance, file: Path | None) -> str:
    name = shown(file) if file else part.title
    if done.stopped_for:
        return f"{name} {done.stopped_for}; what is drawn is what was seen of it"
    failed = next((take.end for take in done.takes if take.end is not None and not take.went_well), None)
    if failed is not None and failed["is_stub"]:
        return f"{name} is still the stub: {failed['stub']}; --reference draws ours"
    if failed is not None:
        return f"{name} raised {failed['why']}"
    if not done.takes or done.takes[-1].end is None:
        return f"{name} ended its process, with exit code {done.exit_code}"
    return ""


def _went_well(done: Performance) -> bool:
    return not done.stopped_for and bool(done.takes) and all(take.went_well for take in done.takes)


def _printed(done: Performance) -> str:
    return done.output.decode(errors="backslashreplace")


def _notes(scenes: list[Scene]) -> list[str]:
    hook = "sys.monitoring" if sys.version_info >= (3, 12) else "sys.setprofile"
    where = f"Python {platform.python_version()} on {platform.system()}"
    seen = f"{where}. Tasks are seen through asyncio.Handle, threads by {hook}."
    drawn = "Of several runs the one of median length is drawn." if any(scene.cost for scene in scenes) else ""
    costs = [f"{scene.title}: {scene.cost}." for scene in scenes if scene.cost]
    return [FILLED, f"{seen} {drawn}".strip(), *costs]


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Mistake(
            f"the picture cannot be written: {error.strerror}: {file}; --html FILE chooses another place"
        ) from error
