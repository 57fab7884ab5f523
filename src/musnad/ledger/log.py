"""The append-only log: every record and every decision, each row chained to the one before.

A row's hash covers its number, time, kind, subject, the digest of its record, and the hash of the
row before. So a row can't be changed, taken out or put in without every later hash changing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, insert, select

from musnad.ledger import tables as t
from musnad.ledger.clock import now
from musnad.records import canonical, digest

LogKind = Literal["article", "reading", "judgement"]

FIRST = "0" * 64
"""What stands in place of the hash before the first row."""


@dataclass(frozen=True, slots=True)
class LogRow:
    """A row of the log; `digest` is the SHA-256 of the record that it is about."""

    row: int
    at: str
    kind: LogKind
    subject: str
    digest: str
    previous: str
    hash: str

    def expected(self) -> str:
        """The hash that follows from the row's other values."""
        return hash_of(self.row, self.at, self.kind, self.subject, self.digest, self.previous)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "row": self.row,
            "at": self.at,
            "kind": self.kind,
            "subject": self.subject,
            "digest": self.digest,
            "previous": self.previous,
            "hash": self.hash,
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> LogRow:
        """Inverse of `to_dict`."""
        return cls(**data)


def hash_of(row: int, at: str, kind: str, subject: str, record: str, previous: str) -> str:
    """The hash of a row of the log."""
    return digest(canonical([row, at, kind, subject, record, previous]))


def append(connection: Connection, kind: LogKind, subject: str, record: str) -> LogRow:
    """Write a row for a record with this digest; inside the writer's transaction."""
    last = connection.execute(
        select(t.log.c.row, t.log.c.hash).order_by(t.log.c.row.desc()).limit(1)
    ).one_or_none()
    row, previous = (last.row + 1, last.hash) if last else (1, FIRST)
    at = now()
    found = LogRow(
        row, at, kind, subject, record, previous, hash_of(row, at, kind, subject, record, previous)
    )
    connection.execute(insert(t.log), found.to_dict())
    return found
