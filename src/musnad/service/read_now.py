"""Read now: a text, a page or an address is read in place; it is stored only if asked to be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Form, HTTPException, Request, Response, UploadFile
from fastapi.concurrency import run_in_threadpool

from musnad.errors import EmptyPage, NotArabic, PageTooLarge, RecordError
from musnad.ingest import beside, why_not_arabic
from musnad.ledger import begin_run, end_run
from musnad.ledger.clock import now
from musnad.pages import MAX_PAGE_BYTES
from musnad.pages.fetch import fetch
from musnad.records import Origin, Reading, digest
from musnad.service.answers import Answer, lang_of, respond, shared
from musnad.service.articles import ledger_of, safe
from musnad.service.sign_in import account_of
from musnad.service.words import WORDS
from musnad.show import page_parts

router = APIRouter()


@router.get("/read-now", include_in_schema=False)
def form(request: Request) -> Response:
    """The form."""
    return respond(request, _answer(request, None))


@router.post("/read-now", include_in_schema=False)
@router.post("/read-now.json", summary="Read a text or a page; it is stored only if asked to be")
async def read(
    request: Request,
    text: Annotated[str, Form()] = "",
    address: Annotated[str, Form(max_length=2000)] = "",
    published: Annotated[str, Form()] = "",
    keep: Annotated[bool, Form()] = False,
    file: UploadFile | None = None,
) -> Response:
    """The reading of what was sent or stands at an address; kept in the ledger if asked."""
    if (keep or address.strip()) and not _may_act(request):
        raise HTTPException(403, WORDS[lang_of(request)]["account_readers"])
    day = _day(published)
    if file is not None and file.filename:
        sent = Sent(await _bytes_of(file), f"read now: {file.filename[:200]}")
    elif address.strip():
        sent = await run_in_threadpool(_fetched, address.strip())
    elif text:
        sent = Sent(text, "read now: a text")
    else:
        raise EmptyPage("nothing was given; paste a text, choose a page or name an address")
    reading = await run_in_threadpool(
        shared(request).read_page,
        sent.data,
        published=day,
        url=sent.url,
        content_type=sent.content_type,
    )
    kept = await run_in_threadpool(_keep, request, sent, reading) if keep else None
    return respond(request, _answer(request, reading, kept))


@dataclass(frozen=True, slots=True)
class Sent:
    """What is to be read, and how its origin is called."""

    data: bytes | str
    source: str
    url: str | None = None
    content_type: str | None = None


def _may_act(request: Request) -> bool:
    """Whether whoever asks may have the room fetch and store: all but readers' accounts."""
    if shared(request).accounts is None:
        return True
    account = account_of(request)
    return account is not None and account.decides


async def _bytes_of(file: UploadFile) -> bytes:
    data = await file.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        raise PageTooLarge(f"over {MAX_PAGE_BYTES // 1_000_000} MB; a news page is far smaller")
    return data


def _fetched(address: str) -> Sent:
    """What stands at a public address.

    Raises:
        FetchError: it can't be fetched, or may not be.
    """
    page = fetch(address)
    return Sent(page.data, address, page.final_url, page.content_type)


def _keep(request: Request, sent: Sent, reading: Reading) -> dict[str, Any]:
    """Write a reading into the ledger, as an ingestion of one page.

    Raises:
        NotArabic: it is no Arabic text.
        LedgerError: there is no ledger, or it can't be written.
    """
    if why := why_not_arabic(reading.article.text):
        raise NotArabic(why)
    ledger, account = ledger_of(request), account_of(request)
    data = sent.data.encode("utf-8", "replace") if isinstance(sent.data, str) else sent.data
    command = f"read now, kept by {account.name}" if account else "read now"
    run = begin_run(ledger, command, model=reading.model.digest)
    try:
        origin = Origin(sent.source, digest(data), len(data), now())
        added = ledger.add(reading, origin=origin, run=run, also=beside)
    except BaseException:
        end_run(ledger, run, "interrupted")
        raise
    end_run(ledger, run, "done")
    return {"article": added.article, "new": added.new_reading}


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise RecordError(f"{written!r} is no date; expected YYYY-MM-DD") from error


def _answer(
    request: Request, reading: Reading | None, kept: dict[str, Any] | None = None
) -> Answer:
    lang = lang_of(request)
    title = WORDS[lang]["read_now"]
    data: dict[str, Any] = {"reading": reading.to_dict() if reading else None, "kept": kept}
    extra = {
        "parts": safe(page_parts(reading, lang=lang)) if reading else None,
        "may_keep": shared(request).ledger is not None and _may_act(request),
        "may_fetch": _may_act(request),
    }
    return Answer("read_now.html", title, data, extra, page="read_now")
