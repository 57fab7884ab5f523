"""A map and a network as SVG, drawn here from data that are here."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from textwrap import shorten

from markupsafe import Markup

from musnad.ledger.selection import Spot, Tie
from musnad.service.charts import QUADS
from musnad.service.charts import STYLE as COLOURS
from musnad.show.safe import visible

LAND = Path(__file__).parent / "data" / "land.txt"
"""Outlines of Natural Earth (public domain), as `resources/land/compile.py` writes them."""

WIDTH, HEIGHT = 960, 520
"""Units of either drawing."""

MARGIN = 4.0
"""Degrees around the outermost places."""

LEAST_SPAN = 16.0
"""Degrees that the map shows at least: a single town is seen within its neighbours."""

OUTSIDE = 0.04
"""Share of the records on each side that the map may leave outside; the table has them all."""

LARGEST, SMALLEST = 22.0, 3.5
"""Radius of the most frequent place, and the least radius."""

MOST_NAMED = 16
"""Places whose names are written; the others have theirs as a title."""

MOST_NODES = 18
"""Actors of a network: more cannot be read."""

ALONE, NO_LONGER = "\u2068", "\u2069"
"""Around a name that goes by its own direction, right to left in a drawing that does not."""

LONGEST_LABEL = 40
"""Characters of an actor's name in a network; it is cut between words."""

STYLE = (
    COLOURS
    + ".land{fill:#eceae4;stroke:#c9c5ba;stroke-width:.5}.spot{fill:#b3263a;fill-opacity:.55}"
    "text{font:12px sans-serif;fill:#333}.node{fill:#1f5f8b}.tie{fill:none;stroke:#888}"
    + "".join(f".tie.{name}{{stroke:{colour}}}" for _, name, colour, _ in QUADS)
)

Point = tuple[float, float]


@cache
def _land() -> tuple[tuple[Point, ...], ...]:
    """Rings of land, as longitudes and latitudes."""
    rings = []
    for line in LAND.read_text(encoding="ascii").splitlines():
        numbers = [float(number) for number in line.split()]
        rings.append(tuple(zip(numbers[::2], numbers[1::2], strict=True)))
    return tuple(rings)


def world(spots: Sequence[Spot], *, label: str, own_style: bool = False) -> Markup:
    """Places as circles whose areas are their counts, on the outlines of the countries around.

    Args:
        spots: the most frequent first.
        label: what the map shows.
        own_style: whether it brings its colours, as a file of its own must.
    """
    west, east, south, north = _frame(spots)
    scale = min(WIDTH / (east - west), HEIGHT / (north - south))
    middle_x, middle_y = (west + east) / 2, (south + north) / 2

    def at(longitude: float, latitude: float) -> Point:
        x = WIDTH / 2 + (longitude - middle_x) * scale
        return x, HEIGHT / 2 - (latitude - middle_y) * scale

    half_x, half_y = WIDTH / 2 / scale, HEIGHT / 2 / scale
    box = (middle_x - half_x, middle_y - half_y, middle_x + half_x, middle_y + half_y)
    parts = [_outline(ring, at) for ring in _land() if _meets(ring, box)]
    most = max((spot.times for spot in spots), default=1)
    for n, spot in enumerate(spots):
        x, y = at(spot.longitude, spot.latitude)
        radius = max(SMALLEST, LARGEST * math.sqrt(spot.times / most))
        told = escape(f"{visible(spot.name)}: {spot.times}")
        parts.append(
            f'<circle class="spot" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}">'
            f"<title>{told}</title></circle>"
        )
        if n < MOST_NAMED:
            name = escape(visible(spot.name))
            parts.append(f'<text x="{x + radius + 3:.1f}" y="{y + 4:.1f}">{name}</text>')
    return _svg(parts, label, own_style=own_style)


def network(ties: Sequence[Tie], *, label: str, own_style: bool = False) -> Markup:
    """The actors with the most ties on a circle; ties are as thick as they are frequent.

    A tie's colour is that of its most frequent quad class; it bends to the left of its direction.
    """
    weights: Counter[str] = Counter()
    names: dict[str, str] = {}
    for tie in ties:
        weights.update({tie.agent: tie.times, tie.target: tie.times})
        names |= {tie.agent: tie.agent_name, tie.target: tie.target_name}
    nodes = [actor for actor, _ in weights.most_common(MOST_NODES)]
    places = {actor: _on_circle(n, len(nodes)) for n, actor in enumerate(nodes)}
    most = max((tie.times for tie in ties), default=1)
    parts = [
        _tie(tie, places[tie.agent], places[tie.target], most)
        for tie in ties
        if tie.agent in places and tie.target in places
    ]
    for actor, (x, y) in places.items():
        radius = 4 + 8 * math.sqrt(weights[actor] / weights[nodes[0]])
        name = escape(shorten(visible(names[actor]), LONGEST_LABEL, placeholder=" …"))
        name = f"{ALONE}{name}{NO_LONGER}"
        anchor, across, down = _beside(x, y, radius)
        parts.append(f'<circle class="node" cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>')
        parts.append(
            f'<text x="{x + across:.1f}" y="{y + down:.1f}" text-anchor="{anchor}">{name}</text>'
        )
    return _svg(parts, label, own_style=own_style)


def _beside(x: float, y: float, radius: float) -> tuple[str, float, float]:
    """Where a node's name stands: outside the circle, above the topmost and below the lowest."""
    if abs(x - WIDTH / 2) < WIDTH / 50:
        return "middle", 0, -radius - 5 if y < HEIGHT / 2 else radius + 13
    return ("start", radius + 4, 4) if x > WIDTH / 2 else ("end", -radius - 4, 4)


def _frame(spots: Sequence[Spot]) -> tuple[float, float, float, float]:
    """West, east, south and north of the map; single records far away don't widen it."""
    west, east = _middle([(spot.longitude, spot.times) for spot in spots] or [(45.0, 1)])
    south, north = _middle([(spot.latitude, spot.times) for spot in spots] or [(25.0, 1)])
    return (*_spread(west, east), *_spread(south, north))


def _middle(weighted: Sequence[tuple[float, int]]) -> Point:
    """Between which values all but `OUTSIDE` of the weight lies, on either side."""
    ordered = sorted(weighted)
    allowed = sum(times for _, times in ordered) * OUTSIDE
    ends = []
    for values in (ordered, ordered[::-1]):
        passed = 0
        for value, times in values:
            passed += times
            if passed > allowed:
                ends.append(value)
                break
    return ends[0], ends[1]


def _spread(least: float, most: float) -> Point:
    gap = max(0.0, LEAST_SPAN - (most - least)) / 2
    return least - MARGIN - gap, most + MARGIN + gap


def _meets(ring: Sequence[Point], box: tuple[float, float, float, float]) -> bool:
    west, south, east, north = box
    return (
        min(x for x, _ in ring) < east
        and max(x for x, _ in ring) > west
        and min(y for _, y in ring) < north
        and max(y for _, y in ring) > south
    )


def _outline(ring: Sequence[Point], at: object) -> str:
    points = " ".join("{:.1f},{:.1f}".format(*at(*point)) for point in ring)  # type: ignore[operator]
    return f'<polygon class="land" points="{points}"/>'


def _on_circle(n: int, size: int) -> Point:
    turn = 2 * math.pi * n / max(size, 1) - math.pi / 2
    return WIDTH / 2 + 250 * math.cos(turn), HEIGHT / 2 + 215 * math.sin(turn)


def _tie(tie: Tie, start: Point, end: Point, most: int) -> str:
    quad = max(tie.by_quad, key=lambda name: tie.by_quad[name], default="")
    css = next((name for full, name, _, _ in QUADS if full == quad), "")
    (x1, y1), (x2, y2) = start, end
    bend_x, bend_y = (x1 + x2) / 2 + (y2 - y1) / 6, (y1 + y2) / 2 - (x2 - x1) / 6
    wide = 1 + 6 * tie.times / most
    told = escape(f"{visible(tie.agent_name)} → {visible(tie.target_name)}: {tie.times}")
    return (
        f'<path class="tie {css}" stroke-width="{wide:.1f}" stroke-opacity=".6" d="M{x1:.1f} '
        f'{y1:.1f}Q{bend_x:.1f} {bend_y:.1f} {x2:.1f} {y2:.1f}"><title>{told}</title></path>'
    )


def _svg(parts: Sequence[str], label: str, *, own_style: bool) -> Markup:
    style = f"<style>{STYLE}</style>" if own_style else ""
    return Markup(  # noqa: S704 - escaped above
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart wide" role="img" direction="ltr" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}"><title>{escape(label)}</title>{style}'
        + "".join(parts)
        + "</svg>"
    )
