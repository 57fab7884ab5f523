"""Stories: wire copy with its carriers, the first publisher, and what each changed."""

from __future__ import annotations

import difflib
import re
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from musnad.ledger.claims import claims
from musnad.ledger.overview import StoryMember, stories, story_members
from musnad.ledger.search import Query as Asked
from musnad.script import fold
from musnad.service.answers import Answer, lang_of, respond
from musnad.service.articles import ledger_of
from musnad.service.claims import lead
from musnad.service.search import Day, Words
from musnad.service.words import WORDS
from musnad.stories import Difference, Member, difference, tell

router = APIRouter()

PAGE = 30
"""Stories of a page."""

MOST_COMPARED = 40
"""Carriers whose text is compared with the first one's."""

MOST_WORDS = 600
"""Words of two passages that are compared one by one; longer ones are shown whole."""

_WORDS = re.compile(r"\S+\s*|\s+")
_SIGNS = re.compile(r"\W+")

Piece = tuple[str, bool]
"""A run of words, and whether the other text has them not."""


@router.get("/stories", include_in_schema=False)
@router.get("/stories.json", summary="Wire copy, the most carried first")
def all_stories(
    request: Request,
    least: Annotated[int, Query(ge=1, le=10_000)] = 2,
    since: Day = "",
    until: Day = "",
    outlet: Words = "",
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """Stories by the number of their carriers."""
    found = stories(
        ledger_of(request),
        least=least,
        since=since,
        until=until,
        outlet=outlet,
        limit=PAGE + 1,
        offset=offset,
    )
    asked = {"least": least, "since": since, "until": until, "outlet": outlet}
    data = {"stories": [line.to_dict() for line in found[:PAGE]], "offset": offset}
    extra = {"asked": asked, "following": offset + PAGE if len(found) > PAGE else 0}
    words = WORDS[lang_of(request)]
    return respond(request, Answer("stories.html", words["stories"], data, extra, "stories"))


@router.get("/story/{record}", include_in_schema=False)
@router.get("/story/{record}.json", summary="A story: carriers, first publisher, differences")
def one_story(request: Request, record: str) -> Response:
    """The carriers of a story, and what each left out or added."""
    ledger = ledger_of(request)
    members = story_members(ledger, record)
    told = tell(record, (_member(m) for m in members))
    base = told.first.article if told.first else members[0].article
    text = ledger.article(base).text
    differences = {
        m.article: difference(text, ledger.article(m.article).text)
        for m in members[:MOST_COMPARED]
        if m.article != base
    }
    found = claims(ledger, Asked(story=record), limit=PAGE)
    data = {
        "story": record,
        "first": told.first.article if told.first else None,
        "reason": told.reason,
        "against": base,
        "agencies": list(told.agencies),
        "members": [m.to_dict() | _differing(differences.get(m.article)) for m in members],
        "claims": [line.to_dict() for line in found],
    }
    title = members[0].title or WORDS[lang_of(request)]["stories"]
    extra = {"lead": lead, "marked": {name: _marked(found) for name, found in differences.items()}}
    return respond(request, Answer("story.html", title, data, extra, page="stories"))


def _differing(found: list[Difference] | None) -> dict[str, Any]:
    """As JSON; None where a carrier was not compared."""
    return {"differences": None if found is None else [d.to_dict() for d in found]}


def _marked(found: list[Difference]) -> list[dict[str, Any]]:
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


def _member(member: StoryMember) -> Member:
    published = date.fromisoformat(member.published) if member.published else None
    return Member(member.article, member.outlet, member.agency, published, 0, member.joined)
