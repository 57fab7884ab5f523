"""A line of a table of scores."""

from __future__ import annotations

from typing import Any, NamedTuple

from musnad.evaluation.tallies import Share, Tally


class Row(NamedTuple):
    """A score by name: precision, recall and F1, or one `value`; `support` is the gold's size."""

    name: str
    precision: float | None
    recall: float | None
    f1: float | None
    value: float | None
    support: int

    @classmethod
    def of(cls, name: str, score: Tally | Share) -> Row:
        """The row of a tally or a share."""
        if isinstance(score, Tally):
            return cls(name, score.precision, score.recall, score.f1, None, score.support)
        return cls(name, None, None, None, score.value, score.asked)

    def to_dict(self) -> dict[str, Any]:
        """JSON form: only the figures that the row has."""
        return {key: value for key, value in self._asdict().items() if value is not None}
