"""Makes a verdict of what a child left behind.

The child is not trusted. Green needs a passed record for every check that was known beforehand, a record of the finish,
and an exit that fits it; everything else is red or broken, with a sentence.
"""

from __future__ import annotations

import signal
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sensei.catalog import Kata
from sensei.checks import Check
from sensei.child import Child
from sensei.protocol import FILE, MARK
from sensei.verdict import Outcome, Place, State, Verdict

GREEN: State = "green"
RED: State = "red"
BROKEN: State = "broken"


@dataclass
class Reading:
    """Makes a verdict of what a child left behind."""

    kata: Kata
    listed: Sequence[Check]
    child: Child
    file: str
    name: str
    """The file as a learner knows it."""
    where: list[dict[str, Any]] = field(default_factory=list)

    def verdict(self) -> Verdict:
        """The state is decided by what is missing, not by what is there."""
        outcomes = self._outcomes()
        sentence, state = self._broken(), BROKEN
        if not sentence:
            sentence, state = self._red(), RED
        if not sentence and all(outcome.passed for outcome in outcomes) and self.child.exit_code == 0:
            state = GREEN
        return Verdict(
            kata=self.kata,
            state=state,
            outcomes=outcomes,
            sentence=sentence.replace(FILE, self.name),
            where=_places(self.where),
            seconds=self.child.seconds,
            printed=self._printed().get("", ""),
        )

    def _of(self, kind: str) -> list[dict[str, Any]]:
        return [record for record in self.child.records if record["kind"] == kind]

    def _outcomes(self) -> tuple[Outcome, ...]:
        records = {record["name"]: record for record in self._of("check")}
        printed = self._printed()
        return tuple(_outcome(check, records.get(check.name), printed.get(check.name, "")) for check in self.listed)

    def _broken(self) -> str:
        """The run came to no honest end."""
        child, finish = self.child, self._of("finish")
        if child.killed_for:
            self.where = self._dumped()
            return f"{FILE} {child.killed_for} {self._at()}"
        if self._of("import"):
            return ""
        if uncollected := self._of("uncollected"):
            return f"the checks could not be read: {uncollected[0]['why']}"
        if not finish:
            return self._no_finish()
        if swallowed := self._swallowed_exits():
            self.where = swallowed[0]["where"]
            return f"{FILE} {swallowed[0]['why']} {self._at(before=swallowed[0])}: an answer does not end the process"
        if child.exit_code != finish[0]["code"]:
            return self._bad_exit(finish[0])
        if not self._in_order():
            return f"the records of the run on {FILE} are not in order: something else than the checks wrote them"
        if unreached := self._unreached():
            return f"the run on {FILE} ended before the check “{unreached}”"
        if child.left:
            return f"{FILE} left a process running: {', '.join(child.left)}"
        return ""

    def _no_finish(self) -> str:
        self.where = self._dumped()
        if self.child.dump:
            return f"{FILE} hung {self._at()}, and could not be interrupted"
        return f"{_how_it_ended(self.child.exit_code)} {self._at()}, before there was a verdict"

    def _in_order(self) -> bool:
        """Every check began once and ended once, one after the other, and then came the finish."""
        told = [(record["kind"], record.get("name")) for record in self.child.records]
        names = [name for kind, name in told if kind == "begin" and name]
        steps = [("begin", ""), *((kind, name) for name in names for kind in ("begin", "check")), ("finish", None)]
        return (
            len(set(names)) == len(names)
            and [step for step in told if step[0] in ("begin", "check", "finish")] == steps
        )

    def _unreached(self) -> str:
        """The first check without a verdict, if none failed that would explain it."""
        verdicts = {record["name"]: record["passed"] for record in self._of("check")}
        if not all(verdicts.values()):
            return ""
        return next((check.sentence for check in self.listed if check.name not in verdicts), "")

    def _swallowed_exits(self) -> list[dict[str, Any]]:
        """Attempts to leave that failed no check: they were caught, or made when all was over."""
        return self._of("exit") if all(record["passed"] for record in self._of("check")) else []

    def _bad_exit(self, finish: dict[str, Any]) -> str:
        if self.child.dump and finish["threads"]:
            thread = finish["threads"][0]
            self.where = thread["where"]
            return f"every check was run, and then thread {thread['name']!r} kept the process from ending"
        if self.child.dump:
            self.where = self._dumped()
            return "every check was run, and then the process hung while it was ending"
        return f"every check was run, and then {_how_it_ended(self.child.exit_code)}"

    def _red(self) -> str:
        for record in self._of("import"):
            self.where = record["where"]
            return str(record["why"])
        return ""

    def _at(self, before: dict[str, Any] | None = None) -> str:
        """Where the run was in the end, or when that record was made."""
        records = self.child.records
        so_far = records[: records.index(before)] if before else records
        begun = [record for record in so_far if record["kind"] == "begin"]
        if any(record["kind"] == "finish" for record in so_far):
            return "when the checks were over"
        if not begun:
            return "before the answer was imported"
        name = begun[-1]["name"]
        sentence = next((check.sentence for check in self.listed if check.name == name), "")
        return f"in the check “{sentence}”" if sentence else "while it was imported"

    def _dumped(self) -> list[dict[str, Any]]:
        """The lines of the answer in what faulthandler wrote, the innermost of each thread."""
        places, fresh = [], True
        for line in self.child.dump:
            if "most recent call first" in line:
                fresh = True
            elif fresh and line.strip().startswith(f'File "{self._resolved()}"'):
                number = int(line.partition(", line ")[2].partition(" ")[0])
                places.append({"path": self.file, "line": number, "source": _source(self.file, number)})
                fresh = False
        return places

    def _resolved(self) -> str:
        return str(Path(self.file).resolve())

    def _printed(self) -> dict[str, str]:
        """What was printed, by check; the empty name is for what came before."""
        if self.child.full is not None:
            return {}  # it is on the screen already
        text = self.child.output.decode(errors="replace")
        before, *parts = text.split(MARK)
        found = {"": before.strip("\n")}
        for part in parts:
            name, _, printed = part.partition("\n")
            found[name] = printed.strip("\n")
        return found


def _outcome(check: Check, record: dict[str, Any] | None, printed: str) -> Outcome:
    if record is None:
        return Outcome(check, passed=None, printed=printed)
    return Outcome(
        check,
        passed=record["passed"],
        why=record["why"],
        where=_places(record["where"]),
        at=_places(record.get("check", [])),
        seconds=record["seconds"],
        printed=printed,
    )


def _places(found: list[dict[str, Any]]) -> tuple[Place, ...]:
    return tuple(
        Place(one["path"], one["line"], one["source"], one.get("who", ""), one.get("waits", ""), one.get("depth", 0))
        for one in found
    )


def _source(path: str, number: int) -> str:
    lines = Path(path).read_text(encoding="utf-8", errors="replace").splitlines()
    return lines[number - 1].strip() if 0 < number <= len(lines) else ""


def _how_it_ended(code: int | None) -> str:
    if code is not None and code < 0:
        known = {one.value: one.name for one in signal.Signals}
        return f"the process was ended by {known.get(-code, f'signal {-code}')}"
    return f"the process ended with exit code {code}"
