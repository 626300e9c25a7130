"""Answers that hang: what is said about them is the docstring of each file in `hangs/`, paragraph by paragraph."""

from __future__ import annotations

import ast
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from sensei.catalog import kata
from sensei.runner import judge

FILES = sorted(Path(__file__).with_name("hangs").glob("*.py"))


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    base = tmp_path_factory.mktemp("hangs")

    def judged(file):
        folder = base / file.stem
        folder.mkdir()
        (folder / "iterator.py").write_bytes(file.read_bytes())
        return judge(kata("iterator"), folder, stop_at_first=True)

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return dict(zip(FILES, pool.map(judged, FILES), strict=True))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_who_waits_for_whom_is_said(verdicts, file):
    (outcome,) = verdicts[file].failed
    assert outcome.why.startswith("not over after 2 s")
    said = [line for line in outcome.why.splitlines() if line.startswith("a deadlock")]
    assert [*said, *map(as_text, outcome.where)] == expected(file)


@pytest.mark.timeout(60)
def test_a_clean_up_that_is_cut_off_as_well_adds_nothing(tmp_path):
    """The loop is blocked, so the fixtures of the check cannot end either."""
    one = kata("crawler")
    (tmp_path / "crawler.py").write_bytes((one.answers / "wrong_blocking_requests.py").read_bytes())
    verdict = judge(one, tmp_path, stop_at_first=True)
    assert (verdict.state, verdict.sentence, verdict.failed[0].printed) == ("red", "", "")


def as_text(place):
    what = " ".join(filter(None, [place.who, place.waits]))
    return f"{'  ' * place.depth}{what} | {place.line}: {place.source}"


def expected(file):
    text = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
    return text.splitlines()
