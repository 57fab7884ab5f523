"""The list of decisions, with those marked on which reviewers differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import dropwhile, islice
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from sqlalchemy import select

from musnad.ledger import Ledger, disagreements, history
from musnad.ledger import tables as t
from musnad.records import Judgement
from musnad.service.answers import Answer, lang_of, respond
from musnad.service.articles import ledger_of
from musnad.service.words import WORDS
from musnad.show.safe import visible
from musnad.show.words import FLAG_WORDS, TYPE_WORDS

router = APIRouter()

PAGE = 50
MOST = 1_000
MOST_DIFFERING = 500
"""Points on which reviewers differ that one answer lists."""


@router.get("/judgements", include_in_schema=False)
@router.get(
    "/judgements.json", summary="Decisions of reviewers, the latest first; where they differ"
)
def judgements(
    request: Request,
    subject: Annotated[str, Query(max_length=100)] = "",
    before: Annotated[int, Query(ge=0, le=10**15)] = 0,
    limit: Annotated[int, Query(ge=1, le=MOST)] = PAGE,
    differing: bool = False,
) -> Response:
    """Decisions, or only the points on which reviewers differ."""
    ledger = ledger_of(request)
    points = [
        d.to_dict()
        for d in islice(disagreements(ledger), MOST_DIFFERING)
        if subject in ("", d.subject)
    ]
    found: list[Judgement] = []
    if not differing:
        every = history(ledger, subject=subject or None)
        older = dropwhile(lambda j: bool(before) and j.number >= before, every)
        found = list(islice(older, limit + 1))
    shown = [j.to_dict() for j in found[:limit]]
    data = {
        "judgements": shown,
        "disagreements": points,
        "next": found[limit - 1].number if len(found) > limit else None,
    }
    subjects = {j["subject"] for j in shown} | {p["subject"] for p in points}
    extra = {
        **words_of(request),
        "subject": subject,
        "differing": differing,
        "limit": limit,
        "contradicted": {j["number"] for point in points for j in point["sides"]},
        "known": frames_of(ledger, subjects),
    }
    title = WORDS[lang_of(request)]["review_list"]
    return respond(request, Answer("decisions.html", title, data, extra, page="review"))


def words_of(request: Request) -> dict[str, Any]:
    """Names of types and flags in the visitor's language, and what makes words safe to show."""
    lang = lang_of(request)
    types: Mapping[str, Mapping[str, str]] = TYPE_WORDS
    flags: Mapping[str, Mapping[str, str]] = FLAG_WORDS
    return {
        "type_words": types[lang],
        "flag_words": flags[lang],
        "visible": visible,
        "changed": changed,
    }


def changed(change: Mapping[str, Any], text: str = "") -> list[tuple[str, str]]:
    """What a decision changes: names with values; words of the article where its text is given."""

    def words(span: Sequence[int]) -> str:
        place = f"{span[0]}:{span[1]}"
        return f"«{visible(text[span[0] : span[1]])}»" if text else place

    found: list[tuple[str, str]] = []
    for name, value in change.items():
        if name == "roles":
            found += [(r["role"], words(r["span"])) for r in value] or [("roles", "")]
        elif name == "predicate":
            found.append((name, words(value)))
        elif isinstance(value, dict):  # a value: what the words at a place mean
            found.append((name, f"{words(value['span'])} = {value['norm'] or '–'}"))
        elif isinstance(value, list):
            found.append((name, ", ".join(map(str, value))))
        else:
            found.append((name, str(value or "")))
    return found


def frames_of(ledger: Ledger, ids: set[str]) -> dict[str, dict[str, str]]:
    """Type and predicate of frames, by their ids."""
    c = t.frames.c
    query = select(c.id, c.type, c.text).where(c.id.in_(sorted(ids)))
    with ledger.reading() as connection:
        rows = connection.execute(query).all()
    return {row.id: {"type": row.type, "text": row.text} for row in rows}
