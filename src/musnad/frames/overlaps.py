"""Rivals for the same characters: the best of overlapping marks."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Protocol, TypeVar

from musnad.records import Span


class Scored(Protocol):
    """A mark with a span and a score."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    @property
    def score(self) -> float:
        """How probable it is."""


S = TypeVar("S", bound=Scored)


def apart(marks: Iterable[S]) -> list[S]:
    """The best of overlapping marks, in text order; of equals the longer, then the earlier."""
    kept: list[S] = []
    for mark in sorted(marks, key=_rank):
        at = bisect_left(kept, mark.span.start, key=lambda m: m.span.start)
        clear_before = not at or kept[at - 1].span.end <= mark.span.start
        clear_after = at == len(kept) or kept[at].span.start >= mark.span.end
        if clear_before and clear_after:
            kept.insert(at, mark)
    return kept


def _rank(mark: Scored) -> tuple[float, int, int]:
    return (-mark.score, mark.span.start - mark.span.end, mark.span.start)
