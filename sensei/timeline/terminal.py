"""The short version of a picture, in characters."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text

from sensei.screen import Screen
from sensei.timeline.lanes import Lane, Stretch
from sensei.timeline.picture import Picture, Scene, label, remarks, some, span

NAME = 19
"""Columns of a lane's name."""
WIDEST = 80
MOST_LANES = 16
MOST = 0.5
"""The share of a cell from which on it is full."""
COLOURS = {
    "runs": "blue",
    "briefly": "blue",
    "waits": "dim",
    "blocked": "bold red",
    "cancelled": "bold",
    "fails": "bold red",
}


@dataclass(frozen=True)
class Characters:
    """One for each thing that a cell can show."""

    runs: str
    briefly: str
    waits: str
    blocked: str
    cancelled: str
    fails: str


BLOCKS = Characters("█", "▌", "░", "▓", "x", "!")
ASCII = Characters("#", "|", ".", "B", "x", "!")


def draw(screen: Screen, picture: Picture) -> None:
    """All scenes, each lane in a line."""
    encoding = (screen.console.encoding or "").lower()
    characters = BLOCKS if encoding.startswith("utf") else ASCII
    width = min(screen.console.width, WIDEST) - NAME - 4
    per_cell = picture.end_of_axis() / width
    screen.say()
    screen.say(f"{picture.title}: {picture.story}", "bold")
    for scene in picture.scenes:
        _scene(screen, picture, scene, characters, per_cell)
    screen.say()
    screen.say(_legend(picture, characters, per_cell), "dim", 2)


def _scene(screen: Screen, picture: Picture, scene: Scene, characters: Characters, per_cell: float) -> None:
    screen.say()
    total = f"{scene.total}  {picture.against_first(scene)}".rstrip() if scene.lanes else ""
    head = Text.assemble((scene.title, "bold"), f"  {scene.note}  ", (total, "bold"))
    screen.console.print(head, soft_wrap=True)
    lanes, others = some(scene.lanes, MOST_LANES)
    for lane in lanes:
        line = Text(f"  {_cut(label(lane)):{NAME}} ")
        for name, character in cells(lane, per_cell, characters):
            line.append(character, COLOURS.get(name, ""))
        screen.console.print(line, soft_wrap=True)
    for words in filter(None, [others]):
        screen.say(words, "dim", NAME + 3)
    for words in remarks(scene):
        screen.say(words, "red", 2)


def cells(lane: Lane, per_cell: float, characters: Characters) -> list[tuple[str, str]]:
    """What each cell shows, up to the end of the lane; a cell is so many seconds."""
    last = int(lane.end / per_cell - 1e-9)
    found = [_cell(lane, number * per_cell, (number + 1) * per_cell) for number in range(last + 1)]
    for mark in lane.marks:
        if mark.sign in ("cancelled", "fails") and found:
            found[min(int(mark.at / per_cell), last)] = mark.sign
    return [(name, getattr(characters, name, " ")) for name in found]


def _cell(lane: Lane, start: float, end: float) -> str:
    if any(_within(stretch, start, end) for stretch in lane.blocked):
        return "blocked"
    runs = sum(_within(stretch, start, end) for stretch in lane.runs)
    if runs > MOST * (end - start):
        return "runs"
    if any(stretch.start < end and stretch.end >= start for stretch in lane.runs):
        return "briefly"
    return "waits" if any(_within(stretch, start, end) for stretch in lane.waits) else ""


def _within(stretch: Stretch, start: float, end: float) -> float:
    return max(0.0, min(stretch.end, end) - max(stretch.start, start))


def _cut(name: str) -> str:
    return name if len(name) <= NAME else f"{name[: NAME - 1]}~"


def _legend(picture: Picture, characters: Characters, per_cell: float) -> str:
    found = [lane for scene in picture.scenes for lane in scene.lanes]
    signs = {mark.sign for lane in found for mark in lane.marks}
    meanings = [f"{characters.runs} runs", f"{characters.briefly} for a moment", f"{characters.waits} waits"]
    if any(lane.blocked for lane in found):
        meanings.append(f"{characters.blocked} holds up the loop")
    meanings += [f"{getattr(characters, sign)} {sign}" for sign in ("cancelled", "fails") if sign in signs]
    return f"{'   '.join([*meanings, f'a column is {span(per_cell)}'])}"
