"""Writes a decision: its row and the row of the log, in the writer's transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, insert

from musnad.errors import LedgerError
from musnad.ledger import log
from musnad.ledger import tables as t
from musnad.ledger.clock import now
from musnad.ledger.counting import next_row
from musnad.ledger.standing import digest_of
from musnad.records import Judgement, Verdict, canonical

LONGEST_NAME = 200
LONGEST_REASON = 5_000


@dataclass(frozen=True, slots=True)
class Said:
    """Who decides, and why.

    Raises:
        LedgerError: nobody is named, or a text is too long or can't be stored.
    """

    reviewer: str
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.reviewer.strip():
            raise LedgerError("a decision needs a name: say who decides")
        for what, text, longest in (
            ("the reviewer's name", self.reviewer, LONGEST_NAME),
            ("the reason", self.reason, LONGEST_REASON),
        ):
            check_text(text, what, longest=longest)


def check_text(text: str, what: str, *, longest: int) -> None:
    """Refuse what is too long, or what a database can't hold."""
    if len(text) > longest:
        raise LedgerError(f"{what} has {len(text)} characters; at most {longest} are kept")
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise LedgerError(f"{what} has characters that are no text (NUL, or half of a pair)")


@dataclass(frozen=True, slots=True)
class Judged:
    """What a decision is on: a frame with its place, or an actor.

    Attributes:
        model: digest of the weights that wrote the record.
        article, type, start, end: of a frame; None for an actor.
    """

    subject: str
    model: str
    article: str | None = None
    type: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class What:
    """What is decided."""

    verdict: Verdict
    change: dict[str, Any] = field(default_factory=dict)
    undoes: int | None = None


def write(connection: Connection, on: Judged, what: What, said: Said) -> Judgement:
    """Keep a decision."""
    judgement = Judgement(
        number=next_row(connection, t.judgements),
        subject=on.subject,
        verdict=what.verdict,
        reviewer=said.reviewer.strip(),
        at=now(),
        change=what.change,
        reason=said.reason.strip(),
        model=on.model,
        undoes=what.undoes,
    )
    connection.execute(
        insert(t.judgements),
        {
            "row": judgement.number,
            "subject": judgement.subject,
            "verdict": judgement.verdict,
            "change": canonical(judgement.change).decode(),
            "reviewer": judgement.reviewer,
            "at": judgement.at,
            "reason": judgement.reason,
            "model": judgement.model,
            "undoes": judgement.undoes,
            "article": on.article,
            "type": on.type,
            "start": on.start,
            "end": on.end,
        },
    )
    log.append(connection, "judgement", judgement.subject, digest_of(judgement))
    return judgement
