"""For checks that are coroutines: no task may be left. A file of its own, since pytest-asyncio takes time to import."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest_asyncio

from sensei.leftovers import LeftBehind, counted, names_of


@pytest_asyncio.fixture
async def no_task_left_behind() -> AsyncIterator[None]:
    """Fails a check that held but left a task on its loop; the fixtures of a test that make tasks ask for it."""
    before = asyncio.all_tasks()
    yield
    mine = {asyncio.current_task()}
    left = [task for task in asyncio.all_tasks() - before - mine if not await _ends_soon(task)]
    if left:
        raise LeftBehind(f"still running when the check was over: the task of {', '.join(counted(names_of(left)))}")


async def _ends_soon(task: asyncio.Task[Any]) -> bool:
    """A task that was cancelled needs some turns of the loop to end."""
    for _ in range(20):
        if task.done():
            return True
        await asyncio.sleep(0)
    return task.done()
