"""What there is to say about readings of annotated articles, worked out where it is asked for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from musnad.evaluation import (
    Annotated,
    ComparedArticle,
    Dimension,
    Evaluation,
    Reliability,
    RowIntervals,
    Slice,
    breakdown,
    find_errors,
    intervals,
    reliability,
)
from musnad.evaluation.bootstrap import LEVEL, SAMPLES


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show beside the scores; `worst` is the number of articles with their errors."""

    by: tuple[Dimension, ...] = ()
    intervals: bool = False
    reliability: bool = False
    worst: int = 0


@dataclass(frozen=True)
class Findings:
    """Articles with gold, and the evaluation of their readings."""

    gold: Annotated
    evaluation: Evaluation

    @cached_property
    def intervals(self) -> dict[str, RowIntervals]:
        """By the name of the row; none if there is but one article."""
        return intervals(list(self.evaluation.scores_by_article.values()))

    @cached_property
    def reliability(self) -> list[Reliability]:
        """By kind of value."""
        return reliability(self.gold, self.evaluation.readings)

    @cached_property
    def errors(self) -> list[ComparedArticle]:
        """All articles, the worst first."""
        return find_errors(self.gold, self.evaluation.readings)

    def slices(self, by: Dimension) -> list[Slice]:
        """The scores along a dimension."""
        return breakdown(self.gold, self.evaluation.readings, by=by)

    def to_dict(self, wanted: Wanted) -> dict[str, Any]:
        """JSON form: the scores and what is wanted beside them."""
        data = self.evaluation.to_dict()
        if wanted.intervals:
            none = RowIntervals()
            for row in data["scores"]:
                row["intervals"] = self.intervals.get(row["name"], none).to_dict()
            data["bootstrap"] = {"samples": SAMPLES, "level": LEVEL}
        if wanted.by:
            data["by"] = {by: [part.to_dict() for part in self.slices(by)] for by in wanted.by}
        if wanted.reliability:
            data["reliability"] = [one.to_dict() for one in self.reliability]
        if wanted.worst:
            data["errors"] = [item.to_dict() for item in self.errors[: wanted.worst]]
        return data
