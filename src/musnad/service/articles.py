"""The page of an article: its text with its frames, its versions, and where it was found."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from markupsafe import Markup
from sqlalchemy import select

from musnad.errors import LedgerError
from musnad.ledger import Ledger, changes
from musnad.ledger import tables as t
from musnad.records import Entry
from musnad.service.answers import Answer, lang_of, respond, shared
from musnad.service.copies import against_first
from musnad.service.words import WORDS
from musnad.show import SCRIPT, STYLE, PageParts, page_parts

router = APIRouter()


@router.get("/static/reading.css", include_in_schema=False)
def style() -> Response:
    """The style of a reading's page."""
    return Response(STYLE, media_type="text/css")


@router.get("/static/reading.js", include_in_schema=False)
def script() -> Response:
    """The script of a reading's page."""
    return Response(SCRIPT, media_type="text/javascript")


@router.get("/article/{record}", include_in_schema=False)
@router.get("/article/{record}.json", summary="An article's reading with its ids and versions")
def article(request: Request, record: str) -> Response:
    """The current reading of an article, or the one that a frame or reading id names."""
    ledger = ledger_of(request)
    entry = ledger.entry(record)
    data = entry_data(entry) | {
        "versions": versions_of(ledger, entry.article_id),
        "changes": changes_of(ledger, entry.article_id),
    }
    against = against_first(ledger, entry.article_id, entry.story)
    marks = against.pop("marked") if against else []
    data |= {"against_first": against}
    lang = lang_of(request)
    extra: dict[str, Any] = {
        "parts": safe(page_parts(entry.reading, lang=lang)),
        "focus": _focus(entry, record),
    }
    extra["marks"] = marks
    title = entry.reading.article.title or WORDS[lang]["articles"]
    return respond(request, Answer("article.html", title, data, extra, page="search"))


def ledger_of(request: Request) -> Ledger:
    """The open ledger.

    Raises:
        LedgerError: there is none.
    """
    found = shared(request).ledger
    if found is None:
        raise LedgerError(WORDS[lang_of(request)]["no_ledger"])
    return found


def entry_data(entry: Entry) -> dict[str, Any]:
    """An entry as JSON."""
    return {
        "article_id": entry.article_id,
        "reading_id": entry.reading_id,
        "frame_ids": dict(entry.frame_ids),
        "story_id": entry.story,
        "origins": [o.to_dict() for o in entry.origins],
        "judgements": [j.to_dict() for j in entry.judgements],
        "reading": entry.reading.to_dict(),
    }


def safe(parts: PageParts) -> dict[str, Any]:
    """The parts of a reading's page, which `musnad.show` has escaped."""
    return {
        "header": Markup(parts.header),  # noqa: S704 - escaped by `musnad.show`
        "desk": Markup(parts.desk),  # noqa: S704
        "frames": Markup(parts.frames),  # noqa: S704
        "folded": [Markup(part) for part in parts.folded],  # noqa: S704
        "footer": Markup(parts.footer),  # noqa: S704
    }


def _focus(entry: Entry, record: str) -> int | None:
    """Which frame is looked at, by its place among the frames."""
    ids = [entry.id_of(frame) for frame in entry.reading.frames]
    return ids.index(record) if record in ids else None


def versions_of(ledger: Ledger, article: str) -> list[dict[str, Any]]:
    """All versions of the article's page, the first one first."""
    page = select(t.articles.c.page).where(t.articles.c.id == article).scalar_subquery()
    query = (
        select(t.articles.c.id, t.articles.c.version, t.articles.c.current, t.articles.c.added)
        .where(t.articles.c.page == page)
        .order_by(t.articles.c.version)
    )
    with ledger.reading() as connection:
        return [dict(row._mapping) for row in connection.execute(query)]


def changes_of(ledger: Ledger, article: str) -> list[dict[str, Any]]:
    """What changed from the version before to this one."""
    with ledger.reading() as connection:
        before = connection.execute(
            select(t.articles.c.previous).where(t.articles.c.id == article)
        ).scalar()
    if before is None:
        return []
    old, new = ledger.article(before), ledger.article(article)
    return [change.to_dict() for change in changes(old.text, new.text)]
