"""Tells when an answer is saved, however the editor does that: in place, by renaming, or over a network drive."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

from watchfiles import Change, awatch

STEP = 20
"""Milliseconds of quiet after which a save is over: editors write, rename and set the mode."""
DEBOUNCE = 400
"""Milliseconds after which it is told all the same."""
AGAIN = 0.5
"""Seconds until a folder that cannot be watched is looked for again."""


async def saves(folder: Path) -> AsyncIterator[set[Path]]:
    """Which Python files of a folder were saved, removed or put back, for ever."""
    polling: bool | None = None
    while True:
        try:
            async for changes in awatch(
                folder, watch_filter=_is_an_answer, step=STEP, debounce=DEBOUNCE, recursive=False, force_polling=polling
            ):
                yield {Path(name) for _, name in changes}
                if not folder.is_dir():  # noqa: ASYNC240 - a moment, and only when something changed
                    break
        except FileNotFoundError:
            pass
        except OSError:  # there are no watches left in the system, or none on this kind of drive
            polling = True
        await asyncio.sleep(AGAIN)


def _is_an_answer(change: Change, path: str) -> bool:
    return path.endswith(".py")
