"""Actors: who may be meant by a name, and all that is recorded of one."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from musnad.ledger.frequent import by_month, counterparts, meant, most_met
from musnad.ledger.overview import actor
from musnad.ledger.search import Query as Asked
from musnad.ledger.search import find
from musnad.service.answers import Answer, lang_of, respond
from musnad.service.articles import ledger_of
from musnad.service.charts import bars
from musnad.service.review_sent import reviewer_of
from musnad.service.search import ACTS, Words, types_of, view
from musnad.service.words import WORDS

router = APIRouter()

MOST = 40
"""Actors of a page."""

LIKELY = 12
"""Actors that a name may mean."""

LATEST = 8
"""Records that are shown of what an actor said, did, and met."""


@router.get("/actors", include_in_schema=False)
@router.get("/actors.json", summary="Actors that a name may mean; without one the most frequent")
def actors(request: Request, name: Words = "") -> Response:
    """Who may be meant, with spellings and counts."""
    ledger = ledger_of(request)
    found = [hit.to_dict() for hit in meant(ledger, name, limit=LIKELY)] if name.strip() else []
    met = [] if name.strip() else [m.to_dict() for m in most_met(ledger, limit=MOST)]
    data = {"name": name, "actors": found, "most_met": met}
    words = WORDS[lang_of(request)]
    return respond(request, Answer("actors.html", words["actors"], data, page="actors"))


@router.get("/actor/{record}", include_in_schema=False)
@router.get("/actor/{record}.json", summary="An actor: spellings, statements, counterparts, time")
def one_actor(request: Request, record: str) -> Response:
    """One actor with all that is one with it."""
    ledger = ledger_of(request)
    told = actor(ledger, record)
    months = by_month(ledger, [told.id, *told.merged])
    asked = {
        "said": Asked(who=told.id, types=("SAY",)),
        "did": Asked(who=told.id, types=types_of(ACTS), claimed=False),
        "met": Asked(whom=told.id),
    }
    parts = {name: find(ledger, query, limit=LATEST, count=True) for name, query in asked.items()}
    data = told.to_dict() | {
        "counterparts": [m.to_dict() for m in counterparts(ledger, told.id)],
        "months": [{"month": month, "frames": count} for month, count in months],
        "latest": {name: [h.to_dict() for h in f.hits] for name, f in parts.items()},
    }
    words = WORDS[lang_of(request)]
    extra = {
        "reviewer": reviewer_of(request),
        "shown": {name: [view(ledger, hit) for hit in f.hits] for name, f in parts.items()},
        "totals": {name: f.total for name, f in parts.items()},
        "whole": {
            "said": {"who": told.id, "type": "SAY"},
            "did": {"who": told.id, "type": ACTS, "claimed": "no"},
            "met": {"whom": told.id},
        },
        "chart": bars(months, label=f"{words['p_over_time']}: {told.name}"),
    }
    return respond(request, Answer("actor.html", told.name, data, extra, page="actors"))
