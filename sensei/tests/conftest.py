"""What the tests of the house share."""

from __future__ import annotations

import pytest

from sensei import catalog, journal, stub
from sensei.catalog import Kata, katas


@pytest.fixture(autouse=True)
def own_memory(tmp_path, monkeypatch):
    """No test touches what the learner's own commands remember."""
    monkeypatch.setattr(journal, "FOLDER", tmp_path / ".sensei")


@pytest.fixture(params=katas(), ids=lambda kata: kata.slug)
def kata(request) -> Kata:
    """Every kata in turn."""
    return request.param


@pytest.fixture
def clone(tmp_path, monkeypatch):
    """The learner's room is a folder of the test, with stubs in it."""
    monkeypatch.setattr(Kata, "file", property(lambda self: tmp_path / "katas" / f"{self.stem}.py"))
    for one in catalog.katas():
        stub.write(one)
    return tmp_path
