"""Rows as the database has them, for checking what somebody may have written past us."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Select, Table, select, type_coerce
from sqlalchemy.types import NullType

HEX = re.compile(r"[0-9a-f]{64}")


def plain(table: Table) -> Select[Any]:
    """All columns of a table, with values of whatever type the database holds."""
    columns: list[Any] = [type_coerce(c, NullType()).label(c.name) for c in table.columns]
    return select(*columns)


@contextmanager
def lenient(connection: Connection) -> Iterator[None]:
    """Within it, text that is no UTF-8 comes as it is (and matches no hash) instead of failing.

    On PostgreSQL, which lets no such text in, the connection sees one state of the ledger instead.
    """
    if connection.dialect.name != "sqlite":
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
        return
    driver: Any = connection.connection.dbapi_connection
    before = driver.text_factory
    driver.text_factory = _text
    try:
        yield
    finally:
        driver.text_factory = before


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")
