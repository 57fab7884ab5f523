"""Run records: what was read when, by what, and what failed why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import func, insert, select, update

from musnad import __version__
from musnad.errors import NoSuchRecord
from musnad.ledger import tables as t
from musnad.ledger.clock import now
from musnad.ledger.connect import analyse
from musnad.ledger.counting import count, next_row
from musnad.ledger.store import Ledger

RunState = Literal["running", "done", "interrupted"]


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that came to nothing: the name of the error and what it said."""

    source: str
    kind: str
    reason: str
    at: str

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {"source": self.source, "kind": self.kind, "reason": self.reason, "at": self.at}


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a command that writes.

    Attributes:
        number: from 1.
        command: as it was called.
        began, ended: ISO 8601 in UTC; `ended` is None while it runs, or where it was killed.
        last: when it last wrote an article or a failure.
        read, known, failed: articles that it wrote, that were there already, and that failed.
        model: digest of the weights.
    """

    number: int
    command: str
    began: str
    ended: str | None
    last: str | None
    state: RunState
    musnad: str
    model: str | None
    read: int
    known: int
    failed: int

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "number": self.number,
            "command": self.command,
            "began": self.began,
            "ended": self.ended,
            "last": self.last,
            "state": self.state,
            "musnad": self.musnad,
            "model": self.model,
            "read": self.read,
            "known": self.known,
            "failed": self.failed,
        }


def begin_run(ledger: Ledger, command: str, *, model: str | None = None) -> int:
    """Write a run's record; its number."""
    with ledger.writing() as connection:
        number = next_row(connection, t.runs)
        connection.execute(
            insert(t.runs),
            {
                "row": number,
                "command": command,
                "began": now(),
                "ended": None,
                "state": "running",
                "musnad": __version__,
                "model": model,
                "read": 0,
                "known": 0,
                "failed": 0,
            },
        )
    return number


def fail(ledger: Ledger, run: int, *, source: str, kind: str, reason: str) -> None:
    """Write that a source failed."""
    with ledger.writing() as connection:
        connection.execute(
            insert(t.failures),
            {
                "row": next_row(connection, t.failures),
                "run": run,
                "source": source,
                "kind": kind,
                "reason": reason,
                "at": now(),
            },
        )
        count(connection, run, "failed")


def end_run(ledger: Ledger, run: int, state: RunState, *, known: int = 0) -> None:
    """Write that a run has ended, and how many articles it found there already."""
    with ledger.writing() as connection:
        count(connection, run, "known", by=known)
        values = {"state": state, "ended": now()}
        connection.execute(update(t.runs).where(t.runs.c.row == run).values(values))
        analyse(connection)


def runs(ledger: Ledger) -> list[Run]:
    """All runs, the latest first."""
    written = _last(t.readings, "written")
    failed = _last(t.failures, "failed")
    query = (
        select(t.runs, written.c.written, failed.c.failed.label("failed_at"))
        .outerjoin(written, written.c.run == t.runs.c.row)
        .outerjoin(failed, failed.c.run == t.runs.c.row)
        .order_by(t.runs.c.row.desc())
    )
    with ledger.reading() as connection:
        return [_run(row) for row in connection.execute(query)]


def _last(table: Any, name: str) -> Any:  # noqa: ANN401 - a table, and a subquery of it
    last = func.max(table.c.at).label(name)
    return select(table.c.run, last).group_by(table.c.run).subquery()


def _run(row: Any) -> Run:  # noqa: ANN401 - Row
    moments = [m for m in (row.written, row.failed_at) if m]
    return Run(
        number=row.row,
        command=row.command,
        began=row.began,
        ended=row.ended,
        last=max(moments) if moments else None,
        state=row.state,
        musnad=row.musnad,
        model=row.model,
        read=row.read,
        known=row.known,
        failed=row.failed,
    )


def failures(ledger: Ledger, run: int) -> list[Failure]:
    """What failed in a run, in order.

    Raises:
        NoSuchRecord: there is no run of this number.
    """
    with ledger.reading() as connection:
        if connection.execute(select(t.runs.c.row).where(t.runs.c.row == run)).first() is None:
            raise NoSuchRecord(f"no run has the number {run}; `musnad runs` lists them")
        query = select(t.failures).where(t.failures.c.run == run).order_by(t.failures.c.row)
        return [Failure(r.source, r.kind, r.reason, r.at) for r in connection.execute(query)]
