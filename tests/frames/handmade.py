"""Marks by hand: spans are given as strings, `piece@2` is the second occurrence."""

from __future__ import annotations

from musnad.frames import Thresholds, assemble
from musnad.records import (
    Article,
    Marks,
    MentionMark,
    ModelId,
    PredicateMark,
    Reading,
    RoleMark,
    Span,
)

MODEL = ModelId("by hand", "2026-01-01", "0", "0.1.0")


def at(text: str, piece: str) -> Span:
    piece, _, nth = piece.partition("@")
    start = -1
    for _ in range(int(nth or 1)):
        start = text.index(piece, start + 1)
    return Span(start, start + len(piece))


def mark(text: str, frame_type: str, predicate: str, *flags: str, score: float = 0.9, **roles):
    """A predicate mark; a role's value is a string or several; "(…)" is an unsaid one."""
    made = [
        RoleMark(
            role,
            at(text, piece.strip("()") if piece.startswith("(") else piece),
            0.8,
            unsaid=piece.startswith("("),
        )
        for role, pieces in roles.items()
        for piece in ([pieces] if isinstance(pieces, str) else pieces)
    ]
    return PredicateMark(
        at(text, predicate), frame_type, score, tuple((f, 0.9) for f in flags), tuple(made)
    )


def read(text: str, *predicates: PredicateMark, mentions=(), thresholds=None, **fields) -> Reading:
    """The reading of a text (first line the headline); mentions are (piece, kind)."""
    marks = Marks(
        tuple(MentionMark(at(text, piece), kind, 0.9) for piece, kind in mentions), predicates
    )
    article = Article.from_text(text, **fields)
    return assemble(article, marks, MODEL, thresholds=thresholds or Thresholds())


def names(reading: Reading, frame_id: str) -> list[str | None]:
    """The names on a frame's chain."""
    chain = next(c for c in reading.chains if c.frame == frame_id)
    return [voice.name for voice in chain.voices]
