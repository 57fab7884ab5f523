"""Search: records with their evidence in context, facets, a feed, and downloads."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

import pyarrow as pa
import pyarrow.parquet as pq
from fastapi import APIRouter, Depends, Request, Response
from fastapi import Query as Given
from fastapi.responses import StreamingResponse

from musnad.export.csv_table import guarded
from musnad.ledger import Ledger
from musnad.ledger.search import Facet, Hit, Query, Sort, each, facets, find
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

Words = Annotated[str, Given(max_length=400)]
Day = Annotated[str, Given(pattern=r"^(\d{4}-\d{2}-\d{2})?$")]
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
            types=(self.type,) if self.type else (),
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


def asked(  # noqa: PLR0913, PLR0917 - each is a field of the form
    words: Words = "",
    who: Words = "",
    whom: Words = "",
    type: Annotated[str, Given(max_length=20)] = "",  # noqa: A002 - the field's name
    context: Annotated[str, Given(max_length=40)] = "",
    country: Annotated[str, Given(pattern="^([A-Za-z]{3})?$")] = "",
    outlet: Words = "",
    agency: Words = "",
    since: Day = "",
    until: Day = "",
    claimed: YesNo = "",
    direct: YesNo = "",
    judged: Literal["", "yes", "no", "confirm", "reject", "correct"] = "",
    story: Annotated[str, Given(max_length=40)] = "",
    claim: Annotated[str, Given(max_length=40)] = "",
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
    given = facets(ledger, query, FACETS, most=MOST_VALUES) if total else {}
    data = {
        "total": total,
        "offset": offset,
        "hits": [hit.to_dict() for hit in found.hits],
        "facets": {
            name: [{"value": value, "count": count} for value, count in values]
            for name, values in given.items()
        },
    }
    extra = {
        "asked": question,
        "types": FRAME_TYPES,
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
    body = atom(title, base + question.address(), base, found.hits)
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
    rows = [hit.to_row() for hit in found]
    buffer = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMA), buffer, compression="zstd")
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


# ── how a record looks ───────────────────────────────────────────────────────────────────────


def view(ledger: Ledger, hit: Hit) -> dict[str, Any]:
    """A record as the pages draw it: its passage in pieces, its roles, its chain."""
    return {
        "hit": hit,
        "pieces": passage(ledger.article(hit.article).text, hit),
        "roles": [r for r in hit.roles if r.role not in ("agent", "target") or r.unsaid or r.norm],
        "chain": [voice or "" for voice in hit.chain],
    }


def passage(text: str, hit: Hit) -> list[tuple[str, str]]:
    """The words around a record, each with what it is: "", "cue", "agent" or "target"."""
    start, end = hit.span
    first = text.rfind("\n", 0, start) + 1
    if first < start - AROUND:
        first = text.find(" ", start - AROUND, start) + 1 or start - AROUND
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    if last > end + AROUND:
        last = max(text.rfind(" ", end, end + AROUND), end)
    marks = [(start, end, "cue")]
    for role in hit.roles:
        clear = not any(role.start < e and s < role.end for s, e, _ in marks)
        if role.role in ("agent", "target") and not role.unsaid and clear:
            marks.append((role.start, role.end, role.role))
    pieces: list[tuple[str, str]] = [("… ", "")] if first and text[first - 1] != "\n" else []
    at = first
    for begin, stop, kind in sorted(marks):
        if begin >= at and stop <= last:
            pieces += [(text[at:begin], ""), (text[begin:stop], kind)]
            at = stop
    pieces.append((text[at:last], ""))
    if last < len(text) and text[last] != "\n":
        pieces.append((" …", ""))
    return [piece for piece in pieces if piece[0]]


def narrowed(question: Asked, found: Mapping[str, list[tuple[str, int]]]) -> list[dict[str, Any]]:
    """Facets with the address that each value leads to; a chosen one leads back."""
    shown = []
    for name, values in found.items():
        options = [_option(question, name, value, count) for value, count in values]
        if options:
            shown.append({"name": name, "options": options})
    return shown


def _option(question: Asked, name: str, value: str, count: int) -> dict[str, Any]:
    fields: dict[str, str] = {"who": value} if name == "agent" else {name: value}
    if name == "month":
        year, month = int(value[:4]), int(value[5:7])
        after = date(year + month // 12, month % 12 + 1, 1)
        last = date.fromordinal(after.toordinal() - 1)
        fields = {"since": f"{value}-01", "until": last.isoformat()}
    chosen = all(getattr(question, field) == v for field, v in fields.items())
    changed = dict.fromkeys(fields, "") if chosen else fields
    return {
        "value": value,
        "count": count,
        "chosen": chosen,
        "address": question.address(**changed),
    }
