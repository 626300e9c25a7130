"""The answer at work: called from our loop, in threads of its own, so that Ctrl-C and the screen never wait for it."""

from __future__ import annotations

import asyncio
import concurrent.futures
import importlib
import inspect
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Any

from sensei import frames, standstill, stub
from sensei.catalog import Kata, shown
from sensei.errors import Mistake
from sensei.screen import Screen

PATIENCE = 5.0
"""Seconds for a call that takes a thousandth of that when it is right."""
SETTLING = 1.0
"""Seconds for threads and tasks that have been told to end."""
CALLER = "call of the answer"
"""Name of the threads in which plain functions are called."""


class Wrong(Exception):
    """The answer cannot be played on: a sentence, and the lines of the answer that it is about."""

    def __init__(self, sentence: str, places: list[frames.Place] | None = None) -> None:
        super().__init__(sentence)
        self.places = places or []


class Work:
    """One answer. What it calls runs in a thread of its own, coroutines on a loop in one."""

    def __init__(self, kata: Kata, folder: Path, screen: Screen, *, own: bool) -> None:
        self.kata = kata
        self.screen = screen
        self.own = own
        self.threaded = kata.slug == "chat-threaded"
        self.file = shown(folder / f"{kata.stem}.py")
        self.frames = frames.Answer(folder)
        self.module = self._load(folder)
        self.loop = asyncio.new_event_loop()
        self.loop.set_exception_handler(self._failed_on_the_loop)
        threading.excepthook = self._failed_in_a_thread
        self._said: set[str] = set()
        self._thread = threading.Thread(target=self._turn, name="event loop of the answer", daemon=True)
        self._thread.start()
        self._before = set(threading.enumerate())

    def find(self, name: str) -> Any:
        """What the answer defines under that name. `Wrong` if it does not."""
        if not hasattr(self.module, name):
            raise Wrong(f"{self.file} does not define {name}")
        return getattr(self.module, name)

    async def call(
        self,
        name: str,
        function: Callable[[], Any],
        patience: float = PATIENCE,
        through: tuple[type[BaseException], ...] = (),
    ) -> Any:
        """What it returns. `Wrong` if it raises (but what goes `through`), or takes longer than `patience` seconds."""
        return await self.result(name, self.begin(function), patience, through)

    def begin(self, function: Callable[[], Any]) -> asyncio.Future[Any]:
        """Call it, and do not wait. On the answer's loop it is cancelled with the future; a thread cannot be."""
        if self.threaded:
            return asyncio.wrap_future(_in_a_thread(function))

        async def run() -> Any:
            result = function()
            return await result if inspect.isawaitable(result) else result

        return asyncio.wrap_future(asyncio.run_coroutine_threadsafe(run(), self.loop))

    async def result(
        self,
        name: str,
        begun: asyncio.Future[Any],
        patience: float | None = None,
        through: tuple[type[BaseException], ...] = (),
    ) -> Any:
        """As of `call`."""
        try:
            done, _ = await asyncio.wait({begun}, timeout=patience)
        except asyncio.CancelledError:
            begun.cancel()
            raise
        if not done:
            places = self.standing()
            begun.cancel()
            raise Wrong(f"{name} has not returned within {patience:g} s", places)
        if begun.cancelled():
            raise Wrong(f"{name} raised CancelledError, and nobody had cancelled it")
        error = begun.exception()
        if error is not None and isinstance(error, through):
            raise error
        if error is not None:
            raise self.trouble(name, error) from error
        return begun.result()

    def trouble(self, name: str, error: BaseException) -> Wrong:
        """What an error of the answer comes to."""
        while isinstance(error, BaseExceptionGroup):
            error = error.exceptions[0]
        places = self.frames.raised(error)
        if isinstance(error, NotImplementedError) and str(error):
            return Wrong(str(error), places)
        return Wrong(f"{name} raised {type(error).__name__}: {error}".rstrip(": "), places)

    def standing(self) -> list[frames.Place]:
        """Where the answer is at this moment."""
        return standstill.look(self.frames)[1]

    async def left_behind(self, patience: float = SETTLING) -> list[str]:
        """Threads and tasks that have not ended, after that many seconds for it."""
        until = time.monotonic() + patience
        while (left := self._alive()) and time.monotonic() < until:  # noqa: ASYNC110 - nothing tells of their end
            await asyncio.sleep(0.02)
        return left

    def _alive(self) -> list[str]:
        threads = [
            f"thread {one.name!r}"
            for one in threading.enumerate()
            if one not in self._before and not one.name.startswith((CALLER, "asyncio_"))  # which look up names
        ]
        return threads + [f"task {_name_of(one)!r}" for one in asyncio.all_tasks(self.loop)]

    def _load(self, folder: Path) -> ModuleType:
        file = folder / f"{self.kata.stem}.py"
        if not file.is_file():
            gone = f"{self.file} is gone: nox -s reset -- {self.kata.slug} puts the stub back"
            raise Mistake(gone if self.own else f"there is no {file.name} in {shown(folder)}")
        if self.own and is_stub(self.kata, folder):
            raise Mistake(f"{self.file} is still the stub: write it, then play it; ours: add --reference")
        try:
            return importlib.import_module(f"katas.{self.kata.stem}")
        except SyntaxError as error:
            places = [frames.place(error.filename or str(file), error.lineno or 1)]
            raise Wrong(f"{self.file} is no Python: {error.msg}", places) from error
        except BaseException as error:
            raise self.trouble(f"importing {self.file}", error) from error

    def _turn(self) -> None:
        asyncio.set_event_loop(self.loop)
        while True:
            with suppress(BaseException):  # SystemExit in a task ends the loop; whoever asked hears of it from the task
                self.loop.run_forever()

    def _failed_on_the_loop(self, loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        error = context.get("exception")
        if error is not None:
            self._say(self.trouble("a task or callback of it", error))
        else:
            self._say(Wrong(f"asyncio says: {context['message']}"))

    def _failed_in_a_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._say(self.trouble(f"its thread {args.thread.name if args.thread else '?'!r}", args.exc_value))

    def _say(self, wrong: Wrong) -> None:
        """Once, however often it happens: what goes wrong for each client would fill the screen."""
        key = f"{wrong}{wrong.places[-1:]}"
        if key not in self._said:
            self._said.add(key)
            self.screen.trouble(str(wrong), wrong.places)


def is_stub(kata: Kata, folder: Path) -> bool:
    """Has nobody written anything there?"""
    file = folder / f"{kata.stem}.py"
    return file.read_bytes() == stub.derive(kata).encode()


def _in_a_thread(function: Callable[[], Any]) -> concurrent.futures.Future[Any]:
    """Unlike those of a pool, a daemon: the end of the process does not wait for it."""
    future: concurrent.futures.Future[Any] = concurrent.futures.Future()

    def run() -> None:
        try:
            result = function()
        except BaseException as error:  # noqa: BLE001 - whoever asks for the result gets it
            if not future.cancelled():
                future.set_exception(error)
        else:
            if not future.cancelled():
                future.set_result(result)

    threading.Thread(target=run, name=CALLER, daemon=True).start()
    return future


def _name_of(task: asyncio.Task[Any]) -> str:
    coroutine = task.get_coro()
    return str(getattr(coroutine, "__qualname__", task.get_name()))
