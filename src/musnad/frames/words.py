"""Folded words of a text, for comparing mentions and clauses that are spelt differently."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from musnad.records import Span
from musnad.script import fold

_WORD = re.compile(r"[^\W_]+(?:[\u064b-\u065f\u0670\u0640]+[^\W_]*)*")
_PREFIXES = ("وال", "فال", "بال", "كال", "لل", "ال", "و", "ف", "ب", "ل", "ك")
MIN_STEM = 3
"""Fewest letters that may be left when an attached particle is taken off: shorter words are
mostly roots that begin with that letter (`ولد` boy, `بعد` after)."""

REACH = 4000
"""Characters of a span that are compared. The longest quotation of a real article is shorter;
the bound keeps pages made to be slow from being slow."""


class Word(NamedTuple):
    """A word of a text: its folded form and where it stands."""

    form: str
    span: Span


def word_set(line: str) -> frozenset[str]:
    """The folded words of a line, for word lists."""
    return frozenset(fold(word) for word in line.split())


def stem(form: str) -> str:
    """A folded word without attached conjunction, preposition and article.

    Only as much is taken off as leaves `MIN_STEM` letters.
    """
    for prefix in _PREFIXES:
        if form.startswith(prefix) and len(form) - len(prefix) >= MIN_STEM:
            return form[len(prefix) :]
    return form


def words(text: str, span: Span) -> list[Word]:
    """The folded words of a span, in order, with offsets of the whole text."""
    end = min(span.end, span.start + REACH)
    return [Word(fold(m.group()), Span(*m.span())) for m in _WORD.finditer(text, span.start, end)]


def each_form(text: str, span: Span) -> Iterator[str]:
    """The folded words of a span without their places, each made when it is asked for."""
    end = min(span.end, span.start + REACH)
    return (fold(m.group()) for m in _WORD.finditer(text, span.start, end))


def forms(text: str, span: Span) -> tuple[str, ...]:
    """The folded words of a span without their places."""
    return tuple(each_form(text, span))


def stems(text: str, span: Span) -> frozenset[str]:
    """The stems of a span's words."""
    return frozenset(stem(form) for form in each_form(text, span))
