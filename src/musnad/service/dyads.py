"""Pairs: what two parties said of and did to each other over time, each count with its evidence."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Request, Response

from musnad.ledger.overview import By, Dyad, dyad
from musnad.service.answers import Answer, lang_of, respond
from musnad.service.articles import ledger_of
from musnad.service.charts import QUADS, scale
from musnad.service.words import WORDS

router = APIRouter()

Name = Annotated[str, Query(max_length=400)]
Days = Annotated[int, Query(ge=0, le=3_650)]

MOST_FRAMES = 200
"""Records of a period that are linked."""


@router.get("/dyads", include_in_schema=False)
@router.get("/dyads.json", summary="Two parties over time, each direction for itself")
def dyads(
    request: Request,
    one: Name = "",
    other: Name = "",
    by: By = "month",
    window: Days = 1,
    stated: bool = False,
) -> Response:
    """Two parties over time, on PLOVER's scale."""
    found = _asked(request, one, other, by, window, stated=stated)
    words = WORDS[lang_of(request)]
    fields = {"one": one, "other": other, "by": by, "window": window, "stated": str(stated).lower()}
    extra = {
        "found": found,
        "by": by,
        "window": window,
        "stated": stated,
        "quads": QUADS,
        "most": MOST_FRAMES,
        "charts": [
            scale(points, label=f"{first} → {second}")
            for first, second, points in (
                (one, other, found.forth),
                (other, one, found.back),
            )
        ],
        "address": f"?{urlencode(fields)}",
    }
    return respond(request, Answer("dyads.html", words["dyads"], found.to_dict(), extra, "dyads"))


@router.get("/dyads.svg", summary="One direction of a pair as a drawing")
def drawing(
    request: Request,
    one: Name,
    other: Name,
    by: By = "month",
    window: Days = 1,
    stated: bool = False,
) -> Response:
    """The chart of what `one` said of and did to `other`, with its own colours."""
    found = _asked(request, one, other, by, window, stated=stated)
    body = scale(found.forth, label=f"{one} → {other}", own_style=True)
    return Response(str(body), media_type="image/svg+xml")


def _asked(request: Request, one: str, other: str, by: By, window: int, *, stated: bool) -> Dyad:
    if not one.strip() or not other.strip():
        return Dyad(one, other, (), ())
    return dyad(ledger_of(request), one, other, by=by, window=window, claimed=not stated)
