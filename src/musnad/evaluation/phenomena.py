"""What makes a text hard to read, counted from its frames: the corpus' statistics by phenomenon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from musnad.evaluation.coded import CodedFrame, CodedRole

LONG_CONTENT_WORDS = 60
LONG_AGENT_WORDS = 8
FAR_CHARACTERS = 200
"""Farther than about two sentences: an antecedent that must be remembered."""
DEEP = 3

LONG_CONTENT = f"content of {LONG_CONTENT_WORDS} words and more"
OVER_PARAGRAPHS = "content over paragraphs"
BROKEN_CONTENT = "content in two parts"
LONG_AGENT = f"agent of {LONG_AGENT_WORDS} words and more"
FAR_AGENT = f"unsaid agent farther than {FAR_CHARACTERS} characters"
DEEP_CHAIN = f"statement within {DEEP - 1} others and more"
HEADLINE = "frame in the headline"
REPORTED_ACT = "act within a statement"


def phenomena(text: str, frames: Sequence[CodedFrame]) -> Iterator[str]:
    """The name of each phenomenon, once for each frame that shows it."""
    headline = text.find("\n")
    for frame in frames:
        contents, agents = frame.all("content"), frame.all("agent")
        around = sum(_holds(other, frame) for other in frames if other is not frame)
        shown = {
            LONG_CONTENT: sum(_words(text, c) for c in contents) >= LONG_CONTENT_WORDS,
            OVER_PARAGRAPHS: any("\n" in c.span.of(text) for c in contents),
            BROKEN_CONTENT: len(contents) > 1,
            LONG_AGENT: any(_words(text, a) >= LONG_AGENT_WORDS for a in agents if not a.implicit),
            FAR_AGENT: any(
                abs(a.span.start - frame.predicate.start) > FAR_CHARACTERS
                for a in agents
                if a.implicit
            ),
            DEEP_CHAIN: bool(contents) and around >= DEEP - 1,
            HEADLINE: frame.predicate.start < headline,
            REPORTED_ACT: not contents and around > 0,
        }
        yield from (name for name, holds in shown.items() if holds)


def _words(text: str, role: CodedRole) -> int:
    return len(role.span.of(text).split())


def _holds(outer: CodedFrame, inner: CodedFrame) -> bool:
    return any(role.span.contains(inner.predicate) for role in outer.all("content"))
