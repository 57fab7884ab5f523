"""Engines for SQLite files and PostgreSQL, and our errors for theirs."""

from __future__ import annotations

import importlib.util
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.pool import QueuePool

from musnad.errors import LedgerBusy, LedgerError, LedgerFull, MissingExtra, NotALedger

BUSY_SECONDS = 30.0
"""How long a writer waits for another one. An article is written in a few milliseconds."""

WRITING = "musnad_writing"
ADVISORY_LOCK = 0x6D75736E6164  # "musnad": PostgreSQL's lock for the one writer


def is_address(name: str) -> bool:
    """Whether a ledger's name is a database address rather than a file."""
    return "://" in name


WRITERS_CACHE = 64_000
"""Kilobytes of pages that a writer keeps: the keys of new articles lie all over their indexes."""

STATISTICS = 1_000
"""Rows of each index that SQLite looks at for its statistics: .03 s on 2 GB."""


def connect(name: str | Path, *, read_only: bool = False, busy: float = BUSY_SECONDS) -> Engine:
    """An engine for a file name or a postgresql:// address.

    Raises:
        LedgerError: an address of another kind of database.
        MissingExtra: PostgreSQL's driver is not installed.
    """
    named = str(name)
    if not is_address(named):
        return _sqlite(Path(named), read_only=read_only, busy=busy)
    scheme, rest = named.split("://", 1)
    if scheme not in ("postgresql", "postgres", "postgresql+psycopg"):
        raise LedgerError(
            f"{scheme}://… is no ledger; expected a file name or postgresql://user@host/database"
        )
    return _postgresql(f"postgresql+psycopg://{rest}", busy=busy)


def _sqlite(path: Path, *, read_only: bool, busy: float) -> Engine:
    mode = "ro" if read_only else "rwc"
    # "?" and "#" in a file's name would end it within a file: address
    address = f"{path.resolve().as_uri()}?mode={mode}"

    def dial() -> sqlite3.Connection:
        found = sqlite3.connect(
            address, uri=True, timeout=busy, isolation_level=None, check_same_thread=False
        )
        found.execute("PRAGMA foreign_keys=ON")
        if not read_only:
            # each article is on the disk when its transaction ends; WAL lets readers go on
            found.execute("PRAGMA journal_mode=WAL")
            found.execute("PRAGMA synchronous=FULL")
            found.execute(f"PRAGMA cache_size=-{WRITERS_CACHE}")
        return found

    # connections are kept: closing the last one of a file would copy its log into it every time
    engine = create_engine("sqlite://", creator=dial, poolclass=QueuePool)

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # a writer takes its lock at once, so that two of them never meet half-way
        writing = connection.get_execution_options().get(WRITING)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _postgresql(address: str, *, busy: float) -> Engine:
    if importlib.util.find_spec("psycopg") is None:
        raise MissingExtra("psycopg", "postgres")
    engine = create_engine(address, pool_pre_ping=True, connect_args={"connect_timeout": 10})

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if connection.get_execution_options().get(WRITING):
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{int(busy * 1000)}ms'")
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({ADVISORY_LOCK})")

    return engine


@contextmanager
def reading(engine: Engine, name: str) -> Iterator[Connection]:
    """A connection in one transaction that sees one state of the ledger."""
    with translated(name), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, name: str) -> Iterator[Connection]:
    """A connection in one transaction that has the ledger for itself; all of it or nothing."""
    with translated(name), engine.connect() as plain:
        connection = plain.execution_options(**{WRITING: True})
        with connection.begin():
            yield connection


@contextmanager
def translated(name: str) -> Iterator[None]:
    """Errors of the database become ours, which say what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _ours(error, name) from error
    except sqlite3.Error as error:
        raise _ours_of(str(error), name) from error


def _ours(error: DBAPIError, name: str) -> LedgerError:
    state: Any = getattr(error.orig, "sqlstate", None)
    if state == "53100":
        return _ours_of("disk is full", name)
    if state == "55P03":
        return _ours_of("is locked", name)
    if isinstance(error, OperationalError) and state is None and is_address(name):
        return LedgerError(f"{hidden(name)} can't be reached: {_first_line(error.orig)}")
    return _ours_of(_first_line(error.orig), name)


def _ours_of(message: str, name: str) -> LedgerError:
    named = hidden(name)
    if "is full" in message or "disk I/O error" in message:
        return LedgerFull(
            f"{named}: no room is left on the disk ({message}). The ledger is as it was before the "
            f"last article; free some room and run the command again"
        )
    if "is locked" in message:
        return LedgerBusy(
            f"{named} is being written by another process. One writes, many may read: wait for it "
            f"to end, or read into another ledger"
        )
    if "not a database" in message or "malformed" in message:
        return NotALedger(f"{named} is no ledger of musnad, or is damaged ({message})")
    if "unable to open" in message:
        return LedgerError(f"{named} can't be opened; expected a file in a folder that exists")
    if "readonly" in message:
        return LedgerError(f"{named} may not be written here; copy it to where you may write")
    return LedgerError(f"{named}: {message}")


def hidden(name: str) -> str:
    """A ledger's name without the password in its address."""
    if not is_address(name) or "@" not in name:
        return name
    scheme, rest = name.split("://", 1)
    user, host = rest.rsplit("@", 1)
    return f"{scheme}://{user.split(':', 1)[0]}@{host}"


def _first_line(error: object) -> str:
    return (str(error).strip().splitlines() or ["unknown error"])[0]


def analyse(connection: Connection) -> None:
    """Let SQLite learn how selective its indexes are; without that it reads all current frames.

    PostgreSQL does so by itself.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA analysis_limit={STATISTICS}")
        connection.exec_driver_sql("ANALYZE")


def tables_of(connection: Connection) -> set[str]:
    """Names of the tables of the database."""
    if connection.dialect.name == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
    else:
        query = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
    return set(connection.execute(text(query)).scalars())
