"""Where a bench ran, and who else was at work there."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
import time
from pathlib import Path

import psutil

LIBRARIES = ("aiohttp", "selectolax", "psutil")
BUSY = 0.1
"""Share of all cores that others may take before it is said."""


def machine() -> dict[str, str]:
    """Processor, system and versions, in words."""
    return {
        "cores": str(cores()),
        "processor": _processor(),
        "system": f"{platform.system()} {platform.release()}",
        "python": f"{platform.python_implementation()} {platform.python_version()}{_no_gil()}",
        **{name: importlib.metadata.version(name) for name in LIBRARIES},
    }


def cores() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Noise:
    """Notes at its making how busy the machine is, and says afterwards what others took meanwhile."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.busy, self.own = _busy(), _own()

    def sentence(self) -> str:
        """Empty when the machine was quiet."""
        seconds = (time.monotonic() - self.began) * (psutil.cpu_count() or 1)
        others = ((_busy() - self.busy) - (_own() - self.own)) / seconds
        if others < BUSY:
            return ""
        load = f", load average {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
        return (
            f"noise: others took {others:.0%} of this machine's processors meanwhile{load}; "
            "trust the ratios more than the digits, or measure again when it is quiet"
        )


def _busy() -> float:
    times = psutil.cpu_times()
    return float(sum(getattr(times, name, 0.0) for name in ("user", "nice", "system", "irq", "softirq")))


def _own() -> float:
    """Seconds of processor time taken by this process and the children that it has waited for."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor() or platform.machine()


def _no_gil() -> str:
    return " without GIL" if not getattr(sys, "_is_gil_enabled", lambda: True)() else ""
