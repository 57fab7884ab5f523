"""Raw scores → calibrated probabilities: Platt scaling, one pair of numbers per kind of score.

p = sigmoid(a * logit(score) + b), with a and b fitted on the corpus' dev part, where "right" is a
hit in the sense of the scores (type right for predicates, IoU ≥ .5 for roles, overlap for
antecedents). Platt, J. (1999), Probabilistic outputs for support vector machines.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

_EDGE = 1e-4


def logit(p: float) -> float:
    """log(p / (1 - p)), with p kept off the edges."""
    p = min(max(p, _EDGE), 1.0 - _EDGE)
    return math.log(p / (1.0 - p))


@dataclass(frozen=True, slots=True)
class Calibration:
    """(a, b) by kind of score; a kind without a pair is passed through."""

    pairs: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    def of(self, kind: str, score: float) -> float:
        """The calibrated probability of a raw score."""
        if kind not in self.pairs:
            return score
        a, b = self.pairs[kind]
        return 1.0 / (1.0 + math.exp(-(a * logit(score) + b)))


def fit_pair(
    scores: Sequence[float], right: Sequence[bool], *, steps: int = 200
) -> tuple[float, float]:
    """Fit (a, b) by Newton's method with a little shrinkage towards (1, 0)."""
    a, b, prior = 1.0, 0.0, 1.0
    xs = [logit(s) for s in scores]
    for _ in range(steps):
        ga, gb = prior * (a - 1.0), prior * b
        haa, hab, hbb = prior, 0.0, prior
        for x, y in zip(xs, right, strict=True):
            p = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, a * x + b))))
            w = p * (1.0 - p)
            ga += (p - y) * x
            gb += p - y
            haa += w * x * x
            hab += w * x
            hbb += w
        det = haa * hbb - hab * hab
        da, db = (hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det
        a, b = a - da, b - db
        if abs(da) + abs(db) < 1e-6:
            break
    return a, b


def expected_calibration_error(
    scores: Sequence[float], right: Sequence[bool], *, bins: int = 10
) -> float:
    """Mean gap between stated and actual rightness over equal-width bins, weighted by size."""
    total = 0.0
    for k in range(bins):
        inside = [
            (s, r)
            for s, r in zip(scores, right, strict=True)
            if k / bins <= s < (k + 1) / bins or (k + 1 == bins and s == 1.0)
        ]
        if inside:
            stated = sum(s for s, _ in inside) / len(inside)
            actual = sum(r for _, r in inside) / len(inside)
            total += len(inside) * abs(stated - actual)
    return total / max(1, len(scores))
