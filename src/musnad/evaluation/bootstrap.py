"""How far scores may be off: percentile intervals by bootstrap over articles.

Articles are drawn with replacement, as many as there are, and the scores of each draw are taken
from the sums of its articles' counts; nothing is scored again. The interval holds the middle of
the drawn scores. Efron, B. & Tibshirani, R. (1993), An Introduction to the Bootstrap, chapter 13.

Articles are the units drawn since frames of one article are not independent of each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from musnad.evaluation.scores import FrameScores
from musnad.evaluation.tallies import Share, Tally

SAMPLES = 1000
"""Efron and Tibshirani's figure for percentile intervals."""
LEVEL = 0.95
SEED = 20_151_123
"""Any fixed number: the same readings get the same intervals."""

Floats = NDArray[np.float64]


class Interval(NamedTuple):
    """Lower and upper bound of a figure."""

    low: float
    high: float


class RowIntervals(NamedTuple):
    """The intervals of a row's figures; None where a figure is not defined in any draw."""

    precision: Interval | None = None
    recall: Interval | None = None
    f1: Interval | None = None
    value: Interval | None = None

    @property
    def chief(self) -> Interval | None:
        """That of the F1, or of the row's one value."""
        return self.f1 or self.value

    def to_dict(self) -> dict[str, list[float]]:
        """JSON form: only the intervals that there are."""
        return {key: list(bounds) for key, bounds in self._asdict().items() if bounds is not None}


def intervals(
    articles: Sequence[FrameScores],
    *,
    samples: int = SAMPLES,
    level: float = LEVEL,
    seed: int = SEED,
) -> dict[str, RowIntervals]:
    """The intervals of every score, by the name of its row.

    Args:
        articles: the scores of each article; fewer than two say nothing of how articles differ,
            and get no intervals.
        samples: number of draws.
        level: part of the drawn scores that an interval holds.
        seed: of the draws.
    """
    if len(articles) < 2:
        return {}
    counts = [article.counts() for article in articles]
    size = len(articles)
    draws = np.random.default_rng(seed).multinomial(size, [1 / size] * size, size=samples)
    kinds = {name: type(score) for found in counts for name, score in found.items()}
    return {
        name: _row(draws @ np.array([found.get(name, kind()) for found in counts]), kind, level)
        for name, kind in kinds.items()
    }


def _row(sums: NDArray[np.int64], kind: type[Tally | Share], level: float) -> RowIntervals:
    """The intervals of one row from the counts of every draw."""
    if kind is Share:
        right, asked = sums.T
        return RowIntervals(value=_interval(right, asked, level))
    hits, spurious, missed = sums.T
    return RowIntervals(
        precision=_interval(hits, hits + spurious, level),
        recall=_interval(hits, hits + missed, level),
        f1=_interval(2 * hits, 2 * hits + spurious + missed, level),
    )


def _interval(part: NDArray[np.int64], whole: NDArray[np.int64], level: float) -> Interval | None:
    """Percentiles of a ratio over the draws that define it."""
    defined = whole > 0
    if not defined.any():
        return None
    edge = 50 * (1 - level)
    ratios: Floats = part[defined] / whole[defined]
    low, high = np.percentile(ratios, [edge, 100 - edge])
    return Interval(float(low), float(high))
