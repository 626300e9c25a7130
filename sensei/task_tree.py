"""The tasks of asyncio at a hang: who awaits whom, in which line of the answer, and what the innermost wait for."""

from __future__ import annotations

import inspect
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from sensei import blocks
from sensei.frames import Answer, awaited_frames, pending_tasks, sleeping_in_select
from sensei.waiters import Waiter

if TYPE_CHECKING:
    import asyncio

    Waiters = dict[asyncio.Task[Any], "TaskWaiter"]
    Needed = dict[asyncio.Task[Any], list[asyncio.Task[Any]]]

MOST_TASKS = 1000
"""Tasks that are looked at: an alarm has no time for more."""
ROOMS = tuple(str(Path(__file__).parents[1] / room) for room in ("tests", "sensei"))
"""Where the code of checks lies."""
GIVEN_NAME = re.compile(r"(?!Task-\d+$)")
Frames = list[FrameType]


@dataclass(eq=False)
class TaskWaiter(Waiter):
    """A task, with what has to be known of it to say what it waits for."""

    inner: Frames = field(default_factory=list)
    """The frames of libraries below the answer's line, the innermost last."""
    entered: list[tuple[Any, int]] = field(default_factory=list)
    """What it entered by `async with` and has not left, and in which line."""
    is_of_the_answer: bool = False


def waiting_tasks(answer: Answer) -> list[TaskWaiter]:
    """The tasks that stand in a line of the answer, those that they need, and those of checks that need them."""
    tasks = sorted(pending_tasks()[:MOST_TASKS], key=_age)
    if not tasks:
        return []
    every = {task: _waiter(task, answer) for task in tasks}
    needed = _needed(tasks)
    for task, waiter in every.items():
        _say_what_it_waits_for(task, waiter, every, needed)
    return _shown(list(every.values()))


def describe(task: asyncio.Task[Any], answer: Answer) -> str:
    """One task that has been left: its function, its line, and what it waits for."""
    waiter = _waiter(task, answer)
    _say_what_it_waits_for(task, waiter, {}, {})
    line = f" in line {waiter.place['line']}" if waiter.place else ""
    return f"{_function(task)}{line}" + (f", which waits for {waiter.waits}" if waiter.waits else "")


def _waiter(task: asyncio.Task[Any], answer: Answer) -> TaskWaiter:
    frames = list(awaited_frames(task.get_coro()))
    own = [at for at, frame in enumerate(frames) if answer.owns(frame.f_code)]
    inner = frames[own[-1] + 1 :] if own else frames
    place = answer.place(frames[own[-1]]) if own else _line_of_check(frames, answer)
    entered = [block for at in own for block in blocks.held(frames[at])]
    who = _who(task, frames, frames[own[0]] if own else None)
    return TaskWaiter(who, place, kind=_function(task), inner=inner, entered=entered, is_of_the_answer=bool(own))


def _who(task: asyncio.Task[Any], frames: Frames, own: FrameType | None) -> str:
    """A task as a learner knows it: by its function, and by its name if somebody gave it one."""
    if frames and own is not frames[0] and _is_of_a_check(frames[0]):
        return f"the check's call of {_short(own.f_code.co_qualname)!r}" if own else "the check"
    name = task.get_name()
    function = _function(task)
    return f"task {name!r} ({function})" if GIVEN_NAME.match(name) else f"task {function!r}"


def _function(task: asyncio.Task[Any]) -> str:
    return _short(str(getattr(task.get_coro(), "__qualname__", "?")))


def _short(qualname: str) -> str:
    return qualname.rpartition("<locals>.")[2]


def _line_of_check(frames: Frames, answer: Answer) -> Any:
    of_check = [frame for frame in frames if _is_of_a_check(frame)]
    return answer.place(of_check[-1]) if of_check else None


def _is_of_a_check(frame: FrameType) -> bool:
    return frame.f_code.co_filename.startswith(ROOMS)


def _needed(tasks: Sequence[asyncio.Task[Any]]) -> Needed:
    """By task, those whose end it waits for."""
    from sensei.task_waits import resolved_by

    waiting: dict[int, list[asyncio.Task[Any]]] = {}
    for task in tasks:
        waiting.setdefault(id(_future(task)), []).append(task)
    needs: Needed = {}
    for task in tasks:
        for future in resolved_by(task):
            for other in waiting.get(id(future), ()):
                needs.setdefault(other, []).append(task)
    return needs


def _future(task: asyncio.Task[Any]) -> asyncio.Future[Any] | None:
    """What wakes it; nothing if it is at work, or could be if the loop gave it a turn."""
    return getattr(task, "_fut_waiter", None)


def _say_what_it_waits_for(task: asyncio.Task[Any], waiter: TaskWaiter, every: Waiters, needed: Needed) -> None:
    from sensei import task_waits

    future = _future(task)
    if future is None:
        waiter.waits = _without_a_future(task.get_coro())
        return
    waiter.gives_up = task_waits.has_a_timer(task, future)
    lock = task_waits.lock_wanted(waiter.inner)
    waiter.waits = task_waits.awaited_in_library(waiter.inner)
    if future.done():
        waiter.waits = f"its turn: {_why_no_turn(task)}"
    elif lock is not None:
        _say_who_holds(lock, waiter, list(every.values()))
    elif not waiter.waits:
        waiter.needs = waiter.below = [every[other] for other in needed.get(task, ())]
        waiter.one_is_enough = task_waits.is_content_with_one(waiter.inner)
        waiter.waits = _those(waiter) or task_waits.awaited_future(future)


def _without_a_future(coroutine: Any) -> str:
    if getattr(coroutine, "cr_running", True):
        return ""
    return "its first turn" if inspect.getcoroutinestate(coroutine) == inspect.CORO_CREATED else "its turn"


def _why_no_turn(task: asyncio.Task[Any]) -> str:
    """Its future is resolved; a loop that sleeps all the same was not woken."""
    if sleeping_in_select(getattr(task.get_loop(), "_thread_id", None)):
        return "its future is resolved, but nothing woke the loop"
    return "its future is resolved, but the loop does something else"


def _those(waiter: Waiter) -> str:
    if len(waiter.needs) == 1:
        return waiter.needs[0].who
    return f"{'the first of ' * waiter.one_is_enough}{len(waiter.needs)} tasks" if waiter.needs else ""


def _say_who_holds(lock: Any, waiter: TaskWaiter, every: Sequence[TaskWaiter]) -> None:
    """An asyncio lock does not know its holder, but who is in an `async with` of it stands there in the source."""
    from sensei.task_waits import is_a_semaphore, lets_go_of

    holders = {
        one: line
        for one in every
        for entered, line in one.entered
        if lock in (entered, getattr(entered, "_lock", None)) and not lets_go_of(lock, one.inner)
    }
    waiter.needs, waiter.one_is_enough = list(holders), is_a_semaphore(lock)
    waiter.waits = _place_in(waiter, holders) if is_a_semaphore(lock) else _lock_of(waiter, holders)


def _lock_of(waiter: TaskWaiter, holders: dict[TaskWaiter, int]) -> str:
    if waiter in holders:
        return f"the lock that it holds itself since line {holders[waiter]}: it is not reentrant"
    return next((f"the lock that {one.who} holds since line {line}" for one, line in holders.items()), "a lock")


def _place_in(waiter: TaskWaiter, holders: dict[TaskWaiter, int]) -> str:
    if waiter in holders:
        return f"a place in a semaphore, and has one itself since line {holders[waiter]}"
    if not holders:
        return "a place in a semaphore"
    first = next(iter(holders))
    more = f" (and {len(holders) - 1} more)" if len(holders) > 1 else ""
    return f"a place in a semaphore: {first.who}{more} has one since line {holders[first]}"


def _shown(every: Sequence[TaskWaiter]) -> list[TaskWaiter]:
    """What concerns the answer: its own tasks, those below them, and those that wait for one of them."""
    shown = {one for one in every if one.is_of_the_answer}
    size = 0
    while len(shown) > size:
        size = len(shown)
        shown |= {other for one in shown for other in one.below if isinstance(other, TaskWaiter)}
        shown |= {one for one in every if shown.intersection(one.below)}
    return [one for one in every if one in shown]


def _age(task: asyncio.Task[Any]) -> float:
    """Tasks in the order in which they were made, as far as their names tell it."""
    number = task.get_name().removeprefix("Task-")
    return int(number) if number.isdecimal() else float("inf")
