"""Operating points and calibration, fitted on the corpus' dev part with the exported graphs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from typing import Any

from musnad.model import Model
from musnad.model.calibrate import Calibration, expected_calibration_error, fit_pair
from musnad.model.decode import Thresholds
from musnad.records import Marks, RoleMark, Span
from musnad.script import same
from musnad.training.examples import FramedText

AIMS: tuple[tuple[str, str, tuple[float, ...]], ...] = (
    ("predicate", "predicate+type", (0.3, 0.4, 0.5, 0.6, 0.7, 0.8)),
    ("role", "roles, all", (0.1, 0.2, 0.3, 0.4)),
    ("antecedent", "attribution", (0.1, 0.2, 0.3, 0.4, 0.5)),
)
"""Operating points in the order of their fitting, each with the F1 that it is fitted for and the
values that are tried."""

Score = Callable[[Sequence[Marks]], dict[str, float]]
Pairs = dict[str, tuple[list[float], list[bool]]]


def fit_thresholds(model: Model, texts: Sequence[str], score: Score) -> Thresholds:
    """Operating points that do best on dev: predicates by typed F1, then roles, then attribution.

    `score` gives the F1 values that AIMS names, for the marks of all texts.
    """
    best = Thresholds()
    for name, aim, values in AIMS:
        tried = {}
        for value in values:
            thresholds = replace(best, **{name: value})
            marks = [model.mark(text, thresholds=thresholds) for text in texts]
            tried[value] = score(marks)[aim]
        best = replace(best, **{name: max(tried, key=lambda v: tried[v])})
    return best


def judged(marks: Sequence[Marks], gold: Sequence[FramedText]) -> Pairs:
    """Raw scores by kind, each with whether it was right."""
    pairs: Pairs = {}
    for seen, (text, frames) in zip(marks, gold, strict=True):
        for predicate in seen.predicates:
            match = next((f for f in frames if Span(*f["predicate"]).overlap(predicate.span)), None)
            right = match is not None and match["type"] == predicate.type
            _note(pairs, "predicate", predicate.score, right)
            for role in predicate.roles if match else ():
                kind = "antecedent" if role.unsaid else role.role
                _note(pairs, kind, role.score, _hit(role, match, text))
            if match is not None and right:
                _note_labels(pairs, "mode", predicate.modes, match.get("modes"))
                _note_labels(pairs, "context", predicate.contexts, match.get("contexts"))
    return pairs


def _note_labels(
    pairs: Pairs, kind: str, scored: Sequence[tuple[str, float]], gold: Sequence[str] | None
) -> None:
    """All possible names with their scores, on frames that were coded for them."""
    if gold is None:
        return
    for name, score in scored:
        _note(pairs, kind, score, name in gold)


def _note(pairs: Pairs, kind: str, score: float, right: bool) -> None:
    scores, rights = pairs.setdefault(kind, ([], []))
    scores.append(score)
    rights.append(right)


def _hit(role: RoleMark, frame: dict[str, Any] | None, text: str) -> bool:
    """Whether the gold frame has the role so.

    An antecedent must overlap or have the same words, a spelled-out role an intersection over
    union of one half.
    """
    for gold in frame["roles"] if frame else ():
        if gold["role"] != role.role:
            continue
        other = Span(*gold["span"])
        shared = role.span.overlap(other)
        union = max(role.span.end, other.end) - min(role.span.start, other.start)
        if shared and (role.unsaid or shared / union >= 0.5):
            return True
        if role.unsaid and same(role.span.of(text), other.of(text)):
            return True
    return False


def fit_calibration(pairs: Pairs, *, least: int = 30) -> Calibration:
    """A pair for each kind of score seen at least `least` times."""
    return Calibration(
        {kind: fit_pair(s, r) for kind, (s, r) in sorted(pairs.items()) if len(s) >= least}
    )


def calibration_error(pairs: Pairs, calibration: Calibration) -> dict[str, float]:
    """Expected calibration error by kind, on the pairs given."""
    return {
        kind: expected_calibration_error([calibration.of(kind, s) for s in scores], rights)
        for kind, (scores, rights) in pairs.items()
    }


def card_values(thresholds: Thresholds, calibration: Calibration) -> dict[str, Any]:
    """The part of `card.json` that the model reads."""
    return {
        "thresholds": asdict(thresholds),
        "calibration": {k: [round(a, 4), round(b, 4)] for k, (a, b) in calibration.pairs.items()},
    }
