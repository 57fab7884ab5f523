"""The ledger: one writer, many readers; an article is written in one transaction, or not at all."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, Row, Select, func, insert, select, update

from musnad.errors import LedgerError, NoSuchRecord, RecordError
from musnad.ledger import log
from musnad.ledger import tables as t
from musnad.ledger.clock import now
from musnad.ledger.connect import analyse, connect, hidden, is_address, reading, writing
from musnad.ledger.counting import count, next_row
from musnad.ledger.identities import settle
from musnad.ledger.migrate import migrate
from musnad.ledger.rows import Place, pack, record_of, rest_of, rows_of, unpack
from musnad.ledger.search_words import index_article, index_frames
from musnad.ledger.standing import standing
from musnad.ledger.versions import page_of
from musnad.records import Article, Entry, Origin, Reading, Tabled, canonical, digest

BATCH = 200
"""Entries that are fetched at once while all of them are gone through."""


@dataclass(frozen=True, slots=True)
class Added:
    """What came of adding a reading.

    Attributes:
        article, reading: their ids.
        new_article: the article was not there before.
        new_reading: the reading was not there before; False if nothing was added.
        version: which version of its page the article is, from 1.
        previous: id of the version before.
        superseded: id of the reading that was current before.
        frames: numbers of the rows of its frames; none if the reading was there.
    """

    article: str
    reading: str
    new_article: bool
    new_reading: bool
    version: int
    previous: str | None = None
    superseded: str | None = None
    frames: range = range(0)


ANALYSED_EACH = 10_000
"""Readings after which SQLite's statistics are made anew, within a run that may take days."""

Also = Callable[[Connection, Entry, Added], None]
"""What is written beside a reading, in its transaction."""


class Ledger(Tabled):
    """A ledger of readings in an SQLite file or a PostgreSQL database.

    It may be used from one thread at a time; other processes open it for themselves.
    """

    engine: Engine
    name: str

    def __init__(
        self, name: str | Path, *, read_only: bool = False, create: bool = True, busy: float = 30.0
    ) -> None:
        """Open a ledger by file name or postgresql:// address, making it where it is missing.

        Args:
            name: file name or address.
            read_only: never write, nor make it.
            create: whether a missing file is made.
            busy: seconds to wait for another writer.

        Raises:
            NotALedger: the file or database is something else, or of a later version.
            LedgerError: it is missing and may not be made, or can't be reached.
        """
        if not is_address(str(name)):
            _check_file(Path(name), make=create and not read_only)
        self.name = str(name)
        self.engine = connect(name, read_only=read_only, busy=busy)
        try:
            migrate(self.engine, self.name, read_only=read_only)
        except BaseException:
            self.engine.dispose()
            raise

    @classmethod
    def open(
        cls, name: str | Path, *, read_only: bool = False, create: bool = True, busy: float = 30.0
    ) -> Self:
        """The same as `Ledger(name, …)`."""
        return cls(name, read_only=read_only, create=create, busy=busy)

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one state of the ledger, whatever is written meanwhile."""
        with reading(self.engine, self.name) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The writer's connection: what is done in it is kept as a whole, or not at all."""
        with writing(self.engine, self.name) as connection:
            yield connection

    def add(
        self,
        given: Reading,
        *,
        origin: Origin | None = None,
        run: int | None = None,
        also: Also | None = None,
    ) -> Added:
        """Keep a reading; what is there already is not written again.

        A reading that differs from the article's current one takes its place; the older one stays.
        An article that differs from the page's current one is its next version; both stay.

        Args:
            given: the reading.
            origin: where its bytes came from.
            run: number of the run that it belongs to; its counter is raised.
            also: what else is written in the same transaction, such as the article's story.

        Raises:
            LedgerBusy, LedgerFull, LedgerError: nothing of it was kept.
            RecordError: the text holds what no database keeps, such as half a character.
        """
        entry = Entry.of(given)
        _check_writable(given)
        with self.writing() as connection:
            found = _article(connection, entry.article_id)
            kept = found or _add_article(connection, entry, origin)
            if origin:
                _add_origin(connection, entry.article_id, origin, run)
            added = _add_reading(connection, entry, kept, new_article=found is None, run=run)
            if run is not None:
                count(connection, run, "read" if added.new_reading else "known")
            if also:
                also(connection, entry, added)
            return added

    def seen(self, sha256: str, *, model_digest: str | None = None) -> str | None:
        """Id of an article that came from these bytes and was read, by this model if given."""
        query = (
            select(t.origins.c.article)
            .join(t.readings, t.readings.c.article == t.origins.c.article)
            .where(t.origins.c.sha256 == sha256)
            .limit(1)
        )
        if model_digest:
            query = query.where(t.readings.c.model_digest == model_digest)
        with self.reading() as connection:
            return connection.execute(query).scalar()

    def article(self, article: str) -> Article:
        """The article of this id.

        Raises:
            NoSuchRecord: there is none.
        """
        with self.reading() as connection:
            row = _article(connection, article)
        if row is None:
            raise NoSuchRecord(f"{article}: no article has this id in {hidden(self.name)}")
        return article_of(row)

    def entry(self, record: str) -> Entry:
        """The current entry of an article, or the one that a reading or a frame belongs to.

        Args:
            record: id of an article ("a…"), a reading ("r…") or a frame ("f…").

        Raises:
            NoSuchRecord: there is none.
        """
        query = select(t.readings.c.id)
        if record.startswith("a"):
            query = query.where(t.readings.c.article == record).order_by(t.readings.c.row.desc())
        elif record.startswith("r"):
            query = query.where(t.readings.c.id == record)
        else:
            query = (
                query.join(t.frames, t.frames.c.reading == t.readings.c.row)
                .where(t.frames.c.id == record)
                .order_by(t.readings.c.row.desc())
            )
        with self.reading() as connection:
            found = connection.execute(query.limit(1)).scalar()
            entries = _entries(connection, [found]) if found else []
        if not entries:
            raise NoSuchRecord(f"{record}: no record has this id in {hidden(self.name)}")
        return entries[0]

    def entries(
        self, articles: Iterable[str] | None = None, *, all_readings: bool = False
    ) -> Iterator[Entry]:
        """Current entries in the order in which they were added, in bounded memory.

        Args:
            articles: ids of those that are wanted; None for all.
            all_readings: also superseded readings and earlier versions.
        """
        wanted = None if articles is None else sorted(set(articles))
        for ids in self._batches(wanted, all_readings=all_readings):
            with self.reading() as connection:
                found = _entries(connection, ids)
            yield from found

    def _batches(self, wanted: list[str] | None, *, all_readings: bool) -> Iterator[list[str]]:
        """Ids of readings, some at a time; by row, so that a writer may go on meanwhile."""
        if wanted is not None:
            for at in range(0, len(wanted), BATCH):
                query = _readings(all_readings).where(
                    t.readings.c.article.in_(wanted[at : at + BATCH])
                )
                with self.reading() as connection:
                    yield [r.id for r in connection.execute(query)]
            return
        last = 0
        while True:
            query = _readings(all_readings).where(t.readings.c.row > last).limit(BATCH)
            with self.reading() as connection:
                rows = connection.execute(query).all()
            if not rows:
                return
            last = rows[-1].row
            yield [r.id for r in rows]

    def counts(self) -> dict[str, int]:
        """How many rows the main tables have; of articles, readings and frames the current ones."""
        current = {
            "pages": select(func.count()).select_from(t.articles).where(t.articles.c.current),
            "readings": select(func.count()).select_from(t.readings).where(t.readings.c.current),
            "frames": select(func.count()).select_from(t.frames).where(t.frames.c.current),
        }
        whole = {
            "versions": t.articles,
            "all_readings": t.readings,
            "actors": t.actors,
            "stories": t.stories,
            "judgements": t.judgements,
            "runs": t.runs,
            "log": t.log,
        }
        with self.reading() as connection:
            found = {
                name: connection.execute(query).scalar_one() for name, query in current.items()
            }
            for name, table in whole.items():
                query = select(func.count()).select_from(table)
                if name == "stories":
                    query = select(func.count(t.stories.c.story.distinct()))
                found[name] = connection.execute(query).scalar_one()
        return found


def _check_file(path: Path, *, make: bool) -> None:
    if path.is_dir():
        raise LedgerError(
            f"{path} is a folder; name the ledger's file in it, as {path}/news.ledger"
        )
    if not path.exists() and not make:
        raise LedgerError(f"{path} does not exist; `musnad ingest … --ledger {path}` makes it")
    if not path.parent.is_dir():
        raise LedgerError(f"{path}: the folder {path.parent} does not exist; make it first")


def _check_writable(given: Reading) -> None:
    """NUL and halves of surrogate pairs are no text to a database."""
    told = canonical(given.to_dict())
    try:
        told.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RecordError(
            "the article holds half of a character (a lone surrogate) and can't be kept; decode "
            "its source with the right encoding"
        ) from error
    if b"\\u0000" in told:
        raise RecordError("the article holds NUL characters and can't be kept; take them out")


def _readings(all_readings: bool) -> Select[tuple[int, str]]:
    query = select(t.readings.c.row, t.readings.c.id).order_by(t.readings.c.row)
    return query if all_readings else query.where(t.readings.c.current)


def _article(connection: Connection, article: str) -> Row[Any] | None:
    return connection.execute(select(t.articles).where(t.articles.c.id == article)).one_or_none()


def _add_article(connection: Connection, entry: Entry, origin: Origin | None) -> Row[Any]:
    article = entry.reading.article
    page = page_of(article, origin.source if origin else None)
    before = connection.execute(
        select(t.articles.c.id, t.articles.c.version)
        .where(t.articles.c.page == page)
        .order_by(t.articles.c.version.desc())
        .limit(1)
    ).one_or_none()
    if before:
        connection.execute(
            update(t.articles).where(t.articles.c.page == page).values(current=False)
        )
        _retire(connection, before.id)
    row = next_row(connection, t.articles)
    connection.execute(
        insert(t.articles),
        {
            "row": row,
            "id": entry.article_id,
            "page": page,
            "version": before.version + 1 if before else 1,
            "previous": before.id if before else None,
            "current": True,
            "title": article.title,
            "outlet": article.outlet,
            "agency": article.agency,
            "byline": article.byline,
            "dateline": article.dateline,
            "published": article.published.isoformat() if article.published else None,
            "url": article.url,
            "text": article.text,
            "rest": pack(canonical(rest_of(article))),
            "added": now(),
        },
    )
    index_article(connection, row, article)
    log.append(connection, "article", entry.article_id, digest(canonical(article.to_dict())))
    return connection.execute(select(t.articles).where(t.articles.c.id == entry.article_id)).one()


def _retire(connection: Connection, article: str) -> None:
    """An article's readings are no longer what its page says; they stay readable."""
    connection.execute(
        update(t.readings).where(t.readings.c.article == article).values(current=False)
    )
    connection.execute(update(t.frames).where(t.frames.c.article == article).values(current=False))


def _add_origin(connection: Connection, article: str, origin: Origin, run: int | None) -> None:
    row = {"article": article, **origin.to_dict(), "run": run}
    same = select(t.origins.c.article).where(
        t.origins.c.article == article,
        t.origins.c.sha256 == origin.sha256,
        t.origins.c.source == origin.source,
    )
    if connection.execute(same).first() is None:
        connection.execute(insert(t.origins), row)


def _add_reading(
    connection: Connection, entry: Entry, article: Row[Any], *, new_article: bool, run: int | None
) -> Added:
    known = select(t.readings.c.row).where(t.readings.c.id == entry.reading_id)
    if connection.execute(known).first() is not None:
        return Added(
            article.id, entry.reading_id, new_article, False, article.version, article.previous
        )
    before = connection.execute(
        select(t.readings.c.id).where(t.readings.c.article == article.id, t.readings.c.current)
    ).scalar()
    if before:
        _retire(connection, article.id)
        connection.execute(
            update(t.readings)
            .where(t.readings.c.id == before)
            .values(superseded_by=entry.reading_id)
        )
    frames = _write(connection, entry, current=bool(article.current), run=run)
    return Added(
        article.id,
        entry.reading_id,
        new_article,
        True,
        article.version,
        article.previous,
        before,
        frames,
    )


def _write(connection: Connection, entry: Entry, *, current: bool, run: int | None) -> range:
    """Write a reading and what is taken out of it."""
    given = entry.reading
    record = canonical(record_of(given))
    row, first = next_row(connection, t.readings), next_row(connection, t.frames)
    connection.execute(
        insert(t.readings),
        {
            "row": row,
            "id": entry.reading_id,
            "article": entry.article_id,
            "model": given.model.name,
            "model_date": given.model.date,
            "model_digest": given.model.digest,
            "musnad": given.model.musnad,
            "at": now(),
            "run": run,
            "current": current,
            "superseded_by": None,
            "record": pack(record),
            "sha256": digest(record),
        },
    )
    actors = settle(connection, given)
    _write_identities(connection, given, row, actors)
    rows = rows_of(entry, Place(row, first, actors))
    for name, found in rows.items():
        if found:
            connection.execute(insert(t.metadata.tables[name]), found)
    if not current:
        connection.execute(update(t.frames).where(t.frames.c.reading == row).values(current=False))
    index_frames(connection, first, given)
    if row % ANALYSED_EACH == 0:
        analyse(connection)
    log.append(connection, "reading", entry.reading_id, digest(record))
    return range(first, first + len(given.frames))


def _write_identities(
    connection: Connection, given: Reading, row: int, actors: dict[str, str]
) -> None:
    rows = [
        {"reading": row, "label": i.id, "actor": actors[i.id], "name": i.name, "code": i.code}
        for i in given.identities
        if i.id in actors
    ]
    if rows:
        connection.execute(insert(t.identities), rows)


def article_of(row: Row[Any]) -> Article:
    """The article of a row of its table."""
    rest = json.loads(unpack(row.rest))
    return Article.from_dict(
        {
            "text": row.text,
            "outlet": row.outlet,
            "byline": row.byline,
            "agency": row.agency,
            "dateline": row.dateline,
            "published": row.published,
            "url": row.url,
            **rest,
        }
    )


def _entries(connection: Connection, ids: list[str]) -> list[Entry]:
    """Entries of readings, in the order of their rows."""
    rows = connection.execute(
        select(t.readings).where(t.readings.c.id.in_(ids)).order_by(t.readings.c.row)
    ).all()
    articles = [r.article for r in rows]
    texts = {
        a.id: article_of(a)
        for a in connection.execute(select(t.articles).where(t.articles.c.id.in_(articles)))
    }
    origins = _origins(connection, articles)
    stories = {
        s.article: s.story
        for s in connection.execute(
            select(t.stories.c.article, t.stories.c.story).where(t.stories.c.article.in_(articles))
        )
    }
    held = standing(connection, ids)
    names: dict[str, dict[str, str]] = {}
    for frame in connection.execute(
        select(t.frames.c.label, t.frames.c.id, t.readings.c.id.label("of"))
        .join(t.readings, t.readings.c.row == t.frames.c.reading)
        .where(t.readings.c.id.in_(ids))
        .order_by(t.frames.c.row)
    ):
        names.setdefault(frame.of, {})[frame.label] = frame.id
    return [
        Entry(
            reading=reading_of(texts[row.article], unpack(row.record)),
            article_id=row.article,
            reading_id=row.id,
            frame_ids=MappingProxyType(names.get(row.id, {})),
            origins=tuple(origins.get(row.article, ())),
            story=stories.get(row.article),
            judgements=held.get(row.id, ()),
        )
        for row in rows
    ]


def reading_of(article: Article, record: bytes) -> Reading:
    """A reading from its article and its record."""
    return Reading.from_dict({**json.loads(record), "article": article.to_dict()})


def _origins(connection: Connection, articles: list[str]) -> dict[str, list[Origin]]:
    found: dict[str, list[Origin]] = {}
    query = select(t.origins).where(t.origins.c.article.in_(articles)).order_by(t.origins.c.seen)
    for row in connection.execute(query):
        found.setdefault(row.article, []).append(Origin(row.source, row.sha256, row.size, row.seen))
    return found


def day_of(value: str | None) -> date | None:
    """A stored day."""
    return date.fromisoformat(value) if value else None
