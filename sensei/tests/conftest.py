"""What the tests of the house share."""

from __future__ import annotations

from pathlib import Path

import pytest

from sensei import catalog, journal, stub
from sensei.catalog import Kata, katas


@pytest.fixture(autouse=True)
def own_memory(tmp_path, monkeypatch):
    """No test touches what the learner's own commands remember."""
    journal.take_notices()
    monkeypatch.setattr(journal, "FOLDER", tmp_path / ".sensei")


@pytest.fixture(params=katas(), ids=lambda kata: kata.slug)
def kata(request) -> Kata:
    """Every kata in turn."""
    return request.param


@pytest.fixture
def fill_the_disk(monkeypatch):
    """Call it, and from then on there is room for only half of what is written."""

    def half(file: Path, content: bytes) -> int:
        with file.open("wb") as there:
            there.write(content[: len(content) // 2])
        raise OSError(28, "No space left on device")

    return lambda: monkeypatch.setattr(Path, "write_bytes", half)


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """The learner's room is a folder of the test, with stubs in it."""
    monkeypatch.setattr(Kata, "file", property(lambda self: tmp_path / "katas" / f"{self.stem}.py"))
    for one in catalog.katas():
        stub.write(one)
    return tmp_path
