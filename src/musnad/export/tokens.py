"""Words and marks of a text, cut wherever a span begins or ends, so that spans are whole tokens.

"وأضاف" whose predicate is "أضاف" is two tokens. Tokens and the white space between them tile the
text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import regex

from musnad.records import Reading, Span

_PIECE = regex.compile(
    r"\d+(?:[.,٫٬/:]\d+)*+"
    r"|(?:[\p{L}\p{M}\p{N}_](?:[\u200c\u200d](?=\p{L}))?)++"
    r"|\s++"
    r"|."
)


def pieces(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """The tokens and the runs of white space of a text, in order, cut at the spans' ends."""
    cuts = {at for span in spans for at in span}
    for match in _PIECE.finditer(text):
        start, end = match.span()
        inner = sorted(at for at in cuts.intersection(range(start + 1, end)))
        for left, right in pairwise((start, *inner, end)):
            yield Span(left, right)


def tokens(text: str, spans: Iterable[Span]) -> list[Span]:
    """The tokens alone."""
    return [piece for piece in pieces(text, spans) if not piece.of(text).isspace()]


def under(span: Span, found: Sequence[Span], starts: Sequence[int]) -> range:
    """Indices of the tokens inside a span; `starts` are the tokens' first code points."""
    return range(bisect_left(starts, span.start), bisect_left(starts, span.end))


def spans_of(reading: Reading) -> list[Span]:
    """All spans that an export marks in the text."""
    roles = [role.span for frame in reading.frames for role in frame.roles]
    predicates = [frame.span for frame in reading.frames]
    return [*predicates, *roles, *(mention.span for mention in reading.mentions)]
