"""Tidy edges: the model marks whole tokens, the scheme wants clean edges.

`tidy` trims blank and stray punctuation and sets right quotation marks that a token boundary
left on the wrong side. An edge moves over letters in two cases only: a quoted name that was cut
is taken whole, and a preposition torn from what it governs is taken off the end.
"""

from __future__ import annotations

import re

from musnad.frames.particles import PARTICLES
from musnad.frames.punctuation import (
    BRACKETS,
    GAP,
    INVISIBLE,
    MAX_GAP,
    QUOTES,
    STOPS,
)
from musnad.records import Span
from musnad.script import fold

_INITIALS = re.compile(r"(?:^|[\s.(])[^\W\d_]\.$")
"""An abbreviation's own full stop: a single letter before it (`أ.ف.ب.`)."""
_INITIALS_WINDOW = 3
_LAST_WORD = re.compile(r"\s+(\S{1,4})$")

NAME_REST = 25
"""Characters of a quoted name (an outlet's, a company's) that may stand behind a cut."""


def tidy(text: str, span: Span, role: str = "") -> Span | None:
    """The span with clean edges, or None where nothing is left of it.

    Args:
        text: the article's text.
        span: any span; one that reaches outside the text is no span.
        role: a role's name; the quotation marks around a `content` belong to it.
    """
    if not 0 <= span.start < span.end <= len(text):
        return None
    edges = _trim(text, span)
    if edges is None or not any(c.isalnum() for c in edges.of(text)):
        return None
    for family in QUOTES:
        edges = _balance_quotes(text, edges, family, keep=role == "content")
    for pair in BRACKETS:
        edges = _balance_brackets(text, edges, pair)
    return _trim(text, _without_dangling(text, edges))


def _without_dangling(text: str, span: Span) -> Span:
    """Without a preposition or complementizer that was torn from what it governs."""
    last = _LAST_WORD.search(text, span.start, span.end)
    if last and last.start() > span.start and fold(last.group(1)) in PARTICLES:
        return Span(span.start, last.start())
    return span


def strip(text: str, span: Span) -> Span | None:
    """The span without blanks at its edges; punctuation stays (a predicate may be a colon)."""
    if not 0 <= span.start < span.end <= len(text):
        return None
    start, end = span
    while start < end and _blank(text[start]):
        start += 1
    while start < end and _blank(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else None


def _blank(char: str) -> bool:
    return char.isspace() or char in INVISIBLE


def _trim(text: str, span: Span) -> Span | None:
    """Without blanks and parting marks at the edges."""
    start, end = span
    while start < end and (_blank(text[start]) or text[start] in STOPS):
        start += 1
    while start < end and (_blank(text[end - 1]) or text[end - 1] in STOPS):
        if text[end - 1] == "." and _INITIALS.search(
            text[max(start, end - _INITIALS_WINDOW) : end]
        ):
            break
        end -= 1
    return Span(start, end) if start < end else None


def _balance_quotes(text: str, span: Span, family: frozenset[str], *, keep: bool) -> Span:
    """Even out one family of quotation marks; `keep` takes in the marks around the span."""
    start, end = span
    count = sum(text.count(mark, start, end) for mark in family)
    if count % 2 == 0:
        wrapped = start > 0 and text[start - 1] in family and end < len(text)
        if keep and wrapped and _closing(text, end, family) == end + 1:
            return Span(start - 1, end + 1)
        return span
    if count == 1 and not keep and (edge := _without_edge(text, span, family)) != span:
        return edge
    preceded = start > 0 and text[start - 1] in family
    closed = _closing(text, end, family)
    if closed is None and count == 1 and not (keep or preceded):
        closed = _rest_of_name(text, end, family)
    if closed is not None:
        return Span(start, closed)
    if preceded:
        return Span(start - 1, end)
    return _without_edge(text, span, family) if count == 1 else span


def _closing(text: str, end: int, family: frozenset[str]) -> int | None:
    """Where the mark that closes a quotation ends, if it stands right behind."""
    at = end
    while at < len(text) and at - end < MAX_GAP and text[at] in GAP:
        at += 1
    return at + 1 if at < len(text) and text[at] in family else None


def _rest_of_name(text: str, end: int, family: frozenset[str]) -> int | None:
    """Where a quoted name that was cut off ends, if it ends within a few words of the clause."""
    for at in range(end, min(end + NAME_REST, len(text))):
        if text[at] in family:
            return at + 1
        if text[at] in STOPS or text[at] == "\n":
            return None
    return None


def _without_edge(text: str, span: Span, family: frozenset[str]) -> Span:
    """Take off a lone mark at one edge; one in the middle stays."""
    start, end = span
    if end - start < 2:
        return span
    if text[start] in family:
        return Span(start + 1, end)
    if text[end - 1] in family:
        return Span(start, end - 1)
    return span


def _balance_brackets(text: str, span: Span, pair: tuple[str, str]) -> Span:
    """Take in a bracket that closes right behind the span, or take off a lone one."""
    start, end = span
    opened, closed = _lone_brackets(text, span, pair)
    if opened:
        if end < len(text) and text[end] == pair[1]:
            return Span(start, end + 1)
        return Span(start + 1, end) if text[start] == pair[0] else span
    if closed:
        if start > 0 and text[start - 1] == pair[0]:
            return Span(start - 1, end)
        return Span(start, end - 1) if text[end - 1] == pair[1] else span
    return span


def _lone_brackets(text: str, span: Span, pair: tuple[str, str]) -> tuple[int, int]:
    """How many opening and closing brackets of a span have no partner in it."""
    opened = closed = 0
    inside = span.of(text)
    if pair[0] not in inside and pair[1] not in inside:
        return 0, 0
    for char in inside:
        if char == pair[0]:
            opened += 1
        elif char == pair[1]:
            closed, opened = (closed, opened - 1) if opened else (closed + 1, 0)
    return opened, closed
