"""Charts as SVG, drawn here so that they need no script; each page has their figures as a table.

Colours come from classes of the page's style sheet; a chart that is downloaded brings its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from html import escape

from markupsafe import Markup

from musnad.ledger.overview import DyadPoint
from musnad.ledger.selection import Span
from musnad.show.safe import visible

WIDTH, LEFT, BOTTOM, LEGEND = 720, 44, 34, 22
"""Units of the drawing: its width, and the room for figures beside, below, and for a legend."""

BARS_HEIGHT, HALF = 150, 110
"""Height of plain bars, and of either half of a scale from conflict to cooperation."""

WIDEST = 46
"""Of a bar."""

MOST_LABELS = 12
"""Periods that are written below a chart."""

MOST_PERIODS = 400
"""Periods of a chart that also shows those in which nothing was; more would be too thin to see."""

QUADS = (
    ("verbal cooperation", "q-vc", "#0f7c86", 1),
    ("material cooperation", "q-mc", "#2f7d4f", 1),
    ("verbal conflict", "q-vx", "#a0540a", -1),
    ("material conflict", "q-mx", "#b3263a", -1),
)
"""PLOVER's quad classes: name, class, colour, and whether above (1) or below (-1) the line."""

STYLE = "text{font:11px sans-serif;fill:#555}.axis{stroke:#ccc}.bar{fill:#1f5f8b}" + "".join(
    f".{name}{{fill:{colour}}}" for _, name, colour, _ in QUADS
)


def bars(values: Sequence[tuple[str, int]], *, label: str) -> Markup:
    """One bar for each period.

    Args:
        values: periods with their counts, in order.
        label: what the chart shows, for those who can't see it.
    """
    counts = dict(values)
    most = max(counts.values(), default=0) or 1
    periods = spread(list(counts))
    step = (WIDTH - LEFT) / max(len(periods), 1)
    height = BARS_HEIGHT + BOTTOM
    parts = [_axis(BARS_HEIGHT), _figure(most, 10), _figure(0, BARS_HEIGHT)]
    for n, period in enumerate(periods):
        if count := counts.get(period, 0):
            tall = (BARS_HEIGHT - 10) * count / most
            parts.append(_bar("bar", n, step, BARS_HEIGHT - tall, tall, f"{period}: {count}"))
    parts += _periods(periods, step, height)
    return _svg(parts, height, label)


def scale(
    points: Sequence[DyadPoint | Span],
    *,
    label: str,
    words: Mapping[str, str] | None = None,
    address: Callable[[str], str] | None = None,
    own_style: bool = False,
) -> Markup:
    """Periods on PLOVER's scale: cooperation above the line, conflict below.

    Args:
        points: one for each period, in order.
        label: what the chart shows.
        words: the quad classes and "unknown" in the reader's language.
        address: of the evidence of a period.
        own_style: whether it brings its colours, as a file of its own must.
    """
    sums = [
        sum(p.by_quad.get(name, 0) for name, _, _, side in QUADS if side == half)
        for p in points
        for half in (1, -1)
    ]
    most = max(sums, default=0) or 1
    told = words or {}
    by_period = {p.period: p.by_quad for p in points}
    periods = spread(list(by_period))
    step = (WIDTH - LEFT) / max(len(periods), 1)
    height = 2 * HALF + BOTTOM
    parts = [_axis(HALF), _figure(most, 10), _figure(0, HALF), _figure(most, 2 * HALF - 4)]
    for n, period in enumerate(periods):
        bars_of: list[str] = []
        at: dict[int, float] = {1: HALF, -1: HALF}
        for name, css, _, side in QUADS:
            count = by_period.get(period, {}).get(name, 0)
            tall = (HALF - 10) * count / most
            if not count:
                continue
            top = at[side] - tall if side == 1 else at[side]
            what = f"{told.get(period, period)}: {told.get(name, name)} {count}"
            bars_of.append(_bar(css, n, step, top, tall, what))
            at[side] += -tall if side == 1 else tall
        parts += _linked(bars_of, address(period)) if address and bars_of else bars_of
    parts += _periods([told.get(period, period) for period in periods], step, height)
    if own_style:
        parts += _legend(told, height)
        height += LEGEND
    return _svg(parts, height, label, style=STYLE if own_style else "", linked=bool(address))


def scale_words(words: Mapping[str, str]) -> dict[str, str]:
    """The quad classes and "unknown" in the language whose words are given."""
    return {name: words[f"p_{name}"] for name, _, _, _ in QUADS} | {"unknown": words["p_undated"]}


def _legend(told: Mapping[str, str], top: float) -> list[str]:
    """What the colours mean, below a drawing that stands alone."""
    wide = (WIDTH - LEFT) / len(QUADS)
    parts = []
    for n, (name, css, _, _) in enumerate(QUADS):
        at = LEFT + n * wide
        parts.append(f'<rect class="{css}" x="{at:.1f}" y="{top:g}" width="10" height="10"/>')
        parts.append(
            f'<text x="{at + 15:.1f}" y="{top + 9:g}">{escape(told.get(name, name))}</text>'
        )
    return parts


def _linked(bars_of: Sequence[str], address: str) -> list[str]:
    """Bars that open their evidence; by keyboard the table beside the chart does."""
    return [f'<a href="{escape(address)}" tabindex="-1">', *bars_of, "</a>"]


def _svg(
    parts: Sequence[str], height: float, label: str, *, style: str = "", linked: bool = False
) -> Markup:
    """The drawing; what holds links is no image, whose inside would be hidden from readers."""
    role, told = "group" if linked else "img", escape(visible(label))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="{role}" direction="ltr" '
        f'aria-label="{told}" viewBox="0 0 {WIDTH} {height:g}"><title>{told}</title>'
    )
    inner = f"<style>{style}</style>" if style else ""
    return Markup(head + inner + "".join(parts) + "</svg>")  # noqa: S704 - escaped above


def _axis(at: float) -> str:
    return f'<line class="axis" x1="{LEFT}" x2="{WIDTH}" y1="{at:g}" y2="{at:g}"/>'


def _figure(count: int, at: float) -> str:
    return f'<text x="{LEFT - 6}" y="{at + 4:g}" text-anchor="end">{count:,}</text>'


def _bar(css: str, n: int, step: float, top: float, tall: float, told: str) -> str:
    wide = min(step * 0.8, WIDEST)
    left = LEFT + n * step + (step - wide) / 2
    return (
        f'<rect class="{css}" x="{left:.1f}" y="{top:.1f}" width="{wide:.1f}" '
        f'height="{max(tall, 0.5):.1f}"><title>{escape(told)}</title></rect>'
    )


def _periods(periods: Sequence[str], step: float, height: float) -> list[str]:
    every = -(-len(periods) // MOST_LABELS) or 1
    return [
        f'<text x="{LEFT + (n + 0.5) * step:.1f}" y="{height - 12:g}" text-anchor="middle">'
        f"{escape(period)}</text>"
        for n, period in enumerate(periods)
        if n % every == 0
    ]


# ── periods ──────────────────────────────────────────────────────────────────────────────────

YEAR, MONTH, WEEK = len("2015"), len("2015-08"), len("2015-W31")


def spread(periods: Sequence[str]) -> list[str]:
    """The periods in order, with those between them in which nothing was.

    What is no period ("unknown") stands last. Past `MOST_PERIODS` none is added.
    """
    dated = sorted(period for period in periods if period[:1].isdigit())
    rest = [period for period in periods if not period[:1].isdigit()]
    if not dated:
        return rest
    first, last = _number(dated[0]), _number(dated[-1])
    if last - first >= MOST_PERIODS:
        return [*dated, *rest]
    return [*(_named(n, len(dated[0])) for n in range(first, last + 1)), *rest]


def _number(period: str) -> int:
    """Periods of one length, numbered in order."""
    year = int(period[:YEAR])
    if len(period) == YEAR:
        return year
    if len(period) == MONTH:
        return year * 12 + int(period[-2:]) - 1
    if len(period) == WEEK:
        return date.fromisocalendar(year, int(period[-2:]), 1).toordinal() // 7
    return date.fromisoformat(period).toordinal()


def _named(number: int, length: int) -> str:
    """The period of a number."""
    if length == YEAR:
        return f"{number:04}"
    if length == MONTH:
        return f"{number // 12:04}-{number % 12 + 1:02}"
    if length == WEEK:
        year, week, _ = date.fromordinal(number * 7 + 1).isocalendar()
        return f"{year:04}-W{week:02}"
    return date.fromordinal(number).isoformat()
