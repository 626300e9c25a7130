"""Has an answer replaced a tool that judges it, `pytest.fail` say?"""

from __future__ import annotations

import builtins
import importlib
import os
import sys
import threading
import time
from types import ModuleType
from typing import Any

NAMES = ("_pytest.outcomes", "_pytest.raises", "_pytest.assertion.util", "pytest")
CHANGES_RIGHTLY = {"excepthook", "_exit", "tzname", "timezone", "altzone", "daylight"}


class Tools:
    """What stood in the modules that a verdict rests on, before the answer was imported."""

    def __init__(self) -> None:
        modules = [importlib.import_module(name) for name in NAMES]
        modules += [builtins, os, threading, time]
        modules += [module for name, module in sys.modules.items() if name == "asyncio" or name.startswith("sensei.")]
        self.before: list[tuple[ModuleType, dict[str, Any]]] = [(module, dict(vars(module))) for module in modules]

    def changed(self) -> str:
        """The first name that is not what it was, or nothing. Names that were added do not matter."""
        for module, before in self.before:
            now = vars(module)
            for name, value in before.items():
                if now.get(name) is not value and name not in CHANGES_RIGHTLY and not name.startswith("__"):
                    return f"{module.__name__}.{name}"
        return ""
