"""Copies of one dispatch, compared: what the one has and the other has not."""

from __future__ import annotations

import difflib
import re
from datetime import date
from typing import Any

from musnad.ledger import Ledger
from musnad.ledger.overview import StoryMember, story_members
from musnad.script import fold
from musnad.stories import Difference, Member, difference, tell

MOST_WORDS = 600
"""Words of two passages that are compared one by one; longer ones are shown whole."""

_WORDS = re.compile(r"\S+\s*|\s+")
_SIGNS = re.compile(r"\W+")

Piece = tuple[str, bool]
"""A run of words, and whether the other text has them not."""


def against_first(ledger: Ledger, article: str, story: str | None) -> dict[str, Any] | None:
    """How an article differs from the first publisher's; None if it is the first, or nobody's copy.

    Where the first is not known (two of one day), the earliest one that was read stands for it.
    """
    if story is None:
        return None
    members = story_members(ledger, story)
    told = tell(story, (member(m) for m in members))
    base = told.first.article if told.first else members[0].article
    if base == article:
        return None
    first = next(m for m in members if m.article == base)
    found = difference(ledger.article(base).text, ledger.article(article).text)
    return {
        "article": base,
        "outlet": first.outlet,
        "published": first.published,
        "differences": [d.to_dict() for d in found],
        "marked": marked(found),
    }


def marked(found: list[Difference]) -> list[dict[str, Any]]:
    """Differences with the words that one text has and the other has not."""
    return [
        {"kind": d.kind, **dict(zip(("first", "other"), pieces(d), strict=True))} for d in found
    ]


def pieces(found: Difference) -> tuple[list[Piece], list[Piece]]:
    """Both passages of a difference in runs of words, those that differ apart from the others.

    Words are the same if they are so folded and without signs, as sentences are.
    """
    one, two = _WORDS.findall(found.first_text), _WORDS.findall(found.other_text)
    if not one or not two or len(one) + len(two) > MOST_WORDS:
        return [(found.first_text, True)], [(found.other_text, True)]
    bare = [[_SIGNS.sub("", fold(word)) for word in words] for words in (one, two)]
    first: list[Piece] = []
    other: list[Piece] = []
    matcher = difflib.SequenceMatcher(a=bare[0], b=bare[1], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        first.append(("".join(one[a:b]), tag != "equal"))
        other.append(("".join(two[c:d]), tag != "equal"))
    return [p for p in first if p[0]], [p for p in other if p[0]]


def member(found: StoryMember) -> Member:
    """A carrier as `musnad.stories.tell` takes it."""
    published = date.fromisoformat(found.published) if found.published else None
    return Member(found.article, found.outlet, found.agency, published, 0, found.joined)
