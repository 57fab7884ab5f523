"""Read now: a text or a page is read in place, and nothing is stored."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool

from musnad.errors import EmptyPage, PageTooLarge, RecordError
from musnad.pages import MAX_PAGE_BYTES
from musnad.records import Reading
from musnad.service.answers import Answer, lang_of, respond, shared
from musnad.service.articles import safe
from musnad.service.words import WORDS
from musnad.show import page_parts

router = APIRouter()


@router.get("/read-now", include_in_schema=False)
def form(request: Request) -> Response:
    """The form."""
    return respond(request, _answer(request, None))


@router.post("/read-now", include_in_schema=False)
@router.post("/read-now.json", summary="Read a text or a page; nothing is stored")
async def read(
    request: Request,
    text: Annotated[str, Form()] = "",
    published: Annotated[str, Form()] = "",
    file: UploadFile | None = None,
) -> Response:
    """The reading of what was sent."""
    data: bytes | str = text
    if file is not None and file.filename:
        data = await file.read(MAX_PAGE_BYTES + 1)
        if len(data) > MAX_PAGE_BYTES:
            raise PageTooLarge(f"over {MAX_PAGE_BYTES // 1_000_000} MB; a news page is far smaller")
    if not data:
        raise EmptyPage("nothing was given; paste a text or choose a page")
    day = _day(published)
    reading = await run_in_threadpool(shared(request).read_page, data, published=day)
    return respond(request, _answer(request, reading))


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise RecordError(f"{written!r} is no date; expected YYYY-MM-DD") from error


def _answer(request: Request, reading: Reading | None) -> Answer:
    lang = lang_of(request)
    title = WORDS[lang]["read_now"]
    data: dict[str, Any] = {"reading": reading.to_dict() if reading else None}
    extra = {"parts": safe(page_parts(reading, lang=lang)) if reading else None}
    return Answer("read_now.html", title, data, extra, page="read_now")
