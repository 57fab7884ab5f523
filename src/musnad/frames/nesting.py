"""Nesting by containment: a frame lies within the frame whose content holds its predicate.

Contents can hold each other's predicates: in `P, according to X` a content that runs too far
holds `according to`, whose own content is P. The result is a forest all the same, by two rules:

1. Of two frames that hold each other, the one whose content *ends before its own predicate* (an
   "according to" behind its clause) is the outer; if that doesn't decide, the one whose
   predicate comes first.
2. Longer circles are broken where the content is widest: the tightest ties are made first, and a
   tie that would close a circle is left out.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from musnad.records import Frame, Span


class _Tie(NamedTuple):
    """Frame `inner` lies in a content of frame `outer`. Sorts from tight to wide."""

    width: int
    distance: int
    inner: int
    outer: int


def enclosing(frames: Sequence[Frame]) -> list[int | None]:
    """For each frame the index of the innermost frame around it, None at top level.

    Args:
        frames: in the order of their predicates.

    Returns:
        A forest: following the indices from any frame ends at None.
    """
    ties = _ties(frames)
    pairs = {(tie.inner, tie.outer) for tie in ties}
    parents: list[int | None] = [None] * len(frames)
    for tie in sorted(ties):
        mutual = (tie.outer, tie.inner) in pairs
        if parents[tie.inner] is not None or (mutual and _outer(frames, tie) != tie.outer):
            continue
        if not _leads_to(parents, tie.outer, tie.inner):
            parents[tie.inner] = tie.outer
    return parents


def _ties(frames: Sequence[Frame]) -> list[_Tie]:
    """Every containment of a predicate in another frame's content."""
    starts = [frame.span.start for frame in frames]
    ties: list[_Tie] = []
    for outer, frame in enumerate(frames):
        for role in frame.all("content"):
            width = role.span.end - role.span.start
            for inner in range(bisect_left(starts, role.span.start), len(frames)):
                span = frames[inner].span
                if span.start >= role.span.end:
                    break
                if inner != outer and span.end <= role.span.end:
                    ties.append(_Tie(width, _distance(frame.span, span), inner, outer))
    return ties


def _distance(one: Span, other: Span) -> int:
    """Characters between two spans; 0 if they touch or overlap."""
    return max(one.start - other.end, other.start - one.end, 0)


def _outer(frames: Sequence[Frame], tie: _Tie) -> int:
    """Which of two frames that hold each other is the outer one."""
    inner_trails, outer_trails = _trails(frames[tie.inner]), _trails(frames[tie.outer])
    if inner_trails != outer_trails:
        return tie.inner if inner_trails else tie.outer
    return min(tie.inner, tie.outer)


def _trails(frame: Frame) -> bool:
    """Whether the cue stands behind what it attributes."""
    return all(role.span.end <= frame.span.start for role in frame.all("content"))


def _leads_to(parents: Sequence[int | None], start: int, goal: int) -> bool:
    """Whether `goal` is `start` or one of its ancestors."""
    at: int | None = start
    while at is not None:
        if at == goal:
            return True
        at = parents[at]
    return False
