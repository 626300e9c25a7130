"""Where the answer stands: its own lines on the stacks of threads, tasks and exceptions, and nothing else."""

from __future__ import annotations

import gc
import linecache
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import AsyncGeneratorType, CodeType, CoroutineType, FrameType, TracebackType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio

Place = dict[str, Any]
"""`who` stands there, `path`, `line`, `source`: JSON, since it crosses from the child to the judge."""

HOUSE = f"{Path(__file__).resolve().parent}{os.sep}"
PACKAGES = f"{os.sep}site-packages{os.sep}"
SUSPENDED = (CoroutineType, AsyncGeneratorType)


class Answer:
    """Knows which frames are the learner's."""

    def __init__(self, folder: Path) -> None:
        self.folder = f"{folder.resolve()}{os.sep}"
        self._not_theirs = () if self.folder.startswith(HOUSE) else (HOUSE,)
        self._known: dict[str, bool] = {}

    def owns(self, code: CodeType) -> bool:
        """Is this code the learner's?"""
        return self._owns_file(code.co_filename)

    def _owns_file(self, file: str) -> bool:
        """Theirs may stand in a folder that holds this house as well, or packages."""
        if file not in self._known:
            own = file.startswith(self.folder) and not file.startswith(self._not_theirs)
            self._known[file] = own and PACKAGES not in file.removeprefix(self.folder)
        return self._known[file]

    def place(self, frame: FrameType, line: int | None = None, who: str = "") -> Place:
        """One line of a frame, as JSON."""
        return place(frame.f_code.co_filename, line or frame.f_lineno or frame.f_code.co_firstlineno, who)

    def raised(self, error: BaseException) -> list[Place]:
        """The learner's lines that an error and what caused it came through, the innermost last.

        A line that is no Python is none that anything came through: it is the place by itself.
        """
        if isinstance(error, SyntaxError) and self._owns_file(error.filename or ""):
            return [place(error.filename or "", error.lineno or 1)]
        found: list[Place] = []
        current: BaseException | None = error
        seen: set[int] = set()
        while current is not None and id(current) not in seen:
            seen.add(id(current))
            frames = _frames_of(current.__traceback__)
            found += [self.place(frame, line) for frame, line in frames if self.owns(frame.f_code)]
            current = current.__cause__ or (None if found else current.__context__)
        return found[-3:]

    def caller(self) -> list[Place]:
        """The innermost line of the learner that led here."""
        for frame in outwards(sys._getframe(1)):
            if self.owns(frame.f_code):
                return [self.place(frame)]
        return []

    def threads(self) -> list[Place]:
        """The innermost line of the learner in each thread that runs one."""
        names = {thread.ident: thread.name for thread in threading.enumerate()}
        places = []
        for ident, frame in sys._current_frames().items():
            name = names.get(ident, f"thread {ident}")
            who = "" if ident == threading.main_thread().ident else f"thread {name!r}"
            for one in outwards(frame):
                if self.owns(one.f_code):
                    places.append(self.place(one, who=who))
                    break
        return places


def place(path: str, line: int, who: str = "") -> Place:
    """A line of a file, with its text."""
    return {"who": who, "path": path, "line": line, "source": linecache.getline(path, line).strip()}


def sleeping_in_select(thread: int | None = None) -> bool:
    """Does a thread, the main one if none is given, wait inside an event loop's selector, and not only look?"""
    frame = sys._current_frames().get(thread or threading.main_thread().ident or 0)
    frames = {one.f_code.co_name: one for one in outwards(frame)}
    return "select" in frames and "_run_once" in frames and frames["_run_once"].f_locals.get("timeout") != 0


def _frames_of(trace: TracebackType | None) -> Iterator[tuple[FrameType, int]]:
    while trace is not None:
        yield trace.tb_frame, trace.tb_lineno
        trace = trace.tb_next


def outwards(frame: FrameType | None) -> Iterator[FrameType]:
    while frame is not None:
        yield frame
        frame = frame.f_back


def pending_tasks() -> list[asyncio.Task[Any]]:
    """Of all loops in all threads; `asyncio.all_tasks` knows those of one loop only."""
    if "asyncio" not in sys.modules:
        return []
    import asyncio  # a tenth of a second that katas without it need not wait for

    return [one for one in gc.get_objects() if issubclass(type(one), asyncio.Task) and not one.done()]


def awaited_frames(awaited: Any) -> Iterator[FrameType]:
    """Down the chain of awaits, the innermost last. A task that runs at this moment is seen in its thread."""
    while awaited is not None:
        kind = next((kind for kind in ("cr", "gi", "ag") if hasattr(awaited, f"{kind}_frame")), None)
        if kind is None:
            awaited = _wrapped(awaited)
            continue
        frame = getattr(awaited, f"{kind}_frame")
        if frame is None or getattr(awaited, f"{kind}_running"):
            return
        yield frame
        awaited = getattr(awaited, "gi_yieldfrom" if kind == "gi" else f"{kind}_await")


def _wrapped(awaited: Any) -> Any:
    """What stands between an `async for` and its generator, or `__await__()` and its coroutine, keeps it to itself."""
    if type(awaited).__module__ != "builtins":
        return None
    return next((one for one in gc.get_referents(awaited) if isinstance(one, SUSPENDED)), None)
