"""Decisions of reviewers on frames: rows that are written once, and taken back by another row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from sqlalchemy import Connection, Row, select

from musnad.errors import LedgerError, NoSuchRecord
from musnad.ledger import tables as t
from musnad.ledger.corrections import checked
from musnad.ledger.decisions import Judged, Said, What, write
from musnad.ledger.merging import Actors
from musnad.ledger.standing import Held, judgement_of, rows_on, standing, those_that_stand
from musnad.ledger.store import Ledger
from musnad.records import Judgement

FrameVerdict = Literal["confirm", "reject", "correct"]
VERDICTS: tuple[FrameVerdict, ...] = ("confirm", "reject", "correct")

BATCH = 500
"""Rows that are fetched at once while all decisions are gone through."""


def judge(
    ledger: Ledger,
    frame: str,
    verdict: FrameVerdict,
    *,
    reviewer: str,
    reason: str = "",
    change: Mapping[str, Any] | None = None,
) -> Judgement:
    """Confirm, reject or correct a frame.

    Args:
        ledger: where.
        frame: its id ("f…").
        verdict: what is decided.
        reviewer: who decides.
        reason: why.
        change: what a correction changes; see `musnad.records.Judgement`.

    Raises:
        NoSuchRecord: no frame has this id.
        LedgerError: the decision does not fit the frame or its article; nothing was written.
    """
    said = Said(reviewer, reason)
    if verdict not in VERDICTS:
        raise LedgerError(f"{verdict!r} is no verdict on a frame; expected {', '.join(VERDICTS)}")
    if change and verdict != "correct":
        raise LedgerError(f"a verdict of {verdict} changes nothing; use correct to change a record")
    with ledger.writing() as connection:
        row = _frame(connection, frame)
        what = What(verdict)
        if verdict == "correct":
            others = _others(connection, row)
            what = What(verdict, checked(change or {}, text=row.article_text, frames=others))
        return write(connection, _judged(row), what, said)


def undo(ledger: Ledger, number: int, *, reviewer: str, reason: str = "") -> Judgement:
    """Take back a decision, or take back that it was taken back.

    Raises:
        NoSuchRecord: there is no decision of this number.
        LedgerError: it is taken back already, or what it would re-establish goes in a circle.
    """
    said = Said(reviewer, reason)
    with ledger.writing() as connection:
        query = select(t.judgements).where(t.judgements.c.row == number)
        row = connection.execute(query).one_or_none()
        if row is None:
            raise NoSuchRecord(
                f"no decision has the number {number}; `musnad judgements` lists them"
            )
        _refuse_twice(connection, row)
        on = Judged(row.subject, row.model, row.article, row.type, row.start, row.end)
        made = write(connection, on, What(row.verdict, {}, number), said)
        if row.verdict in ("merge", "split"):
            Actors.load(connection).check()
        return made


def judgements_of(ledger: Ledger, subject: str) -> list[Held]:
    """The decisions that stand on a frame or an actor, in order.

    A frame's include those that are carried over from earlier readings of its article.

    Raises:
        NoSuchRecord: no frame or actor has this id.
    """
    with ledger.reading() as connection:
        if subject.startswith("n"):
            return [Held.of(j) for j in those_that_stand(rows_on(connection, subject))]
        row = _frame(connection, subject)
        held = standing(connection, [row.reading_id]).get(row.reading_id, ())
        return [j for j in held if j.subject == subject]


def history(ledger: Ledger, *, subject: str | None = None) -> Iterator[Judgement]:
    """All decisions and undos, the latest first, each told whether it is undone."""
    gone: set[int] = set()
    last: int | None = None
    while True:
        query = select(t.judgements).order_by(t.judgements.c.row.desc()).limit(BATCH)
        if subject is not None:
            query = query.where(t.judgements.c.subject == subject)
        if last is not None:
            query = query.where(t.judgements.c.row < last)
        with ledger.reading() as connection:
            rows = connection.execute(query).all()
        if not rows:
            return
        for row in rows:
            yield _told(judgement_of(row), gone)
        last = rows[-1].row


def _told(judgement: Judgement, gone: set[int]) -> Judgement:
    """The decision, marked; what it takes back is added to `gone` if it stands itself."""
    undone = judgement.number in gone
    if judgement.undoes is not None and not undone:
        gone.add(judgement.undoes)
    return Judgement(**{**judgement.to_dict(), "undone": undone})


def _frame(connection: Connection, frame: str) -> Row[Any]:
    """The frame's row in the latest reading that has it."""
    query = (
        select(t.frames, t.readings.c.model_digest, t.articles.c.text.label("article_text"))
        .add_columns(t.readings.c.id.label("reading_id"))
        .join(t.readings, t.readings.c.row == t.frames.c.reading)
        .join(t.articles, t.articles.c.id == t.frames.c.article)
        .where(t.frames.c.id == frame)
        .order_by(t.frames.c.row.desc())
        .limit(1)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        hint = "; actors are merged or split" if frame.startswith("n") else ""
        raise NoSuchRecord(f"{frame}: no frame has this id{hint}")
    return row


def _others(connection: Connection, row: Row[Any]) -> set[str]:
    """Ids of the other frames of a frame's reading."""
    query = select(t.frames.c.id).where(t.frames.c.reading == row.reading, t.frames.c.id != row.id)
    return set(connection.execute(query).scalars())


def _judged(row: Row[Any]) -> Judged:
    return Judged(row.id, row.model_digest, row.article, row.type, row.start, row.end)


def _refuse_twice(connection: Connection, row: Row[Any]) -> None:
    """Refuse to undo what is undone; say which row to undo instead."""
    later = [j for j in rows_on(connection, row.subject) if j.number > row.row]
    undone_by = {j.undoes: j for j in later if j.undoes is not None}
    if row.row not in undone_by:
        return
    last = undone_by[row.row]
    while last.number in undone_by:
        last = undone_by[last.number]
    by = undone_by[row.row]
    raise LedgerError(
        f"{row.row} was undone already, by {by.reviewer} in {by.number}; to change that again, "
        f"undo {last.number}"
    )
