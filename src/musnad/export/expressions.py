"""Spans as the frame blocks of the corpus write them, and where such an expression is found.

The rules are those of the corpus format (`corpus/GUIDELINES.md`), read in the other direction:
`span` alone where the reader finds it anyway, `span@n` where its n-th occurrence is meant,
`first words … last words` for what can't stand on one line. An expression is only given out after
it was looked up again, so that it means this span and no other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from musnad.records import Span

SEPARATOR = " | "
"""Between the fields of a line."""

CUT = " … "
LONGEST = 400
"""Characters of a span that are written in full; of longer ones the two ends are."""

ENDS = (25, 60, 120)
"""Characters of either end that are tried in turn, until no other span fits."""

_BREAK = re.compile("[\n\r\ud800-\udfff]| \\| ")
"""What can't stand in a field: line ends, half characters, the separator of fields."""

_NUMBERED = re.compile(r"(?P<piece>.*?)@(?P<nth>\d{1,6})", re.DOTALL)
_ELLIPSIS = re.compile(r"\s*(?:\.\.\.|…)\s*")


def expression(
    text: str,
    span: Span,
    choose: Callable[[Sequence[Span]], Span | None],
    field: Callable[[str], str | None],
) -> str | None:
    """The field that means a span; None if no field does.

    Args:
        text: the article's.
        span: what is meant.
        choose: which of the places of an expression the reader takes.
        field: puts an expression into its field; None if it would be taken for something else.
    """
    for piece in _pieces(text, span):
        for written in (piece, _numbered(text, piece, span)):
            whole = field(written) if written and choose(places(text, written)) == span else None
            if whole and SEPARATOR not in f" {whole} ":
                return whole
    return None


def _numbered(text: str, piece: str, span: Span) -> str | None:
    """The expression with the number of the occurrence that is meant."""
    found = _occurrences(text, piece) or _cut_occurrences(text, piece)
    return f"{piece}@{found.index(span) + 1}" if span in found else None


def _pieces(text: str, span: Span) -> Iterator[str]:
    """Ways to write the words of a span: in full if they fit on a line, else their two ends."""
    words = span.of(text)
    if words != words.strip() or not words:
        return
    parts = _BREAK.split(words)
    if len(parts) == 1 and len(words) <= LONGEST:
        yield words
    for size in ENDS:
        head, tail = parts[0][:size].rstrip(), parts[-1][-size:].lstrip()
        if dots := _ELLIPSIS.search(head, 1):  # the reader cuts at the first one
            head = head[: dots.start()]
        if head and tail and len(head) + len(tail) < len(words):
            yield f"{head}{CUT}{tail}"


def places(text: str, written: str) -> list[Span]:
    """Where an expression may stand, as the reader of the corpus has it."""
    match = _NUMBERED.fullmatch(written)
    piece = match["piece"].strip() if match else written
    found = _occurrences(text, piece) or _cut_occurrences(text, piece)
    if match is None:
        return found
    nth = int(match["nth"])
    return found[nth - 1 : nth] if nth else []


def next_place(found: Sequence[Span], reached: int) -> Span | None:
    """Where a predicate is found: its next occurrence, or if there is none its first."""
    return next((place for place in found if place.start >= reached), found[0] if found else None)


def nearest_place(found: Sequence[Span], predicate: Span) -> Span | None:
    """Where a role is found: nearest to the predicate, the earlier of equals."""
    return min(found, key=lambda place: _distance(place, predicate), default=None)


def _distance(place: Span, predicate: Span) -> float:
    """Characters between; of two equally far the one behind the predicate is the nearer."""
    if place.end <= predicate.start:
        return predicate.start - place.end + 0.5
    return max(place.start - predicate.end, 0)


def _occurrences(text: str, piece: str) -> list[Span]:
    """All occurrences, overlapping ones too."""
    found: list[Span] = []
    start = text.find(piece) if piece else -1
    while start >= 0:
        found.append(Span(start, start + len(piece)))
        start = text.find(piece, start + 1)
    return found


def _cut_occurrences(text: str, piece: str) -> list[Span]:
    """Runs from each occurrence of the first words to the next one of the last words."""
    cut = _ELLIPSIS.search(piece, 1)
    if cut is None or cut.end() == len(piece):
        return []
    tails = _occurrences(text, piece[cut.end() :])
    found: list[Span] = []
    for head in _occurrences(text, piece[: cut.start()]):
        end = next((tail.end for tail in tails if tail.start >= head.start), None)
        if end is not None:
            found.append(Span(head.start, end))
    return found
