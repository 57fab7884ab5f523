"""What `musnad evaluate` found, as tables for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.table import Table

from musnad.evaluation import Dimension, Interval, Reliability, Row, RowIntervals, Slice, columns
from musnad.evaluation.reliability import COVERAGES
from musnad.show.safe import isolated, visible

FIGURES = ("precision", "recall", "F1", "value", "gold")
NO_INTERVALS = RowIntervals()
SHORT = {"predicate+type": "+type", "characters": "chars"}
"""Names that would make a table too wide for a terminal."""


def number(value: float | None) -> str:
    """Three decimals, or nothing where there is no figure."""
    return "" if value is None else f"{value:.3f}"


def figures(row: Row) -> list[str]:
    """The cells of a row below FIGURES."""
    numbers = (row.precision, row.recall, row.f1, row.value)
    return [*map(number, numbers), str(row.support)]


def bounds(interval: Interval | None) -> list[str]:
    """The cells `low` and `high`."""
    return ["", ""] if interval is None else [number(interval.low), number(interval.high)]


def score_table(rows: Sequence[Row], intervals: Mapping[str, RowIntervals] | None) -> Table:
    """The scores, with bounds of the F1 (or of the one value) if there are `intervals`."""
    table = Table("score", box=None)
    for name in (*FIGURES, *(("low", "high") if intervals is not None else ())):
        table.add_column(name, justify="right")
    for row in rows:
        chief = [] if intervals is None else bounds(intervals.get(row.name, NO_INTERVALS).chief)
        table.add_row(row.name, *figures(row), *chief)
    return table


def slice_table(by: Dimension, slices: Sequence[Slice], *, terminal: bool) -> Table:
    """F1s by slice; for roles precision and recall too."""
    table = Table(by, box=None, title=f"F1 by {by}", title_justify="left")
    for name in ("articles", "gold", *slice_columns(by)):
        table.add_column(name, justify="right")
    for part in slices:
        name = visible(part.name)
        table.add_row(
            isolated(name, terminal=terminal and not name.isascii()), *slice_cells(by, part)
        )
    return table


def slice_columns(by: Dimension) -> list[str]:
    """The heads of the columns with figures."""
    names = [SHORT.get(name, name) for name in columns(by)]
    if by != "role":
        return names
    return [f"{name} {figure}" for name in names for figure in ("P", "R", "F1")]


def slice_cells(by: Dimension, part: Slice) -> list[str]:
    """Numbers of articles and of gold items, then the figures."""
    cells = [str(part.articles), str(part.rows[0].support if part.rows else 0)]
    for name in columns(by):
        row = part.row(name)
        values = [row.precision, row.recall, row.f1] if row else [None] * 3
        cells += map(number, values if by == "role" else values[-1:])
    return cells


def reliability_table(found: Sequence[Reliability]) -> Table:
    """Calibration error of each kind, and the risk with the surest part kept."""
    table = Table("probability of", box=None, title="Reliability", title_justify="left")
    for name in reliability_columns():
        table.add_column(name, justify="right")
    for one in found:
        table.add_row(one.kind, *reliability_cells(one))
    return table


def reliability_columns() -> list[str]:
    """The heads of the columns with figures."""
    return ["values", "ECE", "AURC", *(f"risk at {coverage:.0%}" for coverage in COVERAGES)]


def reliability_cells(one: Reliability) -> list[str]:
    """The figures of one kind."""
    risks = [one.at(coverage).risk for coverage in COVERAGES]
    return [str(len(one.judged)), *map(number, (one.error, one.area, *risks))]


BIN_COLUMNS = ("from", "to", "values", "stated", "right")


def bin_cells(one: Reliability) -> list[list[str]]:
    """The rows of the bins of one kind."""
    return [
        [f"{b.low:.1f}", f"{b.high:.1f}", str(b.size), number(b.stated), number(b.actual)]
        for b in one.bins
    ]


def bin_table(found: Sequence[Reliability]) -> Table:
    """What was stated and what was right, bin by bin."""
    table = Table("probability of", box=None, title="Bins", title_justify="left")
    for name in BIN_COLUMNS:
        table.add_column(name, justify="right")
    for one in found:
        for place, cells in enumerate(bin_cells(one)):
            table.add_row("" if place else one.kind, *cells)
    return table
