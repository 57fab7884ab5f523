"""Raw scores → calibrated probabilities: Platt scaling, one pair of numbers per kind of score.

p = sigmoid(a * logit(score) + b), with a and b fitted on the corpus' dev part, where "right" is a
hit in the sense of the scores (type right for predicates, IoU ≥ .5 for roles, overlap for
antecedents). Platt, J. (1999), Probabilistic outputs for support vector machines.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

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
        return _sigmoid(a * logit(score) + b)

    def of_all(self, kind: str, scores: npt.NDArray[Any]) -> npt.NDArray[np.float64]:
        """The calibrated probabilities of an array of raw scores."""
        scores = np.asarray(scores, np.float64)
        if kind not in self.pairs:
            return scores
        a, b = self.pairs[kind]
        p = np.clip(scores, _EDGE, 1.0 - _EDGE)
        return np.asarray(1.0 / (1.0 + np.exp(-np.clip(a * np.log(p / (1.0 - p)) + b, -30, 30))))


def fit_pair(
    scores: Sequence[float], right: Sequence[bool], *, steps: int = 100
) -> tuple[float, float]:
    """Fit (a, b) by damped Newton steps, with a little shrinkage towards (1, 0)."""
    xs = [logit(s) for s in scores]
    a, b = 1.0, 0.0
    loss = _loss(a, b, xs, right)
    for _ in range(steps):
        da, db = _newton_step(a, b, xs, right)
        scale = 1.0
        while scale > 1e-4 and _loss(a - scale * da, b - scale * db, xs, right) > loss:
            scale /= 2
        a, b = a - scale * da, b - scale * db
        before, loss = loss, _loss(a, b, xs, right)
        if before - loss < 1e-9:
            break
    return a, b


def _sigmoid(z: float) -> float:
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, z))))


def _loss(a: float, b: float, xs: Sequence[float], right: Sequence[bool]) -> float:
    fit = sum(
        math.log1p(math.exp(-max(-30.0, min(30.0, (a * x + b) * (1 if y else -1)))))
        for x, y in zip(xs, right, strict=True)
    )
    return fit + 0.5 * ((a - 1.0) ** 2 + b * b)


def _newton_step(
    a: float, b: float, xs: Sequence[float], right: Sequence[bool]
) -> tuple[float, float]:
    ga, gb, haa, hab, hbb = a - 1.0, b, 1.0, 0.0, 1.0
    for x, y in zip(xs, right, strict=True):
        p = _sigmoid(a * x + b)
        w = p * (1.0 - p)
        ga += (p - y) * x
        gb += p - y
        haa += w * x * x
        hab += w * x
        hbb += w
    det = haa * hbb - hab * hab
    return (hbb * ga - hab * gb) / det, (haa * gb - hab * ga) / det


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
