"""Whether probabilities mean what they say, and what is gained by leaving the unsure out.

Calibration: values of equal probability should be right as often as it says (bins of equal width,
expected calibration error). Selection: with only the surest part of the values kept (coverage),
how many of these are wrong (risk). Geifman, Y. & El-Yaniv, R. (2017), Selective classification
for deep neural networks.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple

from musnad.evaluation.articles import GoldArticle
from musnad.evaluation.coded import CodedFrame, CodedRole, coded
from musnad.evaluation.pairing import HALF, iou, paired, same_mention
from musnad.model.calibrate import expected_calibration_error
from musnad.records import ROLES, Frame, Label, Reading

BINS = 10
EDGES = tuple(k / BINS for k in range(BINS))

COVERAGES = (1.0, 0.9, 0.8, 0.7, 0.5)
"""Coverages that are shown in tables."""

PREDICATE, ALL_ROLES, ANTECEDENT, MODE, CONTEXT = (
    "predicate",
    "roles, all",
    "antecedent",
    "mode",
    "context",
)
KINDS = (PREDICATE, ALL_ROLES, *(f"role {role}" for role in ROLES), ANTECEDENT, MODE, CONTEXT)


class Judged(NamedTuple):
    """A probability and whether what it stands for was right."""

    score: float
    right: bool


class Bin(NamedTuple):
    """The values with a probability from `low` up to `high`.

    `size` is their number, `stated` their mean probability, `actual` the share of right ones.
    """

    low: float
    high: float
    size: int
    stated: float
    actual: float

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {key: round(value, 4) for key, value in self._asdict().items()}


class RiskPoint(NamedTuple):
    """With the values of at least `score` kept: the part kept, and the part of these wrong."""

    coverage: float
    risk: float
    score: float

    def to_dict(self) -> dict[str, float]:
        """JSON form."""
        return {key: round(value, 4) for key, value in self._asdict().items()}


@dataclass(frozen=True, slots=True)
class Reliability:
    """How the probabilities of one kind of value hold: all that was judged of it, at least one."""

    kind: str
    judged: tuple[Judged, ...]

    @property
    def error(self) -> float:
        """The expected calibration error."""
        return expected_calibration_error(
            [one.score for one in self.judged], [one.right for one in self.judged], bins=BINS
        )

    @property
    def bins(self) -> list[Bin]:
        """The bins that hold anything, from the lowest."""
        inside: dict[int, list[Judged]] = {}
        for one in self.judged:
            inside.setdefault(bisect_right(EDGES, one.score) - 1, []).append(one)
        return [
            Bin(
                EDGES[k],
                (k + 1) / BINS,
                len(found),
                sum(one.score for one in found) / len(found),
                sum(one.right for one in found) / len(found),
            )
            for k, found in sorted(inside.items())
        ]

    @property
    def curve(self) -> list[RiskPoint]:
        """Risk by coverage, the surest values first; equal probabilities are kept together."""
        points: list[RiskPoint] = []
        kept = wrong = 0
        for score, count, faults in self._groups():
            kept, wrong = kept + count, wrong + faults
            points.append(RiskPoint(kept / len(self.judged), wrong / kept, score))
        return points

    @property
    def area(self) -> float:
        """Area under the curve: the mean risk over all sizes of the part kept.

        Within equal probabilities the wrong ones count as spread evenly, so that the order in
        which values came does not matter.
        """
        total, kept, wrong = 0.0, 0, 0
        for _, count, faults in self._groups():
            total += sum(
                (wrong + faults * step / count) / (kept + step) for step in range(1, count + 1)
            )
            kept, wrong = kept + count, wrong + faults
        return total / len(self.judged)

    def at(self, coverage: float) -> RiskPoint:
        """The point of the curve with the least coverage that is not under `coverage`."""
        curve = self.curve
        return next((point for point in curve if point.coverage >= coverage), curve[-1])

    def _groups(self) -> Iterator[tuple[float, int, int]]:
        """(probability, values, wrong ones), from the surest."""
        ordered = sorted(self.judged, key=lambda one: -one.score)
        for score, group in groupby(ordered, key=lambda one: one.score):
            rights = [one.right for one in group]
            yield score, len(rights), rights.count(False)

    def to_dict(self) -> dict[str, Any]:
        """JSON form: the figures and the points of tables, not every value."""
        return {
            "kind": self.kind,
            "count": len(self.judged),
            "calibration_error": round(self.error, 4),
            "area": round(self.area, 4),
            "bins": [one.to_dict() for one in self.bins],
            "risk_at_coverage": [
                {"wanted": wanted} | self.at(wanted).to_dict() for wanted in COVERAGES
            ],
        }


def reliability(
    gold: Mapping[GoldArticle, tuple[CodedFrame, ...]], readings: Mapping[str, Reading]
) -> list[Reliability]:
    """How the probabilities of readings hold against gold, for each kind that occurs.

    What is right: a predicate that pairs with a gold one of its type; on paired frames a role
    with an intersection over union of a half, an antecedent that overlaps the gold's or has its
    words; on paired frames of the right type a mode or context that the gold has, where it has
    them coded.

    Args:
        gold: articles with their gold frames.
        readings: what was read of them, by article id.
    """
    found: dict[str, list[Judged]] = {kind: [] for kind in KINDS}
    for article, frames in gold.items():
        for kind, one in _judged(frames, readings[article.id].frames, article.text):
            found[kind].append(one)
    return [Reliability(kind, tuple(judged)) for kind, judged in found.items() if judged]


def _judged(
    gold: Sequence[CodedFrame], frames: Sequence[Frame], text: str
) -> Iterator[tuple[str, Judged]]:
    partner = {j: gold[i] for i, j in paired(gold, [coded(frame) for frame in frames])}
    for j, frame in enumerate(frames):
        other = partner.get(j)
        right = other is not None and other.type == frame.type
        yield PREDICATE, Judged(frame.score, right)
        if other is not None:
            yield from _roles(other, frame, text)
        if other is not None and right:
            yield from _labels(MODE, other.modes, frame.modes)
            yield from _labels(CONTEXT, other.contexts, frame.contexts)


def _roles(gold: CodedFrame, frame: Frame, text: str) -> Iterator[tuple[str, Judged]]:
    for role in frame.roles:
        wanted = gold.all(role.role)
        if role.unsaid:
            given = CodedRole(role.role, role.span, implicit=True)
            right = any(same_mention(one, given, text=text) for one in wanted)
            yield ANTECEDENT, Judged(role.score, right)
        else:
            said = [one.span for one in wanted if not one.implicit]
            judged = Judged(role.score, any(iou(span, role.span) >= HALF for span in said))
            yield ALL_ROLES, judged
            yield f"role {role.role}", judged


def _labels(
    kind: str, gold: tuple[str, ...] | None, given: Sequence[Label]
) -> Iterator[tuple[str, Judged]]:
    for label in given if gold is not None else ():
        yield kind, Judged(label.score, label.name in (gold or ()))
