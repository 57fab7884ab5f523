"""Claims: the same statement or act in several articles, who denies it, how it changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from musnad.disputes import WINDOW
from musnad.inquiry import ClaimView, claim_summaries, claim_view, unnamed
from musnad.inquiry.claims import EVENTS_WITHIN
from musnad.ledger.search import Hit
from musnad.ledger.search import Query as Asked
from musnad.records import FRAME_TYPES
from musnad.service.answers import Answer, lang_of, respond
from musnad.service.articles import ledger_of
from musnad.service.words import WORDS

router = APIRouter()

NAMED, FEW = (0, 1, 2), range(3, 11)
"""Numbers of days that have words of their own in Arabic, and those that have another plural."""

_SHARED = re.compile(r"(\d+) of (\d+) words")

PAGE = 20
"""Claims of a page."""

MOST_DAYS = 3_650
"""Days of a window, at most."""

Days = Annotated[int, Query(ge=0, le=MOST_DAYS)]
Words = Annotated[str, Query(max_length=400)]
Day = Annotated[str, Query(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
Denied = Literal["", "yes", "no"]


@router.get("/claims", include_in_schema=False)
@router.get("/claims.json", summary="Claims with counts and denials, the most carried first")
def claims(  # noqa: PLR0913, PLR0917 - each is a field of the form
    request: Request,
    words: Words = "",
    who: Words = "",
    kind: Annotated[str, Query(alias="type", max_length=20)] = "",
    outlet: Words = "",
    since: Day = "",
    until: Day = "",
    denied: Denied = "",
    least: Annotated[int, Query(ge=1, le=10_000)] = 2,
    window: Days = WINDOW,
    events: Days = EVENTS_WITHIN,
    offset: Annotated[int, Query(ge=0, le=1_000_000)] = 0,
) -> Response:
    """Claims that have one telling at least which meets the conditions."""
    found = claim_summaries(
        ledger_of(request),
        Asked(
            words=words,
            who=who,
            types=(kind,) if kind else (),
            outlet=outlet,
            since=since,
            until=until,
        ),
        least=least,
        denied={"yes": True, "no": False}.get(denied),
        window=window,
        events=events,
        limit=PAGE + 1,
        offset=offset,
    )
    data = {"claims": [summary.to_dict() for summary in found[:PAGE]], "offset": offset}
    asked: dict[str, Any] = {
        "words": words,
        "who": who,
        "type": kind,
        "outlet": outlet,
        "since": since,
    }
    asked |= {"until": until, "denied": denied, "least": least, "window": window, "events": events}
    following = urlencode(asked | {"offset": offset + PAGE}) if len(found) > PAGE else ""
    extra = {"asked": asked, "types": FRAME_TYPES, "following": following, "lead": lead}
    extra |= _in(request)
    title = WORDS[lang_of(request)]["claims"]
    return respond(request, Answer("claims.html", title, data, extra, page="claims"))


@router.get("/claim/{record}", include_in_schema=False)
@router.get("/claim/{record}.json", summary="A claim with its tellings, wordings and denials")
def claim(
    request: Request, record: str, window: Days = WINDOW, events: Days = EVENTS_WITHIN
) -> Response:
    """A claim, or the one that a frame tells."""
    view = claim_view(ledger_of(request), record, window=window, events=events)
    data = view.to_dict()
    extra = {"window": window, "events": events, "lead": lead, **sides(view), **_in(request)}
    words = WORDS[lang_of(request)]
    return respond(request, Answer("claim.html", words["claim"], data, extra, page="claims"))


@router.get("/unnamed", include_in_schema=False)
@router.get("/unnamed.json", summary="Statements of sources without a name, by outlet")
def unnamed_sources(request: Request, since: Day = "", until: Day = "") -> Response:
    """The table of outlets."""
    found = unnamed(ledger_of(request), since=since, until=until)
    data = {"outlets": [row.to_dict() for row in found]}
    extra = {"since": since, "until": until}
    title = WORDS[lang_of(request)]["unnamed_sources"]
    return respond(request, Answer("unnamed.html", title, data, extra, page="claims"))


def after(days: int | None, words: Mapping[str, str]) -> str:
    """How long after a claim it was denied, in the grammar of numbers of the interface."""
    if days is None:
        return words["after_unknown"]
    if days < 0:
        return words["after_before"]
    last = days % 100
    key = str(days) if days in NAMED else "few" if last in FEW else "many"
    return words[f"after_{key}"].format(days=days)


def because(reason: str, words: Mapping[str, str]) -> str:
    """A reason why a frame is taken for a denial, in the language of the interface."""
    if shared := _SHARED.fullmatch(reason):
        return words["because_words"].format(shared=shared[1], size=shared[2])
    return words.get(f"because_{reason}", reason)


def _in(request: Request) -> dict[str, Any]:
    words = WORDS[lang_of(request)]
    return {
        "after": lambda days: after(days, words),
        "because": lambda reasons: words["because_between"].join(
            because(r, words) for r in reasons
        ),
    }


def lead(hit: dict[str, Any]) -> dict[str, str]:
    """What a telling says: type, agent, cue, and content or target."""
    first = {role["role"]: role["text"] for role in reversed(hit["roles"])}
    return {
        "type": hit["type"],
        "agent": first.get("agent", ""),
        "cue": hit["predicate"],
        "content": first.get("content") or first.get("target", ""),
    }


def sides(view: ClaimView) -> dict[str, list[dict[str, Any]]]:
    """The tellings of those who say it (or of one outlet alone), and of those who relay it."""
    says = [_told(m) for m in view.members if m.depth <= 1]
    relays = [_told(m) for m in view.members if m.depth > 1]
    return {"says": says, "relays": relays}


def _told(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "published": hit.published,
        "outlet": hit.outlet,
        "cue": hit.predicate,
        "chain": [voice or "" for voice in hit.chain],
        "direct": "direct" in hit.flags,
    }
