"""Which system frame stands for which gold frame, and which of its roles for which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from musnad.evaluation.coded import CodedFrame, CodedRole
from musnad.records import Span

SAME_TYPE = 0.5
"""Weight of an equal type: between two predicates that both overlap a gold one, the type decides
unless the other overlaps it better by half."""

HALF = 0.5
"""Least intersection over union of spans that count as the same."""


def paired(gold: Sequence[CodedFrame], system: Sequence[CodedFrame]) -> list[tuple[int, int]]:
    """Index pairs of frames whose predicates overlap: best overlap first, one to one.

    Of equal overlaps the later frame is paired first, so that figures agree with the scheme's own
    scorer to the last digit.
    """
    overlaps = sorted(
        (
            (iou(g.predicate, s.predicate) + (SAME_TYPE if g.type == s.type else 0.0), i, j)
            for i, g in enumerate(gold)
            for j, s in enumerate(system)
            if g.predicate.overlap(s.predicate)
        ),
        reverse=True,
    )
    left, right = set[int](), set[int]()
    pairs: list[tuple[int, int]] = []
    for _, i, j in overlaps:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            pairs.append((i, j))
    return pairs


def fitting(gold: Sequence[Span], system: Sequence[Span]) -> list[tuple[int, int]]:
    """Index pairs of spans that count as the same: each gold span takes the first free one."""
    free = list(range(len(system)))
    pairs: list[tuple[int, int]] = []
    for i, span in enumerate(gold):
        j = next((k for k in free if iou(span, system[k]) >= HALF), None)
        if j is not None:
            free.remove(j)
            pairs.append((i, j))
    return pairs


def same_mention(one: CodedRole, other: CodedRole, *, text: str | None = None) -> bool:
    """Whether two antecedents overlap or, where the text is known, are the same words."""
    if one.span.overlap(other.span):
        return True
    return text is not None and one.span.of(text) == other.span.of(text)


def iou(one: Span, other: Span) -> float:
    """Intersection over union of two spans, by characters."""
    shared = one.overlap(other)
    return shared / (max(one.end, other.end) - min(one.start, other.start)) if shared else 0.0


def characters(spans: Iterable[Span]) -> set[int]:
    """The offsets that some spans cover."""
    return {at for span in spans for at in range(span.start, span.end)}
