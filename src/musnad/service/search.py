"""Search: records with their evidence in context, facets, a feed, and downloads."""

from __future__ import annotations

import csv
import io
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby, islice
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import pyarrow as pa
import pyarrow.parquet as pq
from fastapi import APIRouter, Depends, Request, Response
from fastapi import Query as Given
from fastapi.responses import StreamingResponse
from pydantic import AfterValidator

from musnad.countries import countries
from musnad.export.csv_table import guarded
from musnad.ledger import Ledger
from musnad.ledger.frequent import WITHIN, latest_facets, names_of
from musnad.ledger.search import Facet, Hit, Query, Sort, each, find
from musnad.records import FRAME_TYPES
from musnad.service.answers import Answer, lang_of, respond
from musnad.service.articles import ledger_of
from musnad.service.feed import atom
from musnad.service.words import WORDS

router = APIRouter()

PAGE = 20
"""Records of a page."""

FEED = 50
"""Records of a feed, the newest ones."""

MOST_ROWS = 100_000
"""Rows of a download; what has more is asked for by month."""

AROUND = 200
"""Characters of the paragraph that are shown on each side of a record."""

FACETS: tuple[Facet, ...] = (
    "type", "outlet", "agent", "month", "country", "context", "agency"
)  # fmt: skip
MOST_VALUES = 8
"""Values of a facet that are offered."""

BATCH = 5_000
"""Rows of a Parquet file that are held at once."""

ACTS = "acts"
"""The kind of all records that do something, rather than say it."""


def _plain(text: str) -> str:
    """Without the one character that PostgreSQL can't be asked for."""
    return text.replace("\0", " ")


def _day(text: str) -> str:
    if text:
        date.fromisoformat(text)
    return text


Words = Annotated[str, AfterValidator(_plain), Given(max_length=400)]
Name = Annotated[str, AfterValidator(_plain), Given(max_length=40)]
Day = Annotated[str, AfterValidator(_day), Given(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
YesNo = Literal["", "yes", "no"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a visitor asks, as the address has it."""

    words: str
    who: str
    whom: str
    type: str
    context: str
    country: str
    outlet: str
    agency: str
    since: str
    until: str
    claimed: str
    direct: str
    judged: str
    story: str
    claim: str
    sort: Sort

    def query(self) -> Query:
        """The conditions."""
        turned = {"": None, "yes": True, "no": False}
        judged: Any = self.judged or None
        return Query(
            words=self.words,
            who=self.who,
            whom=self.whom,
            types=types_of(self.type),
            contexts=(self.context,) if self.context else (),
            country=self.country.upper(),
            outlet=self.outlet,
            agency=self.agency,
            since=self.since,
            until=self.until,
            claimed=turned[self.claimed],
            direct=turned[self.direct],
            judged=judged,
            story=self.story,
            claim=self.claim,
        )

    def fields(self) -> dict[str, str]:
        """Those fields that say something."""
        named = {name: str(getattr(self, name)) for name in self.__slots__}
        return {name: v for name, v in named.items() if v and (name, v) != ("sort", "date")}

    def address(self, page: str = "/search", **other: str | int) -> str:
        """The address of this question with some fields changed; "" takes one away."""
        changed = {name: v for name, v in (self.fields() | other).items() if v not in ("", 0)}
        return f"{page}?{urlencode(changed)}" if changed else page


def types_of(asked: str) -> tuple[str, ...]:
    """The types that the form's field asks for."""
    if asked == ACTS:
        return tuple(name for name in FRAME_TYPES if name != "SAY")
    return (asked,) if asked else ()


def asked(  # noqa: PLR0913, PLR0917 - each is a field of the form
    words: Words = "",
    who: Words = "",
    whom: Words = "",
    type: Name = "",  # noqa: A002 - the field's name
    context: Name = "",
    country: Annotated[str, Given(pattern="^([A-Za-z]{3})?$")] = "",
    outlet: Words = "",
    agency: Words = "",
    since: Day = "",
    until: Day = "",
    claimed: YesNo = "",
    direct: YesNo = "",
    judged: Literal["", "yes", "no", "confirm", "reject", "correct"] = "",
    story: Name = "",
    claim: Name = "",
    sort: Sort = "date",
) -> Asked:
    """The question of a request."""
    return Asked(
        words, who, whom, type, context, country, outlet, agency, since, until, claimed, direct,
        judged, story, claim, sort,
    )  # fmt: skip


Question = Annotated[Asked, Depends(asked)]


@router.get("/", include_in_schema=False)
@router.get("/search", include_in_schema=False)
@router.get("/search.json", summary="Records that answer a question, with facets")
def search(
    request: Request, question: Question, offset: Annotated[int, Given(ge=0, le=10_000_000)] = 0
) -> Response:
    """Records with their evidence, and facets that narrow them."""
    ledger = ledger_of(request)
    query = question.query()
    found = find(ledger, query, sort=question.sort, limit=PAGE, offset=offset, count=True)
    total = found.total or 0
    given = latest_facets(ledger, query, most=MOST_VALUES) if total else {}
    data = {
        "total": total,
        "offset": offset,
        "hits": [hit.to_dict() for hit in found.hits],
        "facets": {
            name: [{"value": value, "count": count} for value, count in values]
            for name, values in given.items()
        },
        "facets_of": min(total, WITHIN),
    }
    extra = {
        "asked": question,
        "types": FRAME_TYPES,
        "country_in": country_in,
        "called": names_of(ledger, (question.who, question.whom)),
        "shown": [view(ledger, hit) for hit in found.hits],
        "narrow": narrowed(question, given),
        "next": question.address(offset=offset + PAGE) if offset + PAGE < total else "",
        "back": question.address(offset=max(0, offset - PAGE)) if offset else "",
    }
    words = WORDS[lang_of(request)]
    return respond(request, Answer("search.html", words["search"], data, extra, page="search"))


@router.get("/search.atom", summary="The newest records that answer a question, as a feed")
def feed(request: Request, question: Question) -> Response:
    """An Atom feed (RFC 4287)."""
    ledger = ledger_of(request)
    found = find(ledger, question.query(), sort="date", limit=FEED)
    base = str(request.base_url).rstrip("/")
    words = WORDS[lang_of(request)]
    title = " · ".join([words["musnad"], *question.fields().values()])
    own = base + question.address("/search.atom")
    body = atom(title, base + question.address(), base, found.hits, own=own)
    return Response(body, media_type="application/atom+xml; charset=utf-8")


@router.get("/search.csv", summary="The records that answer a question, as a table")
def as_csv(request: Request, question: Question) -> Response:
    """CSV with a line for each record; cells can't become formulas."""
    ledger = ledger_of(request)
    query = question.query().checked()
    rows = each(ledger, query, sort=question.sort, most=MOST_ROWS)
    return StreamingResponse(
        csv_lines(rows),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="musnad.csv"'},
    )


@router.get("/search.parquet", summary="The records that answer a question, as Parquet")
def as_parquet(request: Request, question: Question) -> Response:
    """Parquet with a row for each record."""
    ledger = ledger_of(request)
    found = each(ledger, question.query().checked(), sort=question.sort, most=MOST_ROWS)
    buffer = io.BytesIO()
    with pq.ParquetWriter(buffer, SCHEMA, compression="zstd") as writer:
        while rows := [hit.to_row() for hit in islice(found, BATCH)]:
            writer.write_table(pa.Table.from_pylist(rows, schema=SCHEMA))
    return Response(
        buffer.getvalue(),
        media_type="application/vnd.apache.parquet",
        headers={"Content-Disposition": 'attachment; filename="musnad.parquet"'},
    )


NUMBERS = {"depth": pa.int32(), "score": pa.float64()}
COLUMNS = tuple(Hit("", "", None, None, None, None, None, None, "", "", (0, 0), 0.0).to_row())
SCHEMA = pa.schema([(name, NUMBERS.get(name, pa.string())) for name in COLUMNS])


def csv_lines(hits: Iterator[Hit]) -> Iterator[str]:
    """A head line, and a line for each record."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, lineterminator="\n")
    writer.writeheader()
    for hit in hits:
        row = hit.to_row()
        writer.writerow({k: guarded(v) if isinstance(v, str) else v for k, v in row.items()})
        if buffer.tell() > io.DEFAULT_BUFFER_SIZE:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def country_in(code: str, lang: str) -> str:
    """A country's name in a language, or its code where there is none."""
    found = countries().get(code.upper())
    if found is None:
        return code
    return found.arabic if lang == "ar" else found.english


# ── how a record looks ───────────────────────────────────────────────────────────────────────


def view(ledger: Ledger, hit: Hit) -> dict[str, Any]:
    """A record as the pages draw it: its passage in pieces, its roles, its chain."""
    return {
        "hit": hit,
        "pieces": passage(ledger.article(hit.article).text, hit),
        "roles": hit.roles,
        "chain": [voice or "" for voice in hit.chain],
    }


def passage(text: str, hit: Hit) -> list[tuple[str, str]]:
    """The words around a record in pieces, each with what it is: "", "cue", or a role's name.

    Where roles lie in each other, the inner one counts.
    """
    first, last = _around(text, *hit.span)
    kinds = [""] * (last - first)
    said = [(r.start, r.end, r.role) for r in hit.roles if not r.unsaid]
    outer_first = sorted(said, key=lambda span: span[0] - span[1])
    for start, end, kind in (*outer_first, (*hit.span, "cue")):
        for at in range(max(start, first), min(end, last)):
            kinds[at - first] = kind
    pieces: list[tuple[str, str]] = [("… ", "")] if first and text[first - 1] != "\n" else []
    for kind, run in groupby(range(first, last), key=lambda at: kinds[at - first]):
        pieces.append(("".join(text[at] for at in run), kind))
    return pieces + ([(" …", "")] if last < len(text) and text[last] != "\n" else [])


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the passage around a record begins and ends: its paragraph, if that is not long."""
    first = text.rfind("\n", 0, start) + 1
    if first < start - AROUND:
        first = text.find(" ", start - AROUND, start) + 1 or start - AROUND
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if last > end + AROUND:
        last = max(text.rfind(" ", end, end + AROUND), end)
    return first, last


def narrowed(question: Asked, found: Mapping[Facet, list[tuple[str, int]]]) -> list[dict[str, Any]]:
    """Facets with the address that each value leads to; a chosen one leads back."""
    shown = []
    for name in FACETS:
        options = [_option(question, name, value, count) for value, count in found.get(name, ())]
        if options:
            shown.append({"name": name, "options": options})
    return shown


def _option(question: Asked, name: str, value: str, count: int) -> dict[str, Any]:
    fields: dict[str, str] = {"who": value} if name == "agent" else {name: value}
    if name == "month":
        last = monthrange(int(value[:4]), int(value[5:7]))[1]
        fields = {"since": f"{value}-01", "until": f"{value}-{last:02}"}
    chosen = all(getattr(question, field) == v for field, v in fields.items())
    changed = dict.fromkeys(fields, "") if chosen else fields
    return {
        "value": value,
        "count": count,
        "chosen": chosen,
        "address": question.address(**changed),
    }
