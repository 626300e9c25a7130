"""Puts functions in the place of others, and puts those back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Replaced:
    """Attributes that are something else until `put_back`."""

    def __init__(self) -> None:
        self._before: list[tuple[Any, str, Any]] = []

    def replace(self, owner: Any, name: str, make: Callable[[Any], Any]) -> None:
        """`make` gets what was there and gives what is to be there."""
        before = getattr(owner, name)
        self._before.append((owner, name, before))
        setattr(owner, name, make(before))

    def put_back(self) -> None:
        """All of them, the last one first."""
        while self._before:
            owner, name, before = self._before.pop()
            setattr(owner, name, before)
