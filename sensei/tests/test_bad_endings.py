"""Answers that end badly: each gets a verdict that says so, in time, and leaves no process behind.

The first line of each file in `bad_endings/` is the state and a part of the sentence that it must get.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest

from sensei import child, processes
from sensei.catalog import kata
from sensei.runner import judge

FOLDER = Path(__file__).with_name("bad_endings")
FILES = sorted(FOLDER.glob("*.py"))
MARK = f"SENSEI_RUN_{os.getpid()}"
SMALL = 300 * 2**20
"""Bytes: enough for pytest; two GiB take too long to fill on a slow machine."""


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """All of them are judged at once, as many at a time as there are cores."""

    base = tmp_path_factory.mktemp("bad_endings")

    def judged(file):
        folder = base / file.stem
        folder.mkdir()
        (folder / "iterator.py").write_bytes(file.read_bytes())
        return judge(kata("iterator"), folder, stop_at_first=True)

    with pytest.MonkeyPatch.context() as patch, ThreadPoolExecutor(os.cpu_count()) as pool:
        patch.setattr(child, "MEMORY", SMALL)
        patch.setattr(processes.Family, "VARIABLE", MARK)  # others may be judging on this machine
        return dict(zip(FILES, pool.map(judged, FILES), strict=True))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_verdict_says_how_it_ended(verdicts, file):
    state, _, sentence = file.read_text(encoding="utf-8").splitlines()[0].strip('"').partition(": ")
    verdict = verdicts[file]
    said = " ".join([verdict.sentence, *(outcome.why for outcome in verdict.failed)])
    assert verdict.state == state
    assert sentence in said


@pytest.mark.timeout(300)
def test_no_process_is_left(verdicts):
    assert verdicts
    left = [one.cmdline() for one in psutil.process_iter() if _is_marked(one) and one.pid != os.getpid()]
    assert left == []


@pytest.mark.timeout(300)
def test_each_is_over_in_time(verdicts):
    slow = {file.stem: verdict.seconds for file, verdict in verdicts.items() if verdict.seconds > 20}
    assert slow == {}


def test_a_conftest_beside_the_answer_is_not_read():
    verdict = judge(kata("iterator"), FOLDER / "with_conftest", stop_at_first=True)
    assert verdict.state == "red"
    assert "is not read" in verdict.failed[0].why


def _is_marked(process):
    try:
        return MARK in process.environ() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
