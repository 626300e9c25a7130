"""What the checks of the indexer give it to index with: it runs in worker processes, so it is importable there.

A page's first line may name a folder, in which what runs in workers and what runs on the loop leave word for each
other: a file is there or it is not.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 2.5
"""Seconds that a job waits for what comes at once when the answer is right."""
LEFT_ALONE = 30.0
"""Seconds after which a job ends whose check has forgotten it."""


def pid(page: str) -> int:
    """The process that indexes the page."""
    return os.getpid()


def nothing(page: str) -> None:
    """A result that is None."""


def fail_on_odd(page: str) -> int:
    """An error for every second page."""
    number = int(page)
    if number % 2:
        raise ValueError(f"page {number} is odd")
    return number


def wait_for_go(page: str) -> str:
    """Leave word that it has begun, and stay until there is a file `go`."""
    folder, name = _read(page)
    (folder / f"begun-{name}").touch()
    _wait(folder / "go", LEFT_ALONE)
    return name


def wait_for_the_loop(page: str) -> str:
    """Leave word that it has begun, and stay until the loop has seen that; or not much longer."""
    folder, _ = _read(page)
    (folder / "begun").touch()
    return "answered" if _wait(folder / "answered", PATIENCE) else "nothing came from the loop"


def meet(page: str) -> str:
    """Stay until another page is being indexed at the same time."""
    folder, name = _read(page)
    (folder / f"here-{name}").touch()
    return "met" if _wait(lambda: len(list(folder.glob("here-*"))) > 1, 2 * PATIENCE) else "alone"


def die_if_told(page: str) -> str:
    """Kill the process that it runs in, if the page says so."""
    if page.startswith("deadly"):
        os._exit(13)
    return page


def go_wrong_beside_a_mate(page: str) -> str:
    """Die or fail when `mate` is being indexed too, if the page says so; two to warm up meet; others wait for `go`."""
    folder, name = _read(page)
    (folder / f"begun-{name}").touch()
    if name in ("warm-1", "warm-2"):
        _wait(lambda: len(list(folder.glob("begun-warm-*"))) == 2, PATIENCE)
    elif name in ("dies", "fails"):
        _wait(folder / "begun-mate", PATIENCE)
        if name == "dies":
            os._exit(13)
        raise ValueError("told to fail")
    else:
        _wait(folder / "go", LEFT_ALONE)
    return name


def page(folder: Path, name: str) -> str:
    """A page for the jobs above."""
    return f"{folder}\n{name}"


def _read(page: str) -> tuple[Path, str]:
    folder, name = page.split("\n")
    return Path(folder), name


def _wait(sign: Path | Callable[[], bool], seconds: float) -> bool:
    until, parent = time.monotonic() + seconds, os.getppid()
    while not (sign.exists() if isinstance(sign, Path) else sign()):
        if time.monotonic() > until or os.getppid() != parent:  # too late, or nobody is there any more
            return False
        time.sleep(0.005)
    return True
