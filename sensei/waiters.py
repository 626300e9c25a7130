"""Who waits for whom, threads or tasks: finds those that wait for each other, and folds those that are alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sensei.frames import Place

NAMED = 4
"""Waiters of a circle that are named."""


@dataclass(eq=False)
class Waiter:
    """A thread or a task that stands in a line of the answer, or that somebody waits for who does."""

    who: str
    place: Place | None = None
    waits: str = ""
    """What for, as words to stand after "waits for"; nothing for one that is at work, or of whom it is not known."""
    kind: str = ""
    """What those have in common that can be told as one: the function of a task."""
    needs: list[Waiter] = field(default_factory=list)
    """Those who have to end, or to let go, before it can go on."""
    below: list[Waiter] = field(default_factory=list)
    """Those of them that are drawn below it in a tree: not the holders of locks."""
    one_is_enough: bool = False
    """Can it go on when one of them has?"""
    gives_up: bool = False
    """Does it wait for a limited time only?"""

    def as_place(self, depth: int = 0, alike: int = 0) -> Place:
        """For the record: its line, with who stands there, how many are like it, and what it waits for."""
        place = self.place or {"path": "", "line": 0, "source": ""}
        who = f"{self.who} (and {alike} like it)" if alike else self.who
        waits = f"waits for {self.waits}" if self.waits else "" if self.place else "is at work"
        return {**place, "who": who, "waits": waits, "depth": depth}


def deadlock(waiters: Sequence[Waiter]) -> str:
    """A sentence about some who wait for each other, so that none can go on; or nothing."""
    circle = circle_of(waiters)
    if not circle:
        return ""
    if len(circle) == 1:
        return "" if "itself" in circle[0].waits else f"a deadlock: {circle[0].who} waits for itself"
    if len(circle) > NAMED or len({one.who for one in circle}) < len(circle):
        return f"a deadlock: {len(circle)} wait for each other in a circle, {circle[0].who} for one"
    if len(circle) == 2:
        return f"a deadlock: {circle[0].who} and {circle[1].who} wait for each other"
    steps = [f"{one.who} waits for {other.who}" for one, other in zip(circle, circle[1:] + circle[:1], strict=True)]
    return f"a deadlock: {', '.join(steps)}"


def circle_of(waiters: Sequence[Waiter]) -> list[Waiter]:
    """Some who wait for each other, each for the next and the last for the first."""
    stuck = _stuck(waiters)
    path: list[Waiter] = [one for one in waiters if one in stuck][:1]
    while path:
        following = next(one for one in path[-1].needs if one in stuck)
        if following in path:
            return path[path.index(following) :]
        path.append(following)
    return []


def _stuck(waiters: Sequence[Waiter]) -> set[Waiter]:
    """Those whom nobody outside of this set can help: all who wait for somebody, but for those who can be helped."""
    stuck = {one for one in waiters if one.needs and not one.gives_up}
    while helped := {one for one in stuck if not _cannot_go_on(one, stuck)}:
        stuck -= helped
    return stuck


def _cannot_go_on(one: Waiter, stuck: set[Waiter]) -> bool:
    needed = [other in stuck for other in one.needs]
    return all(needed) if one.one_is_enough else any(needed)


def tree(waiters: Sequence[Waiter]) -> list[Place]:
    """Each below the first who needs it, and those that are alike only once."""
    needed = {other for one in waiters for other in one.below if other is not one}
    roots = [one for one in waiters if one not in needed]
    drawn: set[Waiter] = set()
    branches = _branches([*roots, *waiters], drawn)  # who waits in a circle is no root
    return list(_folded(branches, 0))


@dataclass
class _Branch:
    """A waiter, with those that are drawn below it."""

    waiter: Waiter
    below: list[_Branch]

    def looks(self) -> tuple[object, ...]:
        """Equal for branches that are alike."""
        one = self.waiter
        return one.kind, (one.place or {}).get("line"), one.waits, tuple(branch.looks() for branch in self.below)


def _branches(waiters: Sequence[Waiter], drawn: set[Waiter]) -> list[_Branch]:
    found = []
    for one in waiters:
        if one not in drawn:
            drawn.add(one)
            found.append(_Branch(one, _branches(one.below, drawn)))
    return found


def _folded(branches: Sequence[_Branch], depth: int) -> Iterator[Place]:
    alike: dict[tuple[object, ...], list[_Branch]] = {}
    for branch in branches:
        alike.setdefault(branch.looks(), []).append(branch)
    for same in alike.values():
        yield same[0].waiter.as_place(depth, len(same) - 1)
        yield from _folded(same[0].below, depth + 1)
