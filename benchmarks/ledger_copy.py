"""A filled SQLite ledger as rows of a new PostgreSQL one, by COPY, so that both hold the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, text

from musnad.ledger import Ledger
from musnad.ledger import tables as t
from musnad.script import stems

AT_ONCE = 10_000
GIN = {"articles": "ix_search_articles_words", "frames": "ix_search_frames_words"}


def copy_to_postgres(path: Path, address: str) -> None:
    """Copy all tables, index the words, and let the server count what it has."""
    with (
        Ledger.open(path, read_only=True) as source,
        Ledger.open(address) as target,
        source.reading() as one,
        target.writing() as other,
    ):
        for table in t.metadata.sorted_tables:
            if table.name != "meta":
                names = ", ".join(f'"{column.name}"' for column in table.columns)
                _copy(other, f"{table.name} ({names})", _rows(one, select(table)))
        for kind, words in (("articles", _articles(one)), ("frames", _frames(one))):
            other.exec_driver_sql(f"DROP INDEX {GIN[kind]}")
            other.exec_driver_sql('CREATE TEMP TABLE told ("row" bigint, words text)')
            _copy(other, 'told ("row", words)', words)
            other.exec_driver_sql(
                f"INSERT INTO search_{kind} "  # noqa: S608 - our name
                "SELECT \"row\", to_tsvector('simple', words) FROM told"
            )
            other.exec_driver_sql("DROP TABLE told")
            other.exec_driver_sql(f"CREATE INDEX {GIN[kind]} ON search_{kind} USING gin (words)")
    with Ledger.open(address) as target:
        plain = target.engine.execution_options(isolation_level="AUTOCOMMIT")
        with plain.connect() as connection:
            connection.execute(text("ANALYZE"))


def _copy(connection: Connection, into: str, rows: Iterable[Any]) -> None:
    driver: Any = connection.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {into} FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _rows(connection: Connection, query: Any) -> Iterator[tuple[Any, ...]]:
    for row in connection.execute(query.execution_options(yield_per=AT_ONCE)):
        yield tuple(row)


def _articles(connection: Connection) -> Iterator[tuple[int, str]]:
    for row, words in _rows(connection, select(t.articles.c.row, t.articles.c.text)):
        yield row, " ".join(stems(words))


def _frames(connection: Connection) -> Iterator[tuple[int, str]]:
    """The words of the predicate and the roles, as `search_words.index_frames` stores them."""
    query = (
        select(t.frames.c.row, t.frames.c.text, t.roles.c.text)
        .outerjoin(t.roles, t.roles.c.frame == t.frames.c.row)
        .order_by(t.frames.c.row, t.roles.c.n)
    )
    last, parts = 0, [""]
    for row, predicate, role in _rows(connection, query):
        if row != last:
            if last:
                yield last, " ".join(stems("\n".join(parts)))
            last, parts = row, [predicate]
        if role is not None:
            parts.append(role)
    if last:
        yield last, " ".join(stems("\n".join(parts)))
