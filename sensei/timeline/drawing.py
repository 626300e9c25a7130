"""Draws a picture as SVG that stands alone: light or dark as the reader has it, and readable without colours."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable

from sensei.timeline.lanes import Kind, Lane, Mark, Sign, Stretch
from sensei.timeline.picture import Picture, Scene, label, remarks, some, ticks

WIDTH, LEFT, RIGHT, MARGIN = 1040, 200, 150, 18
PITCH, BAR = 17, 11
THINNEST = 1.6
"""Width of a bar for what takes no time to speak of."""
SPOKEN = 12
"""Room above a lane for what marks say."""
MOST_LANES = 30
LETTER = 6.2
"""Width of a letter, on average,"""
SMALL_LETTER = 5.3
"""and of one inside a bar."""
NAMES: dict[Kind, str] = {"loop": "event loop", "task": "task", "thread": "thread", "own": "step or process"}
MEANINGS: dict[Sign, str] = {
    "wakes": "wakes up",
    "calls": "wakes the loop from a thread",
    "cancelled": "is cancelled",
    "fails": "fails",
    "says": "says so",
}
LIGHT = {
    "page": "#ffffff",
    "text": "#1b1f24",
    "muted": "#57606a",
    "grid": "#dfe4ea",
    "blocked": "#D55E00",
    **{"loop": "#3d4650", "task": "#0072B2", "thread": "#00805d", "own": "#8a4f9e"},
    **{"loop-waits": "#d3d8de", "task-waits": "#c3def0", "thread-waits": "#bfe3d6", "own-waits": "#e5d3ea"},
}
DARK = {
    "page": "#11151a",
    "text": "#e6edf3",
    "muted": "#9aa7b4",
    "grid": "#28303a",
    "blocked": "#ff8a3d",
    **{"loop": "#c9d1d9", "task": "#56B4E9", "thread": "#2fc79b", "own": "#d59be6"},
    **{"loop-waits": "#3a424c", "task-waits": "#1f4560", "thread-waits": "#1c4a3e", "own-waits": "#472f50"},
}
"""Hues of Okabe and Ito, which all readers can tell apart; runs and waits differ in lightness as well."""


def svg(picture: Picture) -> str:
    """The text of an SVG file."""
    return _Drawing(picture).text()


def style(colours: dict[str, str]) -> str:
    """The rules for one set of colours."""
    fills = "".join(f".{name}{{fill:{colour}}}" for name, colour in colours.items())
    strokes = f".line{{stroke:{colours['muted']}}}.rule{{stroke:{colours['grid']}}}.cross{{stroke:{colours['text']}}}"
    return f"{fills}{strokes}.hatch{{stroke:{colours['page']}}}"


class _Drawing:
    def __init__(self, picture: Picture) -> None:
        self.picture = picture
        self.end = picture.end_of_axis()
        self.svg = ET.Element("svg", xmlns="http://www.w3.org/2000/svg", role="img")
        self.rules = ET.Element("g")
        self.y = float(MARGIN)
        self.seen: set[str] = set()

    def text(self) -> str:
        ET.SubElement(self.svg, "title").text = self.picture.title
        rules = f"{style(LIGHT)}@media (prefers-color-scheme:dark){{{style(DARK)}}}"
        ET.SubElement(self.svg, "style").text = f"text{{font:11px system-ui,'DejaVu Sans',sans-serif}}{rules}"
        self._hatch()
        page = self._rect(self.svg, "page", 0, 0, WIDTH, 0)
        self.svg.append(self.rules)
        self._heading()
        top = self._axis()
        for scene in self.picture.scenes:
            self._scene(scene)
        self._axis()
        self._rules(top, self.y - 20)
        self._legend()
        self._notes()
        self.svg.set("viewBox", f"0 0 {WIDTH} {self.y:.0f}")
        self.svg.set("width", str(WIDTH))
        page.set("height", f"{self.y:.0f}")
        return ET.tostring(self.svg, encoding="unicode")

    def _hatch(self) -> None:
        size = {"width": "5", "height": "5", "patternUnits": "userSpaceOnUse", "patternTransform": "rotate(45)"}
        pattern = ET.SubElement(ET.SubElement(self.svg, "defs"), "pattern", {"id": "hatch"} | size)
        self._rect(pattern, "blocked", 0, 0, 5, 5)
        ET.SubElement(
            pattern, "line", {"class": "hatch", "x1": "0", "y1": "0", "x2": "0", "y2": "5", "stroke-width": "2"}
        )

    def _heading(self) -> None:
        self._words(MARGIN, self.y + 12, self.picture.title, "text", "font-size:19px;font-weight:bold")
        self.y += 34
        self._words(MARGIN, self.y, self.picture.story, "muted", "font-size:13px")
        self.y += 14

    def _axis(self) -> float:
        """Times, in a row of their own; where the row ends."""
        self.y += 18
        for moment, words in ticks(self.end):
            self._words(self._x(moment), self.y - 5, words, "muted", anchor="middle")
        return self.y

    def _rules(self, top: float, bottom: float) -> None:
        for moment, _ in ticks(self.end):
            self._line(self.rules, "rule", self._x(moment), top, self._x(moment), bottom)

    def _scene(self, scene: Scene) -> None:
        self.y += 22
        heading = self._words(MARGIN, self.y, scene.title, "text", "font-size:15px;font-weight:bold")
        note = ET.SubElement(
            heading, "tspan", {"class": "muted", "dx": "10", "style": "font-size:12px;font-weight:normal"}
        )
        note.text = scene.note
        self.y += 8
        if scene.lanes:
            self._total(scene)
        lanes, others = some(scene.lanes, MOST_LANES)
        for lane in lanes:
            self._lane(lane)
        for words in filter(None, [others]):
            self._sentence(words, "muted")
        for words in remarks(scene):
            self._sentence(words, "blocked")

    def _total(self, scene: Scene) -> None:
        """How long it took: a measure over the lanes, as on a map."""
        self.y += 12
        start, end = self._x(0), self._x(scene.seconds)
        self._line(self.svg, "line", start, self.y, end, self.y, 1.5)
        self._line(self.svg, "line", start, self.y - 4, start, self.y + 4, 1.5)
        if not scene.cut:
            self._line(self.svg, "line", end, self.y - 4, end, self.y + 4, 1.5)
        words = self._words(end + 7, self.y + 5, scene.total, "text", "font-size:14px;font-weight:bold")
        compared = self.picture.against_first(scene)
        if compared and end + 7 + 9 * len(scene.total) + LETTER * len(compared) < WIDTH:
            more = ET.SubElement(
                words, "tspan", {"class": "muted", "dx": "8", "style": "font-size:12px;font-weight:normal"}
            )
            more.text = compared
        self.y += 9

    def _lane(self, lane: Lane) -> None:
        self.seen.update([lane.kind, *(mark.sign for mark in lane.marks), *(["blocked"] if lane.blocked else [])])
        said = [mark for mark in lane.marks if mark.sign == "says"]
        if said:
            self.y += SPOKEN
            self._say(said)
        self._words(LEFT - 10, self.y + BAR - 1, label(lane), "text", anchor="end")
        for stretch in self._visible(lane.waits):
            self._bar(stretch, f"{lane.kind}-waits", 2, f"waits {stretch.what}".strip())
        for stretch in lane.doing:
            self._bar(stretch, f"{lane.kind}-waits", 0.01, f"is busy with {stretch.what}")
        for stretch in self._visible(lane.runs):
            self._bar(stretch, lane.kind, 0, f"runs {stretch.what}".strip())
        for stretch in lane.blocked:
            self._bar(stretch, "", 0, f"blocks the loop {stretch.what}".strip()).set("fill", "url(#hatch)")
        for stretch in lane.doing:
            self._inside(stretch)
        for mark in self._visible_marks(lane.marks):
            self._mark(mark)
        self.y += PITCH

    def _visible(self, stretches: Iterable[Stretch]) -> list[Stretch]:
        """Those that lie closer together than a bar is wide become one: ten thousand bars are no picture."""
        kept: list[Stretch] = []
        for stretch in stretches:
            if kept and self._x(stretch.end) - self._x(kept[-1].start) < THINNEST:
                kept[-1] = Stretch(kept[-1].start, stretch.end, kept[-1].what)
            else:
                kept.append(stretch)
        return kept

    def _visible_marks(self, marks: Iterable[Mark]) -> list[Mark]:
        last: dict[Sign, Mark] = {}
        kept = []
        for mark in marks:
            if mark.sign not in last or self._x(mark.at) - self._x(last[mark.sign].at) >= THINNEST:
                last[mark.sign] = mark
                kept.append(mark)
        return kept

    def _bar(self, stretch: Stretch, kind: str, inset: float, words: str) -> ET.Element:
        start = self._x(stretch.start)
        wide = max(self._x(stretch.end) - start, THINNEST if inset == 0 else 0.0)
        bar = self._rect(self.svg, kind, start, self.y + inset, wide, BAR - 2 * inset)
        ET.SubElement(bar, "title").text = f"{words}: {stretch.seconds * 1000:.1f} ms"
        return bar

    def _inside(self, stretch: Stretch) -> None:
        """What it is busy with, if there is room for that."""
        start, end = self._x(stretch.start), self._x(stretch.end)
        if end - start > SMALL_LETTER * len(stretch.what) + 8:
            self._words((start + end) / 2, self.y + BAR - 1.5, stretch.what, "text", "font-size:9.5px", "middle")

    def _say(self, marks: Iterable[Mark]) -> None:
        """What marks say, above the lane; what would lie over the words before is left to the tooltip."""
        free = 0.0
        for mark in marks:
            if self._x(mark.at) > free:
                self._words(self._x(mark.at) + 6, self.y - 2, mark.what, "muted", "font-size:10px")
                free = self._x(mark.at) + LETTER * len(mark.what)

    def _mark(self, mark: Mark) -> None:
        if mark.at <= self.end:
            _sign(self.svg, mark.sign, self._x(mark.at), self.y, f"{MEANINGS[mark.sign]} {mark.what}".strip())

    def _legend(self) -> None:
        self.y += 10
        x = float(LEFT)
        for kind, name in NAMES.items():
            if kind in self.seen:
                self._rect(self.svg, kind, x, self.y, 14, BAR)
                self._rect(self.svg, f"{kind}-waits", x + 14, self.y + 2, 20, BAR - 4)
                x = self._legend_words(x + 40, f"{name} runs, waits")
        if "blocked" in self.seen:
            self._rect(self.svg, "", x, self.y, 26, BAR).set("fill", "url(#hatch)")
            x = self._legend_words(x + 32, "holds up the whole loop")
        for sign, meaning in MEANINGS.items():
            if sign in self.seen and sign != "says":
                x = self._wrapped(x, meaning)
                _sign(self.svg, sign, x + 4, self.y - (BAR / 2 if sign == "wakes" else 0), meaning)
                x = self._legend_words(x + 14, meaning)
        self.y += 24

    def _legend_words(self, x: float, words: str) -> float:
        self._words(x, self.y + BAR - 1, words, "text")
        return x + LETTER * len(words) + 18

    def _wrapped(self, x: float, words: str) -> float:
        if x + LETTER * len(words) + 20 < WIDTH - MARGIN:
            return x
        self.y += PITCH + 4
        return LEFT

    def _notes(self) -> None:
        for note in self.picture.notes:
            self._sentence(note, "muted", MARGIN)
        self.y += MARGIN

    def _sentence(self, words: str, kind: str, x: float = LEFT) -> None:
        for line in _wrap(words, int((WIDTH - MARGIN - x) / LETTER)):
            self.y += 4
            self._words(x, self.y + BAR - 1, line, kind)
            self.y += PITCH - 4

    def _x(self, seconds: float) -> float:
        return LEFT + min(seconds, self.end) / self.end * (WIDTH - LEFT - RIGHT)

    def _words(self, x: float, y: float, words: str, kind: str, style: str = "", anchor: str = "start") -> ET.Element:
        place = {"class": kind, "x": f"{x:.1f}", "y": f"{y:.1f}", "text-anchor": anchor, "style": style}
        element = ET.SubElement(self.svg, "text", {name: value for name, value in place.items() if value})
        element.text = words
        return element

    def _rect(self, parent: ET.Element, kind: str, x: float, y: float, wide: float, high: float) -> ET.Element:
        sizes = {"x": x, "y": y, "width": wide, "height": high}
        return ET.SubElement(parent, "rect", {"class": kind} | {name: f"{size:.2f}" for name, size in sizes.items()})

    def _line(self, parent: ET.Element, kind: str, x1: float, y1: float, x2: float, y2: float, wide: float = 1) -> None:
        ends = {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "stroke-width": wide}
        ET.SubElement(parent, "line", {"class": kind} | {name: f"{end:.1f}" for name, end in ends.items()})


def _sign(parent: ET.Element, sign: Sign, x: float, y: float, words: str) -> None:
    """The shape of a mark at the top left of a lane's row."""
    bottom = y + BAR
    if sign == "cancelled":
        path = f"M{x - 4:.1f},{y + 1:.1f} l8,8 m0,-8 l-8,8"
        mark = ET.SubElement(parent, "path", {"class": "cross", "d": path, "stroke-width": "2.4", "fill": "none"})
    elif sign == "fails":
        mark = ET.SubElement(parent, "circle", {"class": "blocked", "cx": f"{x:.1f}", "cy": f"{y + 5:.1f}", "r": "5"})
    elif sign == "calls":
        path = f"M{x:.1f},{y - 1:.1f} l5,6 l-5,6 l-5,-6 z"
        mark = ET.SubElement(parent, "path", {"class": "text", "d": path})
    elif sign == "wakes":
        path = f"M{x:.1f},{bottom - 1:.1f} l3.5,6 l-7,0 z"
        mark = ET.SubElement(parent, "path", {"class": "text", "d": path})
    else:
        path = f"M{x:.1f},{y:.1f} l3,-5 l-6,0 z"
        mark = ET.SubElement(parent, "path", {"class": "text", "d": path})
    ET.SubElement(mark, "title").text = words


def _wrap(words: str, width: int) -> list[str]:
    lines = [""]
    for word in words.split(" "):
        if len(lines[-1]) + len(word) > width:
            lines.append("")
        lines[-1] += f"{word} "
    return [line.rstrip() for line in lines]


def page(picture: Picture) -> str:
    """The text of an HTML file."""
    title = ET.Element("title")
    title.text = picture.title
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    look = (
        "body{margin:0;background:" + LIGHT["page"] + "}svg{display:block;margin:0 auto;max-width:100%;height:auto}"
        "@media (prefers-color-scheme:dark){body{background:" + DARK["page"] + "}}"
    )
    head += (
        f'<meta name="color-scheme" content="light dark">{ET.tostring(title, encoding="unicode")}<style>{look}</style>'
    )
    return f'<!doctype html>\n<html lang="en"><head>{head}</head>\n<body>{svg(picture)}</body></html>\n'
