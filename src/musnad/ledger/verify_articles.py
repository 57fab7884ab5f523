"""Checks articles: id from the content, versions of a page, the log's digest, origins."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from musnad.errors import RecordError
from musnad.ledger import tables as t
from musnad.ledger.finding import Finding, differing, shown
from musnad.ledger.guarded import UNREADABLE, guarded
from musnad.ledger.raw import plain
from musnad.ledger.rows import unpack
from musnad.ledger.shapes import check_blocks, check_spans
from musnad.ledger.store import article_of, reading_of
from musnad.ledger.versions import page_of
from musnad.records import Article, article_id, canonical, digest

BATCH = 100
"""Articles that are held at once."""

CONTENT = "text, rest, outlet, byline, agency, dateline, published, url"
"""What an article's id is made of."""

LOGGED_WITHIN = timedelta(minutes=1)
"""A record's row and its row of the log are written in one transaction, of some milliseconds."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Articles with what belongs to them elsewhere."""

    rows: list[Row[Any]]
    log: dict[str, list[Row[Any]]]
    origins: dict[str, list[Row[Any]]]
    origin_log: dict[str, list[Row[Any]]]
    pages: dict[str, list[Row[Any]]]


@dataclass(slots=True)
class Last:
    """What the record before had: rows are numbered without gaps, and logged in their order."""

    row: int = 0
    logged: int = 0


@dataclass(slots=True)
class Articles:
    """The check of all articles."""

    connection: Connection
    last: Last = field(default_factory=Last)

    def findings(self) -> Iterator[Finding]:
        """All that is wrong with articles and origins."""
        first = select(t.log.c.row).where(t.log.c.kind == "origin").limit(1)
        origins_logged = self.connection.execute(first).first() is not None
        for batch in self._batches():
            for row in batch.rows:
                yield from guarded(row.id, "articles", self._article(row, batch))
                if origins_logged:
                    yield from guarded(row.id, "origins", _origins(row, batch))

    def _batches(self) -> Iterator[Batch]:
        after = 0
        while True:
            query = plain(t.articles).where(t.articles.c.row > after)
            rows = list(self.connection.execute(query.order_by(t.articles.c.row).limit(BATCH)))
            if not rows:
                return
            yield self._batch(rows)
            after = rows[-1].row

    def _batch(self, rows: list[Row[Any]]) -> Batch:
        ids = [str(r.id) for r in rows]
        pages = [str(r.page) for r in rows]
        versions = select(t.articles.c.page, t.articles.c.id, t.articles.c.row).where(
            t.articles.c.page.in_(pages)
        )
        return Batch(
            rows,
            log=logged(self.connection, "article", ids),
            origins=grouped(
                self.connection.execute(plain(t.origins).where(t.origins.c.article.in_(ids))),
                "article",
            ),
            origin_log=logged(self.connection, "origin", ids),
            pages=grouped(self.connection.execute(versions.order_by(t.articles.c.row)), "page"),
        )

    def _article(self, row: Row[Any], batch: Batch) -> Iterator[Finding]:
        yield from numbered(row.id, "articles", row.row, self.last)
        yield from in_log(row.id, "articles", batch.log.get(row.id, []), self.last)
        yield from _version(row, batch.pages.get(row.page, []))
        log = next(iter(batch.log.get(row.id, [])), None)
        if log is not None:
            yield from timed(row.id, "articles", "added", (row.added, log.at))
        if not _is_day(row.published):
            yield differing(row.id, "articles", "published", (row.published, "a day as 2015-08-02"))
            return
        try:
            article = _readable(row)
        except UNREADABLE as error:
            expected = "blocks, furniture and notes, packed, that fit the text"
            yield Finding(row.id, "articles", "rest", str(error)[:200], expected, "unreadable")
            return
        yield from self._content(row, article, log.digest if log is not None else None)
        if row.title != article.title:
            yield differing(row.id, "articles", "title", (row.title, article.title))
        sources = [o.source for o in batch.origins.get(row.id, [])]
        pages = [page_of(article, source) for source in (*sources, None)]
        if row.page not in pages:
            yield differing(row.id, "articles", "page", (row.page, pages[0]))

    def _content(self, row: Row[Any], article: Article, known: str | None) -> Iterator[Finding]:
        """The id and the digest that follow from what the article says."""
        made = article_id(article)
        found = digest(canonical(article.to_dict()))
        if made != row.id:
            column = "id" if self._is_logged(made, found) else self._suspect(row, article)
            what = "its content gives another id"
            yield differing(row.id, "articles", column, (made, row.id), what)
        elif known is not None and found != known:
            what = "the digest in the log is another; its text and head are as they were"
            yield differing(row.id, "articles", "rest", (found, known), what)

    def _is_logged(self, article: str, found: str) -> bool:
        return any(
            r.digest == found
            for r in logged(self.connection, "article", [article]).get(article, [])
        )

    def _suspect(self, row: Row[Any], article: Article) -> str:
        """The column that was changed, where something else tells; else all it may be."""
        query = plain(t.readings).where(t.readings.c.article == row.id).limit(1)
        kept = self.connection.execute(query).first()
        if row.url and row.page != page_of(article, None):
            return "url"
        return _told_by(article, kept.record) if kept is not None else CONTENT


def _told_by(article: Article, packed: bytes) -> str:
    """Which column a reading contradicts: it has the words, and who published them."""
    try:
        record = json.loads(unpack(packed))
        check_spans(record, article.text)
        reading_of(article, canonical(record))
    except RecordError:
        return "text"
    except UNREADABLE:
        return CONTENT
    voices = [v for c in record["chains"] for v in c["voices"]]
    for kind, name in (("outlet", article.outlet), ("agency", article.agency)):
        said = {v["name"] for v in voices if v["kind"] == kind}
        if said and name not in said:
            return kind
    return CONTENT


def _is_day(value: Any) -> bool:  # noqa: ANN401 - whatever stands there
    try:
        return value is None or bool(date.fromisoformat(value))
    except UNREADABLE:
        return False


def _readable(row: Row[Any]) -> Article:
    rest = json.loads(unpack(row.rest))
    check_blocks(rest["blocks"], row.text)
    return article_of(row)


def _version(row: Row[Any], pages: list[Row[Any]]) -> Iterator[Finding]:
    """Versions count from 1 in the order of rows, each naming the one before."""
    ids = [r.id for r in pages]
    at = ids.index(row.id)
    expected = {
        "version": at + 1,
        "previous": ids[at - 1] if at else None,
        "current": at == len(ids) - 1,
    }
    for column, value in expected.items():
        found = getattr(row, column)
        if found != value:
            yield differing(row.id, "articles", column, (found, value))


def _origins(row: Row[Any], batch: Batch) -> Iterator[Finding]:
    """Origins against the log."""
    known = {r.digest for r in batch.origin_log.get(row.id, [])}
    found = set()
    for origin in batch.origins.get(row.id, []):
        named = {k: getattr(origin, k) for k in ("article", "sha256", "size", "source", "seen")}
        found.add(made := digest(canonical(named)))
        if made not in known:
            columns = "sha256, size, source, seen"
            yield differing(row.id, "origins", columns, (made, " or ".join(sorted(known))))
    for gone in sorted(known - found):
        yield Finding(row.id, "origins", "sha256", "no such row", gone, "the log has it")


def logged(connection: Connection, kind: str, subjects: list[str]) -> dict[str, list[Row[Any]]]:
    """The log's rows of one kind by subject."""
    query = (
        plain(t.log)
        .where(t.log.c.kind == kind, t.log.c.subject.in_(subjects))
        .order_by(t.log.c.row)
    )
    return grouped(connection.execute(query), "subject")


def grouped(rows: Any, by: str) -> dict[Any, list[Row[Any]]]:  # noqa: ANN401 - a result
    """Rows by the value of a column."""
    found: dict[Any, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(getattr(row, by), []).append(row)
    return found


def numbered(record: str, table: str, row: int, last: Last) -> Iterator[Finding]:
    """Rows are numbered from 1 without gaps."""
    if row != last.row + 1:
        what = "rows were taken out, or their numbers changed"
        yield differing(record, table, "row", (row, last.row + 1), what)
    last.row = row


def in_log(record: str, table: str, rows: list[Row[Any]], last: Last) -> Iterator[Finding]:
    """A record has one row in the log, after that of the record before."""
    if len(rows) != 1:
        what = "it was put in past the log" if not rows else "it stands there more than once"
        yield Finding(record, table, "id", f"{len(rows)} rows in the log", "1 row", what)
        return
    if rows[0].row <= last.logged:
        what = "it stands in another order than the log has it in"
        yield Finding(record, table, "row", f"log row {rows[0].row}", f"after {last.logged}", what)
    last.logged = max(last.logged, rows[0].row)


def timed(record: str, table: str, column: str, times: tuple[str, str]) -> Iterator[Finding]:
    """A record was written when the log says."""
    at, log = times
    try:
        apart = datetime.fromisoformat(log) - datetime.fromisoformat(at)
    except UNREADABLE:
        apart = LOGGED_WITHIN * 2
    if not timedelta(0) <= apart <= LOGGED_WITHIN or len(at) != len(log):
        yield Finding(record, table, column, shown(at), f"a moment before {shown(log)}")
