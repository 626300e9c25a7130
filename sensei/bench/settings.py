"""What a bench was asked for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Settings:
    """The same for every subject."""

    folder: Path
    """Where your answers are."""
    quick: bool = False
    rounds: int = 3
    seconds: float = 3.0
    """How long a load is kept up."""
    sizes: tuple[int, ...] = ()
    """How many clients, pages or sleeps; each subject has its own when there are none."""
    tree: Path | None = None
    """A folder of HTML in place of pages made for the purpose."""
    latency: float = 0.035
    """Seconds that the site lets a request wait."""
