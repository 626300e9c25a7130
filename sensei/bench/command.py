"""Does `nox -s bench`: measures one subject, shows what came of it, and keeps it for programs and plots."""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from rich.console import Console

from sensei.bench import table
from sensei.bench.machine import Noise, machine
from sensei.bench.report import Report
from sensei.bench.settings import Settings
from sensei.catalog import ROOT
from sensei.errors import Mistake
from sensei.screen import Screen

Number = TypeVar("Number", int, float)
SUBJECTS = ("crawler", "chat", "sleep", "parse")
PLOTTED = ("chat", "sleep")
SUFFIXES = (".svg", ".png")


def words(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """What may stand after `nox -s bench --`."""
    parser.add_argument("subject", choices=SUBJECTS, metavar="|".join(SUBJECTS))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--plot", type=Path, metavar="FILE")
    parser.add_argument("--tree", type=Path, metavar="FOLDER")
    parser.add_argument("--latency", type=float, default=35.0, metavar="MS")
    parser.add_argument("--sizes", type=_sizes, default=(), metavar="N,N")
    parser.add_argument("--rounds", type=_positive(int), metavar="N")
    parser.add_argument("--seconds", type=_positive(float), metavar="S")
    parser.add_argument("--answers", type=Path, default=ROOT / "katas", metavar="DIR")
    return parser


def run(asked: argparse.Namespace) -> None:
    """Measure and show. `Mistake` for what cannot be measured or written."""
    settings = _settings(asked)
    _refuse_what_cannot_be_drawn(asked)
    noise = Noise()
    report = Report(asked.subject, machine(), _shown(settings))
    with Console(stderr=True).status("") as status:
        quiet = not sys.stderr.isatty()
        tell: Callable[[str], None] = (lambda text: None) if quiet else status.update
        bench = importlib.import_module(f"sensei.bench.{asked.subject}").bench
        report.tables, report.said = bench(settings, tell)
    report.said += filter(None, [noise.sentence()])
    if asked.json:
        Screen().json(report.as_json())
    else:
        table.show(Screen(), report)
    if asked.plot:
        _keep(report, asked.plot.with_suffix(".json"))


def _settings(asked: argparse.Namespace) -> Settings:
    if not asked.answers.is_dir():
        raise Mistake(f"there is no folder {asked.answers}: --answers takes the folder that holds your answers")
    if asked.latency < 0:
        raise Mistake(f"--latency is {asked.latency:g}: milliseconds, 0 or more")
    return Settings(
        folder=asked.answers.resolve(),
        quick=asked.quick,
        rounds=asked.rounds or (1 if asked.quick else 3),
        seconds=asked.seconds or (1.0 if asked.quick else 3.0),
        sizes=asked.sizes,
        tree=asked.tree.resolve() if asked.tree else None,
        latency=asked.latency / 1000,
    )


def _refuse_what_cannot_be_drawn(asked: argparse.Namespace) -> None:
    """Before minutes are spent on measuring."""
    if asked.plot is None:
        return
    if asked.subject not in PLOTTED:
        raise Mistake(f"there is no plot of {asked.subject}: there are plots of {' and '.join(PLOTTED)}")
    if asked.plot.suffix not in SUFFIXES:
        raise Mistake(f"a plot is a file in {' or '.join(SUFFIXES)}, not {asked.plot.name}")
    if not asked.plot.absolute().parent.is_dir():
        raise Mistake(f"there is no folder {asked.plot.parent} to put {asked.plot.name} into")


def _keep(report: Report, file: Path) -> None:
    try:
        file.write_text(json.dumps(report.as_json(), indent=2, ensure_ascii=False), encoding="utf-8")
    except OSError as error:
        raise Mistake(f"the figures cannot be kept: {error.strerror}: {file}") from error


def _shown(settings: Settings) -> dict[str, object]:
    return {
        "quick": settings.quick,
        "rounds": settings.rounds,
        "seconds": settings.seconds,
        "tree": str(settings.tree) if settings.tree else None,
        "latency": settings.latency,
    }


def _positive(kind: Callable[[str], Number]) -> Callable[[str], Number]:
    def read(text: str) -> Number:
        value = kind(text)
        if value <= 0:
            raise ValueError(text)
        return value

    read.__name__ = "number above 0"  # argparse says: invalid number above 0 value: '0'
    return read


def _sizes(text: str) -> tuple[int, ...]:
    return tuple(map(_positive(int), text.split(",")))
