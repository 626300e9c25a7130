"""What runs in the child process: imports the answer, runs the checks with pytest, and writes down what it saw.

One JSON object a line on the pipe that was the child's standard output; whatever the answer prints goes to standard
error instead. `sensei.child` collects both, and `sensei.reading` makes the verdict.
"""

from __future__ import annotations

import ast
import faulthandler
import gc
import importlib
import json
import os
import sys
import threading
import time
from collections.abc import Generator, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TextIO

import pytest
from _pytest.outcomes import Exit, Skipped

from sensei import answers, standstill, tampering
from sensei.explain import Ended, explain, explain_import, what_is_missing
from sensei.frames import Answer
from sensei.guard import Guard, Overdue, remember_where_threads_start, shut_the_exits, started
from sensei.lock_watch import watch_locks
from sensei.protocol import FILE, FOLDER, MARK, ORDER

REPLACED = "an answer may not change the tools that judge it"
IMPORT_LIMIT = 3.0
CHECK_LIMIT = 2.0
EXIT_LIMIT = 2.0
"""Seconds; the one of a check can be set by `@pytest.mark.timeout(seconds)`."""


def main() -> int:
    """Do what the judge ordered; the exit code is pytest's."""
    order = json.loads(os.environ.pop(ORDER))
    record = _Record(order["nonce"], order["full"])
    folder = Path(os.environ[FOLDER])
    answer = Answer(folder)
    guard = Guard(answer, record.descriptor)
    import_what_the_tests_need(Path(order["tests"]))
    answers.serve(folder)
    shut_the_exits(answer, record)
    remember_where_threads_start(answer)
    watch_locks(answer)
    witness = Witness(record, guard, answer, order["asyncio"])
    if not _import_answer(order, witness):
        return 1
    record.open_output()
    gc.collect()
    gc.freeze()  # each check ends with a collection, which need not look at pytest again
    code = int(pytest.main(_arguments(order), plugins=[witness]))
    waiting = [_describe_thread(thread, answer) for thread in _threads_that_hold_the_exit()]
    record("finish", code=code, threads=waiting)
    faulthandler.dump_traceback_later(EXIT_LIMIT, exit=True, file=record.descriptor)
    return code


def import_what_the_tests_need(tests: Path) -> None:
    """Whatever the tests import but the answer: its own import has a limit, and aiohttp is not its fault."""
    for node in ast.walk(ast.parse(tests.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        else:
            continue
        for name in names:
            if name.partition(".")[0] not in ("katas", "tests"):
                importlib.import_module(name)


def _flush_what_was_printed() -> None:
    for stream in (sys.stdout, sys.stderr):
        with suppress(Exception):  # the answer may have closed it, or put something of its own there
            stream.flush()


class _Record:
    """Takes standard output for itself and leaves the answer standard error."""

    def __init__(self, nonce: str, full: bool) -> None:
        self.nonce = nonce
        self.full = full
        self.descriptor = os.dup(1)
        self.output = os.dup(2)
        self.open_output()

    def open_output(self) -> None:
        """Give whatever prints a fresh stream; an answer may have closed the one before."""
        os.dup2(self.output, 1)
        os.dup2(self.output, 2)
        sys.stdout, sys.stderr = _text_stream(1), _text_stream(2)

    def mark(self, name: str) -> None:
        """Say in the output that a check begins."""
        _flush_what_was_printed()
        if not self.full:
            os.write(self.output, f"{MARK}{name}\n".encode())

    def __call__(self, kind: str, **what: Any) -> None:
        line = json.dumps({"nonce": self.nonce, "kind": kind, **what})
        os.write(self.descriptor, f"{line}\n".encode())


def _text_stream(descriptor: int) -> TextIO:
    return os.fdopen(descriptor, "w", 1, encoding="utf-8", errors="backslashreplace", closefd=False)


class Witness:
    """The pytest plugin: a limit around each phase of a check, one record per check."""

    def __init__(self, record: _Record, guard: Guard, answer: Answer, asyncio: bool) -> None:
        self.asyncio = asyncio
        self.record = record
        self.guard = guard
        self.answer = answer
        self.tools = tampering.Tools()
        self.failure: dict[str, Any] | None = None
        self.failed = False

    def pytest_addoption(self, parser: pytest.Parser) -> None:
        absent = ["timeout"] if self.asyncio else ["timeout", "asyncio_mode", "asyncio_default_fixture_loop_scope"]
        for name in absent:
            parser.addini(name, "for a plugin that is not loaded here")

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        config.addinivalue_line("markers", "timeout(seconds): the deadline of this check")
        if config.option.verbose < 1:
            config.pluginmanager.unregister(name="terminalreporter")

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, Any, Any]:
        name = getattr(item, "originalname", item.name)
        self.failure = None
        self.record("begin", name=name)
        self.record.mark(name)
        began = time.perf_counter()
        result = yield
        _flush_what_was_printed()
        if self.failure is None and (changed := self.tools.changed()):
            self.failure = {"why": f"replaced {changed}: {REPLACED}", "where": []}
        self.failed = self.failed or self.failure is not None
        verdict = self.failure or {"why": "", "where": []}
        seconds = round(time.perf_counter() - began, 4)
        self.record("check", name=name, passed=self.failure is None, seconds=seconds, **verdict)
        return result

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, Any, Any]:
        with self._limit(item):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, Any, Any]:
        with self._limit(item):
            return (yield)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, Any, Any]:
        with self._limit(item):
            return (yield)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self) -> Generator[None, Any, Any]:
        """Does what a clean-up left undone when its limit cut it off; why a check failed is told already."""
        try:
            with self.guard.limit(CHECK_LIMIT):
                return (yield)
        except Exception:
            if not self.failed:
                raise

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        if call.excinfo is None:
            return
        failure = self._explain_in_time(call.excinfo.value, item)
        if self.failure is None:
            self.failure = failure
        if not self.record.full:  # pytest would ask the error for its text again, and that may be the answer's code
            call.excinfo = _told(failure["why"])

    def _explain_in_time(self, error: BaseException, item: pytest.Item) -> dict[str, Any]:
        try:
            with self.guard.limit(CHECK_LIMIT):
                return explain(error, self.answer, item)
        except Overdue:
            return {"why": f"raised {type(error).__name__}, whose text cannot be had in time", "where": []}

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.record("uncollected", why=str(report.longrepr).strip().splitlines()[-1])

    def _limit(self, item: pytest.Item) -> Any:
        mark, overdue = item.get_closest_marker("timeout"), item.get_closest_marker("overdue")
        return _Limited(self.guard, mark.args[0] if mark else CHECK_LIMIT, overdue.args[0] if overdue else "")


def _told(why: str) -> pytest.ExceptionInfo[AssertionError]:
    try:
        raise AssertionError(why)
    except AssertionError as error:
        return pytest.ExceptionInfo.from_exception(error)


class _Limited:
    """A limit, and no way out of pytest for what would end the session: it becomes a failed check."""

    def __init__(self, guard: Guard, seconds: float, meaning: str) -> None:
        self.limit = guard.limit(seconds, meaning)

    def __enter__(self) -> None:
        self.limit.__enter__()

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> None:
        self.limit.__exit__(kind, error, trace)
        if isinstance(error, KeyboardInterrupt | Exit | Skipped):
            raise Ended(error) from error


def _import_answer(order: dict[str, Any], witness: Witness) -> bool:
    name = f"katas.{order['stem']}"
    witness.record("begin", name="")
    try:
        with witness.guard.limit(IMPORT_LIMIT):
            module = importlib.import_module(name)
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is the verdict
        witness.record("import", **explain_import(error, witness.answer))
        return False
    missing = [wanted for wanted in order["wanted"] if not hasattr(module, wanted)]
    changed = witness.tools.changed()
    if missing:
        witness.record("import", why=what_is_missing(missing, module), where=[])
    elif changed:
        witness.record("import", why=f"{FILE} replaced {changed}: {REPLACED}", where=[])
    return not missing and not changed


def _arguments(order: dict[str, Any]) -> list[str]:
    root, tests = order["root"], order["tests"]
    unneeded = (
        "cacheprovider",
        "faulthandler",
        "threadexception",
        "unraisableexception",
        "junitxml",
        "pastebin",
        "doctest",
    )
    return [
        *(f"{tests}::{name}" for name in order["checks"]),
        *("-c", f"{root}/pyproject.toml", f"--rootdir={root}", "--import-mode=importlib", "-s"),
        *(word for name in unneeded for word in ("-p", f"no:{name}")),
        *(("-p", "pytest_asyncio.plugin") if order["asyncio"] else ()),
        *(("-v", f"--color={'yes' if order['colour'] else 'no'}") if order["full"] else ("-q", "--tb=native")),
        *(("--exitfirst",) if order["stop"] else ()),
    ]


def _threads_that_hold_the_exit() -> Iterator[threading.Thread]:
    for thread in threading.enumerate():
        if not thread.daemon and thread is not threading.main_thread():
            yield thread


def _describe_thread(thread: threading.Thread, answer: Answer) -> dict[str, Any]:
    _, stand = standstill.look(answer)
    of_it = [place for place in stand if place["who"].startswith(f"thread {thread.name!r}")]
    return {"name": thread.name, "where": [*({**place, "who": "started"} for place in started(thread)), *of_it]}
