"""Checks readings: record, digest, id, spans; and that the searched tables follow from them."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Row, select

from musnad.ledger import tables as t
from musnad.ledger.finding import Finding, differing
from musnad.ledger.guarded import UNREADABLE, guarded
from musnad.ledger.raw import plain
from musnad.ledger.rows import unpack
from musnad.ledger.shapes import check_blocks, check_spans
from musnad.ledger.store import article_of
from musnad.ledger.verify_articles import Last, grouped, in_log, logged, numbered, timed
from musnad.ledger.verify_derived import Derived
from musnad.records import Article, Entry, Reading, digest

BATCH = 50
"""Readings that are held at once."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Readings with what belongs to them elsewhere."""

    rows: list[Row[Any]]
    log: dict[str, list[Row[Any]]]
    articles: dict[str, Row[Any]]
    siblings: dict[str, list[Row[Any]]]
    replaced: dict[str, int]
    """Row of the log from which on an article has a newer version."""
    derived: Derived


@dataclass(slots=True)
class Readings:
    """The check of all readings; `frames` counts the frames of those so far."""

    connection: Connection
    last: Last = field(default_factory=Last)
    frames: int = 0
    named: set[int] = field(default_factory=set)
    """Of the actors that were named so far one number each: some 70 bytes an actor."""

    def findings(self) -> Iterator[Finding]:
        """All that is wrong with readings and the tables that are taken out of them."""
        after = 0
        while True:
            query = plain(t.readings).where(t.readings.c.row > after).order_by(t.readings.c.row)
            rows = list(self.connection.execute(query.limit(BATCH)))
            if not rows:
                return
            batch = self._batch(rows)
            for row in rows:
                yield from guarded(row.id, "readings", self._reading(row, batch))
            after = rows[-1].row

    def _batch(self, rows: list[Row[Any]]) -> Batch:
        ids, articles = [str(r.id) for r in rows], sorted({str(r.article) for r in rows})
        siblings = select(t.readings.c.article, t.readings.c.id, t.readings.c.row).where(
            t.readings.c.article.in_(articles)
        )
        beside = self.connection.execute(siblings.order_by(t.readings.c.row)).all()
        query = plain(t.articles).where(t.articles.c.id.in_(articles))
        found = list(self.connection.execute(query))
        return Batch(
            rows,
            log=logged(self.connection, "reading", sorted({*ids, *(str(r.id) for r in beside)})),
            articles={r.id: r for r in found},
            siblings=grouped(beside, "article"),
            replaced=self._replaced(found),
            derived=Derived.load(self.connection, [r.row for r in rows], self.named),
        )

    def _replaced(self, articles: list[Row[Any]]) -> dict[str, int]:
        """By page, since that is what versions are found by quickly."""
        a = t.articles.c
        pages = sorted({str(row.page) for row in articles})
        query = select(a.page, a.id).where(a.page.in_(pages)).order_by(a.row)
        versions = grouped(self.connection.execute(query), "page").values()
        following = {
            before.id: row.id for rows in versions for before, row in itertools.pairwise(rows)
        }
        known = {row.id for row in articles}
        later = {old: new for old, new in following.items() if old in known}
        log = logged(self.connection, "article", sorted(later.values()))
        return {old: log[new][0].row for old, new in later.items() if new in log}

    def _reading(self, row: Row[Any], batch: Batch) -> Iterator[Finding]:
        rows = batch.log.get(row.id, [])
        yield from numbered(row.id, "readings", row.row, self.last)
        yield from in_log(row.id, "readings", rows, self.last)
        yield from _superseded(row, batch)
        log = rows[0] if rows else None
        if log is not None:
            yield from timed(row.id, "readings", "at", (row.at, log.at))
        try:
            record = unpack(row.record)
        except UNREADABLE as error:
            what = "it can't be unpacked"
            yield Finding(row.id, "readings", "record", str(error)[:200], "a packed record", what)
            return
        yield from _digests(row, digest(record), log.digest if log is not None else None)
        before = self.frames
        yield from self._content(row, record, batch)
        if self.frames == before:  # not readable: what stands there is believed
            there = batch.derived.rows["frames"].get(row.row, [])
            self.frames = max([before, *(f.row for f in there)])

    def _content(self, row: Row[Any], record: bytes, batch: Batch) -> Iterator[Finding]:
        found = batch.articles.get(row.article)
        if found is None:
            yield differing(row.id, "readings", "article", (row.article, "an article that is here"))
            return
        try:
            article = article_of(found)
            check_blocks([{"span": list(b.span)} for b in article.blocks], article.text)
        except UNREADABLE:  # told where articles are checked
            return
        try:
            reading = _readable(article, record)
        except UNREADABLE as error:
            what = "the record and the article don't fit together"
            yield Finding(row.id, "readings", "record", str(error)[:200], "spans of the text", what)
            return
        yield from self._named(row, reading, batch)

    def _named(self, row: Row[Any], reading: Reading, batch: Batch) -> Iterator[Finding]:
        entry = Entry.of(reading)
        if entry.article_id == row.article and entry.reading_id != row.id:
            yield differing(row.id, "readings", "id", (row.id, entry.reading_id))
        model = reading.model
        columns = {
            "model": model.name,
            "model_date": model.date,
            "model_digest": model.digest,
            "musnad": model.musnad,
        }
        for column, value in columns.items():
            if getattr(row, column) != value:
                yield differing(row.id, "readings", column, (getattr(row, column), value))
        first = self.frames + 1
        self.frames += len(reading.frames)
        if entry.article_id == row.article:  # else all ids of frames differ as well
            yield from batch.derived.findings(entry, row, first)


def _readable(article: Article, record: bytes) -> Reading:
    data = json.loads(record)
    check_spans(data, article.text)
    return Reading.from_dict({**data, "article": article.to_dict()})


def _digests(row: Row[Any], found: str, known: str | None) -> Iterator[Finding]:
    """The record's digest, beside it and in the log."""
    if found == row.sha256 and known in (None, found):
        return
    if known == found:
        yield differing(row.id, "readings", "sha256", (row.sha256, found))
    elif known in (None, row.sha256):
        what = "its SHA-256 is not the one that was written"
        yield differing(row.id, "readings", "record", (found, row.sha256), what)
    else:
        what = "its SHA-256 is not the one in the log"
        yield differing(row.id, "readings", "record, sha256", (found, known), what)


def _superseded(row: Row[Any], batch: Batch) -> Iterator[Finding]:
    """Of an article's readings the last one is current, as long as the article is."""
    ids = [r.id for r in batch.siblings[row.article]]
    following = ids[ids.index(row.id) + 1 :]
    article = batch.articles.get(row.article)
    until = batch.replaced.get(row.article)
    expected: str | None = None
    if following:
        log = batch.log.get(following[0])
        written = log[0].row if log else None
        expected = following[0]
        if until is not None and (written is None or written > until):
            expected = None
    if row.superseded_by != expected and not (following and batch.log.get(following[0]) is None):
        yield differing(row.id, "readings", "superseded_by", (row.superseded_by, expected))
    if article is not None and row.current != (until is None and not following):
        current = until is None and not following
        yield differing(row.id, "readings", "current", (row.current, current))
