"""Draws what bench has measured: `python -m sensei.bench.plot FIGURES.json PICTURE.svg`, with matplotlib alone."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from sensei.errors import Mistake

ORANGE, BLUE, GREEN, PURPLE, GREY, BLACK = "#D55E00", "#0072B2", "#009E73", "#AA4499", "#888888", "#000000"
"""Okabe and Ito's colours, told apart by everybody; lines differ in their dashes as well."""
LOOKS = {
    "threaded, reference": ("threads", ORANGE, "-"),
    "threaded, yours": ("threads, yours", ORANGE, "--"),
    "async, reference": ("asyncio, tuned", BLUE, "-"),
    "async, yours": ("asyncio, yours", BLUE, "--"),
    "bare asyncio streams": ("asyncio streams that only relay", GREEN, "-."),
    "bare asyncio Protocol": ("an asyncio Protocol that only relays", GREY, ":"),
    "asyncio.sleep": ("asyncio.sleep", BLACK, "-"),
    "timer thread with a heap": ("one timer thread", GREEN, "-"),
    "reference, a thread each": ("a thread for each sleep", ORANGE, "-"),
    "yours": ("yours", PURPLE, "--"),
    "to_thread(time.sleep)": ("thread pool (to_thread)", BLUE, "-."),
}
SLEEPS = tuple(LOOKS)[6:]
GAP = 0.06
"""Height of a label, as a share of the axis."""


@dataclass(frozen=True)
class Line:
    """One variant over the sizes: medians, with the lowest and the highest run."""

    variant: str
    at: list[float]
    median: list[float]
    low: list[float]
    high: list[float]
    threads: list[float]
    without: list[float]
    """Sizes for which there is no figure."""

    @property
    def label(self) -> str:
        """Its name, why it ends, and how many threads it had there where that tells one way from the other."""
        name = LOOKS[self.variant][0]
        if self.variant in SLEEPS:
            name += f": {self.threads[-1]:,.0f} thread{'' if self.threads[-1] == 1 else 's'}"
        return f"{name} (no figure at {self.without[0]:,.0f})" if self.without else name


def lines(figures: dict[str, Any], over: str, key: str) -> list[Line]:
    """Every variant that has a look, over the tables that differ in nothing but `over`."""
    found: dict[str, Line] = {}
    for table in figures["tables"]:
        if over not in table["at"] or set(table["at"]) - {over, "delay"}:
            continue
        for row in table["rows"]:
            if row["variant"] not in LOOKS:
                continue
            line = found.setdefault(row["variant"], Line(row["variant"], [], [], [], [], [], []))
            if key not in row["figures"]:
                line.without.append(table["at"][over])
            else:
                line.at.append(table["at"][over])
                line.threads.append(row["figures"]["threads"]["median"])
                for what, values in (("median", line.median), ("low", line.low), ("high", line.high)):
                    values.append(row["figures"][key][what])
    return [line for line in found.values() if line.at]


def apart(places: Sequence[float], gap: float = GAP) -> list[float]:
    """Move places until neighbours are `gap` apart and the highest is at 1 at most; their order stays."""
    order = sorted(range(len(places)), key=places.__getitem__)
    up, down = list(places), list(places)
    for below, above in pairwise(order):
        up[above] = max(up[above], up[below] + gap)
    for above, below in pairwise(reversed(order)):
        down[below] = min(down[below], down[above] - gap)
    middle = [(high + low) / 2 for high, low in zip(up, down, strict=True)]
    too_high = max(0.0, max(middle, default=0.0) - 1)
    return [place - too_high for place in middle]


def chat(figures: dict[str, Any], pyplot: Any) -> Any:
    """Rate over clients above, the slowest messages below."""
    figure, (top, bottom) = pyplot.subplots(2, 1, figsize=(9, 8), sharex=True)
    _draw(top, lines(figures, "clients", "rate"), log=False)
    _title(
        top,
        "Messages a second that a chat server delivers",
        "each client sends its next message when its last one has arrived",
    )
    _draw(bottom, lines(figures, "clients", "p99"), log=True)
    _title(bottom, "Time within which 99 of 100 messages arrive", "")
    bottom.set_ylabel("milliseconds")
    bottom.set_xlabel("clients connected at once")
    top.set_ylabel("messages a second")
    return figure


def sleep(figures: dict[str, Any], pyplot: Any) -> Any:
    """The time for all over their number, both logarithmic."""
    figure, axes = pyplot.subplots(figsize=(9, 5.5))
    delay = figures["tables"][0]["at"]["delay"]
    _draw(axes, lines(figures, "sleeps", "seconds"), log=True)
    axes.axhline(delay, color=GREY, linewidth=0.8, linestyle=":", zorder=0)
    _title(
        axes,
        f"Time until N sleeps of {delay:g} s, begun at once, are all over",
        f"the dotted line is one sleep: {delay:g} s",
    )
    axes.set_ylabel("seconds")
    axes.set_xlabel("N, sleeps begun at once")
    return figure


def _draw(axes: Any, found: list[Line], log: bool) -> None:
    from matplotlib.ticker import LogLocator

    axes.set_xscale("log")
    if log:
        axes.set_yscale("log")
        axes.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    for line in found:
        _, colour, dashes = LOOKS[line.variant]
        axes.plot(line.at, line.median, dashes, color=colour, marker="o", markersize=4, linewidth=1.8)
        axes.fill_between(line.at, line.low, line.high, color=colour, alpha=0.12, linewidth=0)
    sizes = sorted({at for line in found for at in line.at})
    axes.set_xticks(sizes, [f"{size:,.0f}" for size in sizes])
    axes.minorticks_off()
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.spines[["top", "right"]].set_visible(False)
    if not log:
        axes.set_ylim(0, max((max(line.high) for line in found), default=1.0) * 1.1)
    _label(axes, found)
    _plain_numbers(axes)


def _label(axes: Any, found: list[Line]) -> None:
    """Names at the right ends of the lines, moved apart, each in the colour of its line."""
    to_axes = axes.transData + axes.transAxes.inverted()
    ends = [to_axes.transform((line.at[-1], line.median[-1]))[1] for line in found]
    for line, place in zip(found, apart(ends), strict=True):
        colour = LOOKS[line.variant][1]
        x = to_axes.transform((line.at[-1], line.median[-1]))[0]
        axes.text(x + 0.015, place, line.label, color=colour, transform=axes.transAxes, va="center", fontsize=10)


def _plain_numbers(axes: Any) -> None:
    axes.yaxis.set_major_formatter(lambda value, _: f"{value:,.10g}")


def _title(axes: Any, title: str, below: str) -> None:
    axes.set_title(title, loc="left", fontsize=13, fontweight="bold", pad=24 if below else 10)
    axes.text(0, 1.03, below, transform=axes.transAxes, fontsize=9.5, color="#555555")


DRAWN: dict[str, Callable[[dict[str, Any], Any], Any]] = {"chat": chat, "sleep": sleep}


def draw(source: Path, target: Path) -> None:
    """Write the picture. `Mistake` if there are no figures in the source, or no way to write the target."""
    figures = read(source)
    import matplotlib

    matplotlib.use("agg")
    matplotlib.rcParams |= {"font.family": "DejaVu Sans", "svg.fonttype": "none"}
    from matplotlib import pyplot

    figure = DRAWN[figures["subject"]](figures, pyplot)
    figure.text(0.01, 0.005, footer(figures), fontsize=7.5, color="#777777")
    figure.tight_layout(rect=(0, 0.02, 1, 1), h_pad=2.5)
    try:
        figure.savefig(target, dpi=150)
    except (OSError, ValueError) as error:
        raise Mistake(f"no picture was written: {error}") from error


def read(source: Path) -> dict[str, Any]:
    """The figures that `--json` or `--plot` have left."""
    try:
        figures: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise Mistake(f"there are no figures in {source}: nox -s bench -- chat --json > {source} makes some") from error
    if not isinstance(figures, dict) or figures.get("subject") not in DRAWN:
        raise Mistake(f"{source} holds nothing to draw: there are plots of {' and '.join(DRAWN)}")
    return figures


def footer(figures: dict[str, Any]) -> str:
    """The machine and how often it was measured, in a line."""
    machine, rounds = figures["machine"], figures["settings"]["rounds"]
    noisy = "; others were busy meanwhile" if any(one.startswith("noise") for one in figures["said"]) else ""
    shaded = f"medians of {rounds} runs, shaded from the lowest to the highest" if rounds > 1 else "one run each"
    return (
        f"{machine['cores']} cores, {machine['processor']}, {machine['system']}, {machine['python']}; {shaded}{noisy}"
    )


def main(words: Sequence[str]) -> int:
    """The exit code; a sentence for what cannot be done."""
    try:
        if len(words) != 2:
            raise Mistake("what it takes: nox -s draw -- FIGURES.json PICTURE.svg")
        draw(Path(words[0]), Path(words[1]))
    except Mistake as mistake:
        print(mistake)
        return 2
    print(f"drawn: {words[1]}   (its figures: {words[0]})")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
