"""Numbers of rows and counters of runs, within the writer's transaction."""

from __future__ import annotations

from typing import Literal

from sqlalchemy import Connection, Table, func, select, update

from musnad.ledger import tables as t

Counter = Literal["read", "known", "failed"]


def next_row(connection: Connection, table: Table) -> int:
    """The number of the next row; the writer has the ledger for itself."""
    last = select(func.coalesce(func.max(table.c.row), 0))
    return int(connection.execute(last).scalar_one()) + 1


def count(connection: Connection, run: int, what: Counter, *, by: int = 1) -> None:
    """Raise one of a run's counters."""
    column = t.runs.c[what]
    connection.execute(update(t.runs).where(t.runs.c.row == run).values({what: column + by}))
