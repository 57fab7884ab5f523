"""Overlapping marks cut into pieces, so that each piece of text stands in one element.

HTML elements nest; spans of frames overlap freely. The text is cut wherever a mark begins or ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from musnad.records import Frame, Span

PREDICATE = "predicate"


class Paint(NamedTuple):
    """What a run of the text is to a frame: its predicate, or one of its roles."""

    span: Span
    frame: int
    role: str


class Piece(NamedTuple):
    """A run of the text that no mark begins or ends in."""

    span: Span
    paints: tuple[Paint, ...]


def paints(frames: Sequence[Frame]) -> Iterator[Paint]:
    """All marks of an article's frames; a frame is named by its place in the sequence."""
    for number, frame in enumerate(frames):
        yield Paint(frame.span, number, PREDICATE)
        for role in frame.roles:
            yield Paint(role.span, number, role.role)


def cut(inside: Span, marks: Sequence[Paint]) -> list[Piece]:
    """The pieces of one line, in order and without gaps.

    Args:
        inside: the line.
        marks: those that touch the line; marks of no length are left out.
    """
    opening, closing = defaultdict(list), defaultdict(list)
    for number, mark in enumerate(marks):
        start, end = max(mark.span.start, inside.start), min(mark.span.end, inside.end)
        if start < end:
            opening[start].append(number)
            closing[end].append(number)
    borders = sorted({*inside, *opening, *closing})
    active: dict[int, Paint] = {}
    pieces: list[Piece] = []
    for start, end in pairwise(borders):
        for number in closing[start]:
            del active[number]
        active.update((number, marks[number]) for number in opening[start])
        pieces.append(Piece(Span(start, end), tuple(active.values())))
    return pieces


def by_line(lines: Sequence[Span], marks: Sequence[Paint]) -> list[list[Paint]]:
    """For each line (in order, apart from each other) the marks that touch it."""
    touching: list[list[Paint]] = [[] for _ in lines]
    waiting = sorted(marks, key=lambda mark: mark.span)[::-1]
    open_marks: list[Paint] = []
    for line, found in zip(lines, touching, strict=True):
        while waiting and waiting[-1].span.start < line.end:
            open_marks.append(waiting.pop())
        open_marks = [mark for mark in open_marks if mark.span.end > line.start]
        found.extend(open_marks)
    return touching
