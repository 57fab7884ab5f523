"""Reliability diagrams and risk-coverage curves as inline SVG.

Colours are classes of the page's style sheet, so that the drawings follow its light and dark; no
attribute needs a style of its own, which the page's policy would refuse.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from musnad.evaluation import Bin, Reliability, RiskPoint
from musnad.show.escape import attribute, shown

COLOURS = 5
"""Curves that can be told apart in one drawing."""

MOST_POINTS = 200
"""Points of a curve; more can't be seen, and a large corpus has tens of thousands."""

LARGEST_DOT, SMALLEST_DOT = 9.0, 2.5


class Plot(NamedTuple):
    """A field for data in a drawing: its size, its margins, the greatest y."""

    width: float
    height: float
    top: float = 1.0
    left: float = 48.0
    below: float = 34.0
    above: float = 8.0
    right: float = 10.0

    def x(self, value: float) -> float:
        """The place of an x from 0 to 1."""
        return round(self.left + value * (self.width - self.left - self.right), 1)

    def y(self, value: float) -> float:
        """The place of a y from 0 to `top`."""
        room = self.height - self.above - self.below
        return round(self.above + (1 - value / self.top) * room, 1)


def reliability_diagram(one: Reliability) -> str:
    """Stated against actual rightness, bin by bin; a dot's area grows with the bin's size."""
    plot = Plot(230, 215)
    bins = one.bins
    ideal = _line("ideal", plot, (0, 0), (1, 1))
    points = " ".join(f"{plot.x(b.stated)},{plot.y(b.actual)}" for b in bins)
    largest = max(b.size for b in bins)
    return _drawing(
        plot,
        f"Reliability of {one.kind}: share of right values by stated probability",
        [
            *_axes(plot, "stated probability", "right", (0, 0.25, 0.5, 0.75, 1)),
            ideal,
            f'<polyline class="line c0" points="{points}"/>',
            *(_dot(plot, b, largest) for b in bins),
        ],
    )


def _dot(plot: Plot, one: Bin, largest: int) -> str:
    radius = max(SMALLEST_DOT, LARGEST_DOT * math.sqrt(one.size / largest))
    title = f"{one.size} values: stated {one.stated:.3f}, right {one.actual:.3f}"
    return (
        f'<circle class="dot c0" cx="{plot.x(one.stated)}" cy="{plot.y(one.actual)}" '
        f'r="{radius:.1f}"><title>{title}</title></circle>'
    )


def risk_chart(found: Sequence[Reliability]) -> str:
    """Risk by coverage, one curve for each kind, with a key below."""
    shown_ones = found[:COLOURS]
    curves = [thinned(one.curve) for one in shown_ones]
    highest = max(point.risk for curve in curves for point in curve)
    plot = Plot(640, 300, top=min(1.0, max(0.1, math.ceil(highest * 10) / 10)))
    steps = [plot.top * k / 5 for k in range(6)]
    lines = [
        f'<polyline class="line c{k}" points="'
        + " ".join(f"{plot.x(p.coverage)},{plot.y(p.risk)}" for p in curve)
        + f'"><title>{shown(one.kind)}</title></polyline>'
        for k, (one, curve) in enumerate(zip(shown_ones, curves, strict=True))
    ]
    drawing = _drawing(
        plot,
        "Risk by coverage for each kind of value",
        [*_axes(plot, "coverage: part kept, the surest first", "risk", steps), *lines],
    )
    key = "".join(
        f'<li><svg viewBox="0 0 20 8" aria-hidden="true"><line class="line c{k}" x1="0" y1="4" '
        f'x2="20" y2="4"/></svg> {shown(one.kind)}</li>'
        for k, one in enumerate(shown_ones)
    )
    return f'{drawing}<ul class="key">{key}</ul>'


def thinned(curve: Sequence[RiskPoint]) -> list[RiskPoint]:
    """At most MOST_POINTS points of a curve, evenly chosen, its ends among them."""
    if len(curve) <= MOST_POINTS:
        return list(curve)
    last = len(curve) - 1
    return [curve[k * last // (MOST_POINTS - 1)] for k in range(MOST_POINTS)]


def _axes(plot: Plot, across: str, up: str, steps: Sequence[float]) -> list[str]:
    """Grid lines with their figures, and the names of both axes."""
    parts = []
    for step in steps:
        parts += [
            _line("grid", plot, (0, step), (1, step)),
            f'<text x="{plot.left - 5}" y="{plot.y(step) + 4}" text-anchor="end">{step:.2f}</text>',
        ]
    for step in (0, 0.5, 1):
        parts.append(
            f'<text x="{plot.x(step)}" y="{plot.y(0) + 14}" text-anchor="middle">{step:g}</text>'
        )
    middle = plot.above + (plot.height - plot.above - plot.below) / 2
    turned = f'text-anchor="middle" transform="rotate(-90 8 {middle})"'
    parts += [
        f'<text x="{plot.x(0.5)}" y="{plot.height - 4}" text-anchor="middle">{across}</text>',
        f'<text x="8" y="{middle}" {turned}>{up}</text>',
    ]
    return parts


def _line(look: str, plot: Plot, start: tuple[float, float], end: tuple[float, float]) -> str:
    return (
        f'<line class="{look}" x1="{plot.x(start[0])}" y1="{plot.y(start[1])}" '
        f'x2="{plot.x(end[0])}" y2="{plot.y(end[1])}"/>'
    )


def _drawing(plot: Plot, label: str, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {plot.width:g} {plot.height:g}" role="img" '
        f'aria-label="{attribute(label)}">{"".join(parts)}</svg>'
    )
