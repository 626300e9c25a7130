"""What the tests of the house share."""

from __future__ import annotations

import pytest

from sensei import memory
from sensei.catalog import Kata, katas


@pytest.fixture(autouse=True)
def own_memory(tmp_path, monkeypatch):
    """No test touches what the learner's own commands remember."""
    monkeypatch.setattr(memory, "FOLDER", tmp_path / ".sensei")


@pytest.fixture(params=katas(), ids=lambda kata: kata.slug)
def kata(request) -> Kata:
    """Every kata in turn."""
    return request.param
