"""The current selection as a map, a timeline and a network; each has its figures as a table."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Request, Response

from musnad.ledger.selection import Period, spots, ties, timeline
from musnad.records import FRAME_TYPES
from musnad.service.answers import Answer, lang_of, respond, svg_response
from musnad.service.articles import ledger_of
from musnad.service.charts import QUADS, bars, scale, scale_words
from musnad.service.maps import network, world
from musnad.service.search import Question
from musnad.service.words import WORDS

router = APIRouter()

MOST_SPOTS = 50
"""Places of the table."""


@router.get("/plots", include_in_schema=False)
@router.get("/plots.json", summary="Where, when and between whom the selected records are")
def plots(request: Request, question: Question, by: Period = "day") -> Response:
    """Map, timeline and network of what a search finds."""
    ledger, query = ledger_of(request), question.query()
    places, spans, pairs = spots(ledger, query), timeline(ledger, query, by=by), ties(ledger, query)
    data = {
        "spots": [spot.to_dict() for spot in places],
        "timeline": [span.to_dict() for span in spans],
        "ties": [tie.to_dict() for tie in pairs],
    }
    words = WORDS[lang_of(request)]
    extra = {
        "asked": question,
        "types": FRAME_TYPES,
        "by": by,
        "quads": QUADS,
        "most": MOST_SPOTS,
        "map": world(places, label=words["p_map"]),
        "all": bars([(s.period, s.times) for s in spans], label=words["p_timeline"]),
        "scale": scale(spans, label=words["p_timeline"], words=scale_words(words)),
        "network": network(pairs, label=words["p_network"]),
    }
    return respond(request, Answer("plots.html", words["p_plots"], data, extra, page="search"))


@router.get("/plots/{name}.svg", summary="The map, timeline or network as a drawing")
def drawing(
    request: Request,
    name: Literal["map", "timeline", "network"],
    question: Question,
    by: Period = "day",
) -> Response:
    """One drawing with its own colours."""
    ledger, query = ledger_of(request), question.query()
    words = WORDS[lang_of(request)]
    label = words[f"p_{name}"]
    if name == "map":
        body = world(spots(ledger, query), label=label, own_style=True)
    elif name == "timeline":
        spans = timeline(ledger, query, by=by)
        body = scale(spans, label=label, words=scale_words(words), own_style=True)
    else:
        body = network(ties(ledger, query), label=label, own_style=True)
    return svg_response(body)
