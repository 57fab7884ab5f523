"""Pairs: what two parties said of and did to each other over time, each count with its evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from musnad.ledger import Ledger
from musnad.ledger.frequent import hits_named, names_of
from musnad.ledger.overview import By, Dyad, DyadPoint, dyad
from musnad.service.answers import Answer, lang_of, respond, svg_response
from musnad.service.articles import ledger_of
from musnad.service.charts import QUADS, scale, scale_words
from musnad.service.search import Words, view
from musnad.service.words import WORDS

router = APIRouter()

Days = Annotated[int, Query(ge=0, le=3_650)]
Way = Literal["forth", "back"]

MOST_FRAMES = 100
"""Records of a period that are shown."""


@router.get("/dyads", include_in_schema=False)
@router.get("/dyads.json", summary="Two parties over time, each direction for itself")
def dyads(
    request: Request,
    one: Words = "",
    other: Words = "",
    by: By = "month",
    window: Days = 1,
    stated: bool = False,
    way: Way = "forth",
    period: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """Two parties over time, on PLOVER's scale, and the evidence of one period."""
    ledger = ledger_of(request)
    found = _asked(request, one, other, by, window, stated=stated)
    words = WORDS[lang_of(request)]
    fields = {"one": one, "other": other, "by": by, "window": window, "stated": str(stated).lower()}
    called = {one: one, other: other} | names_of(ledger, (one, other))
    told = scale_words(words)

    def of_period(way: Way) -> Callable[[str], str]:
        return lambda period: f"?{urlencode(fields | {'way': way, 'period': period})}#evidence"

    shown = _evidence(ledger, found, way, period)
    data = found.to_dict() | ({"evidence": [s["hit"].to_dict() for s in shown]} if period else {})
    extra = {
        "found": found,
        "by": by,
        "window": window,
        "stated": stated,
        "quads": QUADS,
        "most": MOST_FRAMES,
        "called": called,
        "way": way,
        "period": period,
        "shown": shown,
        "of_period": of_period,
        "ways": [
            {
                "way": name,
                "one": first,
                "other": second,
                "points": [point.to_dict() for point in points],
                "chart": scale(
                    points,
                    label=f"{called[first]} → {called[second]}",
                    words=told,
                    address=of_period(name),
                ),
            }
            for name, first, second, points in _ways(found)
        ],
    }
    return respond(request, Answer("dyads.html", words["dyads"], data, extra, "dyads"))


def _ways(found: Dyad) -> tuple[tuple[Way, str, str, tuple[DyadPoint, ...]], ...]:
    return (
        ("forth", found.one, found.other, found.forth),
        ("back", found.other, found.one, found.back),
    )


def _evidence(ledger: Ledger, found: Dyad, way: Way, period: str) -> list[dict[str, Any]]:
    """The records behind the counts of one period, as the pages draw them."""
    points = found.forth if way == "forth" else found.back
    frames = next((point.frames for point in points if point.period == period), [])
    return [view(ledger, hit) for hit in hits_named(ledger, frames[:MOST_FRAMES])]


@router.get("/dyads.svg", summary="One direction of a pair as a drawing")
def drawing(
    request: Request,
    one: Words,
    other: Words,
    by: By = "month",
    window: Days = 1,
    stated: bool = False,
) -> Response:
    """The chart of what `one` said of and did to `other`, with its own colours."""
    found = _asked(request, one, other, by, window, stated=stated)
    words = WORDS[lang_of(request)]
    told = scale_words(words)
    called = {one: one, other: other} | names_of(ledger_of(request), (one, other))
    label = f"{called[one]} → {called[other]}"
    body = scale(found.forth, label=label, words=told, own_style=True)
    return svg_response(body)


def _asked(request: Request, one: str, other: str, by: By, window: int, *, stated: bool) -> Dyad:
    if not one.strip() or not other.strip():
        return Dyad(one, other, (), ())
    return dyad(ledger_of(request), one, other, by=by, window=window, claimed=not stated)
