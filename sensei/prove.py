"""Proves the tests: an answer is put where a learner's would be, and the verdict is compared with what it must be."""

from __future__ import annotations

import ast
import hashlib
import multiprocessing
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import track
from rich.table import Table
from rich.text import Text

from sensei import nursery, stub
from sensei.catalog import Kata
from sensei.runner import judge
from sensei.verdict import Verdict

WORKERS = 3
"""Answers judged at a time, per core: many only wait, for a peer or a deadline, while others compute."""
FIRST_TO_FAIL = re.compile(r"^first to fail: (.+)$", re.MULTILINE)


@dataclass(frozen=True)
class Case:
    """One answer and what is to become of it; `complaint` says how a verdict differs from that, or nothing."""

    kata: Kata
    name: str
    source: str
    complaint: Callable[[Verdict], str]
    stop_at_first: bool = True


@dataclass(frozen=True)
class Proof:
    """One case and what became of it."""

    case: Case
    verdict: Verdict
    complaint: str


def cases(kata: Kata) -> Iterator[Case]:
    """The reference, the stub, and the answers that test the tests."""
    yield Case(kata, "reference", kata.reference.read_text(encoding="utf-8"), _must_be_green, stop_at_first=False)
    yield Case(kata, "stub", stub.derive(kata), _must_fail_everything, stop_at_first=False)
    for file in sorted(kata.answers.glob("*.py")):
        source = file.read_text(encoding="utf-8")
        if file.stem.startswith("right_"):
            yield Case(kata, file.stem, source, _must_be_green)
        else:
            yield Case(kata, file.stem, source, partial(_must_first_fail, _named_check(source)))


def prove(case: Case) -> Proof:
    """Judge one answer as a learner's."""
    with tempfile.TemporaryDirectory(prefix="sensei-") as folder:
        Path(folder, f"{case.kata.stem}.py").write_text(case.source, encoding="utf-8")
        verdict = judge(case.kata, Path(folder), stop_at_first=case.stop_at_first)
    return Proof(case, verdict, case.complaint(verdict))


def prove_all(katas: Sequence[Kata], only_right: bool = False) -> bool:
    """Prove these katas on all cores and show a table; true if there is nothing to complain about.

    `only_right` leaves out the wrong answers, which are most of them: references, stubs and right answers are judged.
    """
    console = Console(highlight=False)
    began = time.perf_counter()
    every = [case for kata in katas for case in cases(kata) if not (only_right and case.name.startswith("wrong_"))]
    # Mixed, since the answers of one kata do the same kind of thing: all wait, or all compute.
    mixed = sorted(range(len(every)), key=lambda at: hashlib.sha256(every[at].name.encode()).digest())
    workers = WORKERS * (os.cpu_count() or 1)
    with ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), nursery.prepare, ([kata.tests for kata in katas],)
    ) as pool:
        judged = pool.map(prove, (every[at] for at in mixed))
        quiet = not console.is_terminal
        done = list(track(judged, "judging", len(every), console=console, transient=True, disable=quiet))
    proofs = [proof for _, proof in sorted(zip(mixed, done, strict=True), key=lambda pair: pair[0])]
    console.print(_table(katas, proofs))
    bad = [proof for proof in proofs if proof.complaint]
    for proof in bad:
        console.print(Text(f"{proof.case.kata.slug}/{proof.case.name}: {proof.complaint}", style="bold red"))
    seconds = time.perf_counter() - began
    console.print(f"{len(proofs) - len(bad)} of {len(proofs)} answers judged as they must be, in {seconds:.0f} s")
    return not bad


def _table(katas: Sequence[Kata], proofs: Sequence[Proof]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("kata", "checks", "checks on reference", "stub", "wrong", "right", "slowest answer"):
        table.add_column(name, justify="left" if name == "kata" else "right")
    for kata in katas:
        own = [proof for proof in proofs if proof.case.kata == kata]
        reference = own[0].verdict
        table.add_row(
            kata.slug,
            str(len(reference.outcomes)),
            f"{sum(outcome.seconds for outcome in reference.outcomes):.2f} s",
            "red" if not own[1].complaint else "NOT RED",
            _share(own, "wrong_"),
            _share(own, "right_"),
            f"{max(proof.verdict.seconds for proof in own):.1f} s",
        )
    return table


def _share(proofs: Sequence[Proof], prefix: str) -> str:
    own = [proof for proof in proofs if proof.case.name.startswith(prefix)]
    return f"{sum(not proof.complaint for proof in own)} of {len(own)}"


def _named_check(source: str) -> str:
    """What a wrong answer's docstring says must be the first to fail."""
    found = FIRST_TO_FAIL.search(ast.get_docstring(ast.parse(source)) or "")
    return found[1].strip() if found else ""


def _must_be_green(verdict: Verdict) -> str:
    return "" if verdict.green else f"refused: {_summary(verdict)}"


def _must_fail_everything(verdict: Verdict) -> str:
    holding = [outcome.check.sentence for outcome in verdict.outcomes if outcome.passed is not False]
    return f"these checks do not fail on the stub: {'; '.join(holding)}" if holding else ""


def _must_first_fail(sentence: str, verdict: Verdict) -> str:
    if verdict.green:
        return "accepted, and it is wrong"
    first = verdict.failed[0].check.sentence if verdict.failed else verdict.sentence
    return "" if first == sentence else f"the first to fail is “{first}”, not “{sentence}”: {_summary(verdict)}"


def _summary(verdict: Verdict) -> str:
    reasons = [f"{outcome.check.sentence}: {outcome.why} {outcome.where[-1:]}" for outcome in verdict.failed]
    return " | ".join([verdict.state, *reasons, verdict.sentence]).strip(" |")
