"""Chains of attribution: who hands a frame's words on, from its own voice out to the outlet.

A statement's own agent is its first voice. Then come the agents of the frames around it, inner
to outer, then the agency that the article credits, then its outlet. A frame whose source is not
named gives a voice without name; it is never filled from elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from musnad.records import STATEMENT_TYPES, Article, Chain, Frame, Span, Voice

CREDIT_REACH = 80
"""How far into the first paragraph, and from the end of the last, an agency's credit may stand.
The longest datelines (two places, two agencies, a byline) stay under it; farther in, the name is
more likely part of the story."""


def chain(article: Article, frame: Frame, frames: Mapping[str, Frame]) -> Chain:
    """The chain of one frame; `frames` holds all frames of the article by id."""
    voices: list[Voice] = []
    for voice in (*_sources(frame, frames), *_publishers(article)):
        _join(voices, voice)
    return Chain(frame.id, tuple(voices))


def _sources(frame: Frame, frames: Mapping[str, Frame]) -> Iterator[Voice]:
    """The agents from the frame outward."""
    if _speaks(frame):
        yield _voice(frame)
    around = frame.within
    while around is not None:
        yield _voice(frames[around])
        around = frames[around].within


def _speaks(frame: Frame) -> bool:
    """Whether a frame is a statement: only then is its agent a voice."""
    return frame.type == "SAY" or (
        frame.type in STATEMENT_TYPES and frame.first("content") is not None
    )


def _voice(frame: Frame) -> Voice:
    agent = frame.first("agent")
    if agent is None:
        return Voice("source", None, None, frame.id, frame.text)
    return Voice("source", agent.text, agent.span, frame.id, frame.text)


def _publishers(article: Article) -> Iterator[Voice]:
    if article.agency:
        yield Voice("agency", article.agency, _credit(article, article.agency))
    if article.outlet:
        yield Voice("outlet", article.outlet, _in_dateline(article, article.outlet))


def _join(voices: list[Voice], voice: Voice) -> None:
    """Append a voice unless it is the last one again.

    The outlet always ends the chain: it replaces an agency of its name, and stays beside a source
    of its name, which keeps the frame in which it speaks.
    """
    last = voices[-1] if voices else None
    if last is None or last.name is None or last.name != voice.name:
        voices.append(voice)
    elif voice.kind == "outlet" and last.kind == "agency":
        voices[-1] = voice
    elif voice.kind == "outlet":
        voices.append(voice)


def _credit(article: Article, agency: str) -> Span | None:
    """Where the text credits the agency: its dateline, the body's first or its last words."""
    in_dateline = _in_dateline(article, agency)
    body = [block.span for block in article.blocks if block.kind == "paragraph"]
    if in_dateline or not body:
        return in_dateline
    first, last = body[0], body[-1]
    head = Span(first.start, min(first.end, first.start + CREDIT_REACH))
    tail = Span(max(last.start, last.end - CREDIT_REACH), last.end)
    return _whole_word(article.text, agency, head) or _whole_word(article.text, agency, tail)


def _in_dateline(article: Article, name: str) -> Span | None:
    """Where a name stands in the dateline, if the dateline stands in the text."""
    if not article.dateline:
        return None
    at = article.text.find(article.dateline)
    if at < 0:
        return None
    return _whole_word(article.text, name, Span(at, at + len(article.dateline)))


def _whole_word(text: str, name: str, inside: Span) -> Span | None:
    """A name that stands inside a span and is not part of a longer word."""
    found = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)").search(text, inside.start, inside.end)
    return Span(*found.span()) if found else None
