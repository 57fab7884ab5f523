"""Stories: wire copy with its carriers, the first publisher, and what each changed."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from musnad.ledger.claims import claims
from musnad.ledger.overview import stories, story_members
from musnad.ledger.search import Query as Asked
from musnad.service.answers import Answer, lang_of, respond
from musnad.service.articles import ledger_of
from musnad.service.claims import lead
from musnad.service.copies import marked, member
from musnad.service.search import Day, Words
from musnad.service.words import WORDS
from musnad.stories import Difference, difference, tell

router = APIRouter()

PAGE = 30
"""Stories of a page."""

MOST_COMPARED = 40
"""Carriers whose text is compared with the first one's."""


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
    told = tell(record, (member(m) for m in members))
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
    extra = {"lead": lead, "marked": {name: marked(found) for name, found in differences.items()}}
    return respond(request, Answer("story.html", title, data, extra, page="stories"))


def _differing(found: list[Difference] | None) -> dict[str, Any]:
    """As JSON; None where a carrier was not compared."""
    return {"differences": None if found is None else [d.to_dict() for d in found]}
