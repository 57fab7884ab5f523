"""`musnad evaluate --report`: all that an evaluation found, as one page that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.cli import tables
from musnad.cli.charts import COLOURS, reliability_diagram, risk_chart
from musnad.cli.errors_text import LEGEND
from musnad.cli.findings import Findings
from musnad.cli.report_items import item_section
from musnad.cli.report_style import REPORT_STYLE
from musnad.evaluation import DIMENSIONS, Dimension, Reliability, RowIntervals
from musnad.evaluation.bootstrap import LEVEL, SAMPLES
from musnad.show.escape import attribute, shown
from musnad.show.policy import policy

NO_INTERVALS = RowIntervals()


def render_report(found: Findings, *, name: str, worst: int) -> str:
    """The page: scores, breakdowns, reliability, and the worst articles.

    Args:
        found: what to report.
        name: of the annotated articles.
        worst: how many articles to show.
    """
    return "\n".join(
        (
            '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy(REPORT_STYLE)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">\n<link rel="icon" href="data:,">',
            f"<title>Evaluation: {attribute(name)}</title>",
            f"<style>{REPORT_STYLE}</style>\n</head>\n<body>",
            _header(found, name),
            _scores(found),
            "<h2>Broken down</h2>",
            *(_slices(found, by) for by in DIMENSIONS),
            *_reliability(found.reliability),
            *_worst(found, worst),
            _footer(found),
            "</body>\n</html>\n",
        )
    )


def _header(found: Findings, name: str) -> str:
    counts = found.evaluation.to_dict()
    frames = counts["frames"]
    return (
        f"<header><h1>Evaluation</h1><p><bdi>{shown(name)}</bdi></p>"
        f'<p class="soft">{counts["articles"]} articles, {frames["gold"]} frames in gold, '
        f"{frames['system']} read.</p></header>"
    )


def _scores(found: Findings) -> str:
    bounds = found.intervals
    rows = []
    for row in found.evaluation.rows():
        chief = bounds.get(row.name, NO_INTERVALS).chief
        span = f"{chief.low:.3f} – {chief.high:.3f}" if chief else ""
        rows.append([row.name, *tables.figures(row), span])
    note = (
        f"The interval is that of the F1, or of the one value: {LEVEL:.0%}, percentiles of "
        f"{SAMPLES} bootstrap draws of articles."
        if bounds
        else "One article says nothing of how articles differ: no intervals."
    )
    head = ["score", *tables.FIGURES, f"{LEVEL:.0%} interval"]
    return f'<h2>Scores</h2><p class="soft">{note}</p>{table(head, rows)}'


def _slices(found: Findings, by: Dimension) -> str:
    rows = [[part.name, *tables.slice_cells(by, part)] for part in found.slices(by)]
    head = [by, "articles", "gold", *tables.slice_columns(by)]
    figures = "Precision, recall and F1" if by == "role" else "F1"
    return f"<h3>By {by}</h3>{table(head, rows, caption=f'{figures} by {by}')}"


def _reliability(found: Sequence[Reliability]) -> Iterator[str]:
    """Diagrams, the curve, and the figures of both."""
    if not found:
        return
    yield (
        '<h2>Reliability</h2><p class="soft">Values of equal probability should be right as often '
        "as it says: dots on the broken line. A dot's area grows with the number of its values. "
        "ECE is the expected calibration error.</p>"
    )
    figures = "".join(
        f"<figure><figcaption>{shown(one.kind)}, ECE {one.error:.3f}</figcaption>"
        f"{reliability_diagram(one)}</figure>"
        for one in found
    )
    yield f'<div class="charts">{figures}</div>'
    rows = [[one.kind, *cells] for one in found for cells in tables.bin_cells(one)]
    yield _folded("Figures of the diagrams", table(["kind", *tables.BIN_COLUMNS], rows))
    yield (
        '<h3>Risk and coverage</h3><p class="soft">With only the surest part of the values kept '
        "(coverage), the part of these that is wrong (risk). AURC is the area under the curve: "
        "the mean risk.</p>"
    )
    curves = [one for one in found if not one.kind.startswith("role ")]
    yield f'<figure class="broad">{risk_chart(curves[:COLOURS])}</figure>'
    rows = [[one.kind, *tables.reliability_cells(one)] for one in found]
    yield table(["kind", *tables.reliability_columns()], rows)


def _worst(found: Findings, worst: int) -> Iterator[str]:
    items = [item for item in found.errors[:worst] if item.errors]
    if not items:
        return
    yield (
        f"<h2>The {len(items)} worst articles</h2>"
        "<p>By errors among the decisions of both sides. In the text: "
        '<span class="p-right">predicate found</span>, '
        '<span class="p-missed">predicate missed</span>, '
        '<span class="p-spurious">spurious predicate</span>, '
        '<span class="p-wrong">wrong type</span>, '
        '<span class="missed">role of the gold that was missed</span>, '
        '<span class="spurious">role read that the gold has not so</span>.</p>'
        f'<p class="soft">{shown(" · ".join(LEGEND))}.</p>'
    )
    yield from map(item_section, items)


def _footer(found: Findings) -> str:
    models = dict.fromkeys(reading.model for reading in found.evaluation.readings.values())
    names = [" ".join(str(v) for v in model.to_dict().values() if v) for model in models]
    return f"<footer>read by <bdi>{shown('; '.join(names))}</bdi></footer>"


def _folded(title: str, body: str) -> str:
    return f"<details><summary>{title}</summary>{body}</details>"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str = "") -> str:
    """A table of texts, its first column the names."""
    title = f"<caption>{shown(caption)}</caption>" if caption else ""
    heads = "".join(f'<th scope="col">{shown(cell)}</th>' for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td><bdi>{shown(cell)}</bdi></td>" for cell in row) + "</tr>"
        for row in rows
    )
    return (
        f'<div class="wide"><table>{title}<thead><tr>{heads}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
