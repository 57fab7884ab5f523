"""Checks decisions against the log, and the places and models that stand with them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, get_args

from sqlalchemy import Connection, Row, select

from musnad.ledger import tables as t
from musnad.ledger.finding import Finding, differing
from musnad.ledger.guarded import UNREADABLE, guarded
from musnad.ledger.raw import plain
from musnad.ledger.standing import digest_of, judgement_of
from musnad.ledger.verify_articles import grouped
from musnad.ledger.verify_log import log_rows
from musnad.records import Verdict, canonical

BATCH = 200

LOGGED = "verdict, change, reviewer, at, reason, model, undoes"
"""What a decision's digest is made of beside its number and subject."""


@dataclass(slots=True)
class Judgements:
    """The check of all decisions."""

    connection: Connection
    number: int = 0
    frames: dict[str, list[Row[Any]]] = field(default_factory=dict)

    def findings(self) -> Iterator[Finding]:
        """All that is wrong with decisions; the n-th of them is the n-th in the log."""
        logged = log_rows(self.connection, plain(t.log).where(t.log.c.kind == "judgement"))
        for row in self._rows():
            while self.number + 1 < row.row:
                yield from self._gone(next(logged, None))
            self.number += 1
            if row.row != self.number:
                yield differing(_name(row), "judgements", "row", (row.row, self.number))
            log = next(logged, None)
            yield from guarded(_name(row), "judgements", self._judgement(row, log))
        for log in logged:
            yield from self._gone(log)

    def _rows(self) -> Iterator[Row[Any]]:
        after: int | None = None
        while True:
            query = plain(t.judgements).order_by(t.judgements.c.row).limit(BATCH)
            if after is not None:
                query = query.where(t.judgements.c.row > after)
            rows = list(self.connection.execute(query))
            if not rows:
                return
            self.frames = self._frames([str(r.subject) for r in rows])
            yield from rows
            after = rows[-1].row

    def _frames(self, subjects: list[str]) -> dict[str, list[Row[Any]]]:
        c = t.frames.c
        query = (
            select(c.id, c.article, c.type, c.start, c.end, t.readings.c.model_digest)
            .join(t.readings, t.readings.c.row == c.reading)
            .where(c.id.in_(subjects))
            .order_by(c.row)
        )
        return grouped(self.connection.execute(query), "id")

    def _gone(self, log: Row[Any] | None) -> Iterator[Finding]:
        self.number += 1
        subject = f", on {log.subject}" if log is not None else ""
        told = (
            f"row {log.row} of the log has it{subject}" if log is not None else "numbers have a gap"
        )
        yield Finding(
            f"judgement {self.number}", "judgements", "row", "no such row", str(self.number), told
        )

    def _judgement(self, row: Row[Any], log: Row[Any] | None) -> Iterator[Finding]:
        name = _name(row)
        told = list(self._plainly(row, name))
        if log is None:
            what = "it was put in past the log"
            yield Finding(name, "judgements", "row", "0 rows in the log", "1 row", what)
        elif row.subject != log.subject:
            told.append(differing(name, "judgements", "subject", (row.subject, log.subject)))
        yield from told
        try:
            found = digest_of(judgement_of(row))
        except UNREADABLE as error:
            yield Finding(name, "judgements", "change", str(error)[:200], "JSON", "unreadable")
            return
        if log is not None and found != log.digest and not told:
            what = "the digest in the log is another"
            yield differing(name, "judgements", LOGGED, (found, log.digest), what)

    def _plainly(self, row: Row[Any], name: str) -> Iterator[Finding]:
        """What can be told column by column."""
        if row.verdict not in get_args(Verdict):
            yield differing(
                name, "judgements", "verdict", (row.verdict, ", ".join(get_args(Verdict)))
            )
        try:
            plainly = canonical(json.loads(row.change)).decode("utf-8", "surrogatepass")
        except UNREADABLE as error:
            yield Finding(name, "judgements", "change", str(error)[:200], "JSON", "unreadable")
        else:
            if plainly != row.change:
                yield differing(name, "judgements", "change", (row.change, plainly))
        earlier = type(row.undoes) is int and 0 < row.undoes < row.row
        if row.undoes is not None and not earlier:
            yield differing(name, "judgements", "undoes", (row.undoes, "an earlier decision"))
        yield from self._place(row, name)

    def _place(self, row: Row[Any], name: str) -> Iterator[Finding]:
        """The frame that was judged, and the models that wrote it."""
        frames = self.frames.get(row.subject, [])
        if not frames and str(row.subject).startswith("f"):
            yield differing(name, "judgements", "subject", (row.subject, "a frame that is here"))
            return
        for column in ("article", "type", "start", "end"):
            value = getattr(frames[0], column) if frames else None
            if getattr(row, column) != value:
                yield differing(name, "judgements", column, (getattr(row, column), value))
        models = {f.model_digest for f in frames}
        if frames and row.model not in models:
            told = " or ".join(sorted(models))
            yield differing(name, "judgements", "model", (row.model, told))


def _name(row: Row[Any]) -> str:
    return f"judgement {row.row}"
