"""Checks the log by itself: numbers without gaps, each row's hash, each row tied to the last."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args

from sqlalchemy import Connection, Row, Select, select

from musnad.errors import LedgerError
from musnad.ledger import tables as t
from musnad.ledger.finding import Finding, differing
from musnad.ledger.guarded import guarded
from musnad.ledger.log import FIRST, LogKind, hash_of
from musnad.ledger.raw import HEX, plain
from musnad.ledger.tree import Tree

BATCH = 1_000

KINDS = {*get_args(LogKind), "origin"}

_SUBJECTS = {"article": t.articles, "reading": t.readings}


@dataclass(frozen=True, slots=True)
class Head:
    """The end of a log: the number and hash of its last row, and the root over all of them.

    Whoever has published `name` can't change or drop any of these rows later without being found.
    """

    row: int
    hash: str
    root: str

    @property
    def name(self) -> str:
        """What to publish: row and root."""
        return f"{self.row}:{self.root}"

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {"row": self.row, "hash": self.hash, "root": self.root}


@dataclass(frozen=True, slots=True)
class Known:
    """A head that was published: a row's number and root, or a row's hash."""

    row: int | None
    hash: str

    @classmethod
    def of(cls, text: str) -> Known:
        """From "ROW:ROOT" or a row's hash.

        Raises:
            LedgerError: it is neither.
        """
        row, colon, value = text.strip().rpartition(":")
        if not HEX.fullmatch(value) or (colon and not (row.isascii() and row.isdigit())):
            raise LedgerError(
                f"{text!r} is no head of a log; expected ROW:ROOT as `musnad verify` prints it, or "
                f"the hash of a row"
            )
        return cls(int(row[:18]) if colon else None, value)


def log_rows(connection: Connection, query: Select[Any]) -> Iterator[Row[Any]]:
    """Rows of the log in order, some at a time."""
    last: int | None = None
    while True:
        after = query if last is None else query.where(t.log.c.row > last)
        rows = connection.execute(after.order_by(t.log.c.row).limit(BATCH)).all()
        if not rows:
            return
        yield from rows
        last = rows[-1].row


def verify_log(connection: Connection, known: Known | None) -> Iterator[Finding]:
    """All that is wrong within the log; that its records are there."""
    tree, met = Tree(), False
    before: Row[Any] | None = None
    batch: list[Row[Any]] = []
    rows = log_rows(connection, plain(t.log))
    row = next(rows, None)
    while row is not None:
        following = next(rows, None)
        yield from guarded(f"log {row.row}", "log", _row(row, before, following))
        tree.add(row.hash if HEX.fullmatch(str(row.hash)) else FIRST)
        met = met or _meets(known, row, tree)
        batch.append(row)
        if len(batch) == BATCH or following is None:
            yield from _gone(connection, batch)
            batch = []
        before, row = row, following
    if known and not met:
        head = f"{tree.size}:{tree.root()}"
        what = "the log is not the one that was published, or was cut before that row"
        wanted = known.hash if known.row is None else f"{known.row}:{known.hash}"
        yield Finding("log", "log", "hash", head, wanted, what)


def _meets(known: Known | None, row: Row[Any], tree: Tree) -> bool:
    if known is None:
        return False
    if known.row is None:
        return bool(row.hash == known.hash)
    return tree.size == known.row and tree.root() == known.hash


def _row(row: Row[Any], before: Row[Any] | None, following: Row[Any] | None) -> Iterator[Finding]:
    name = f"log {row.row}"
    number = before.row + 1 if before else 1
    if row.row != number:
        what = "rows were taken out, or their numbers changed"
        yield differing(name, "log", "row", (row.row, number), what)
    previous = before.hash if before else FIRST
    if row.previous != previous:
        yield differing(name, "log", "previous", (row.previous, previous), "the chain is broken")
    if row.kind not in KINDS:
        yield differing(name, "log", "kind", (row.kind, "article, reading, judgement"))
    expected = hash_of(row.row, row.at, row.kind, row.subject, row.digest, row.previous)
    if row.hash == expected:
        return
    if following is not None and following.previous == expected:
        yield differing(name, "log", "hash", (row.hash, expected))
    elif row.previous == previous and row.row == number:
        columns = "at, kind, subject, digest, hash"
        what = "the row is not the one that its hash was made of"
        yield differing(name, "log", columns, (expected, row.hash), what)


def _gone(connection: Connection, rows: list[Row[Any]]) -> Iterator[Finding]:
    """Articles and readings that the log has, but no table."""
    for kind, table in _SUBJECTS.items():
        wanted = {r.subject: r.row for r in rows if r.kind == kind}
        query = select(table.c.id).where(table.c.id.in_(sorted(map(str, wanted))))
        there = set(connection.execute(query).scalars())
        for subject in sorted(set(wanted) - there, key=str):
            what = f"row {wanted[subject]} of the log has it: it was taken out, or its id changed"
            yield Finding(str(subject), table.name, "id", "no such row", str(subject), what)
