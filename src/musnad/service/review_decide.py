"""Decisions sent from the review page, made in one transaction with a look at what others decided.

Whoever decides says which decision on the record was the latest that they had seen (`seen`). A
later one that concerns the same points, and decides them otherwise, is shown to them before theirs
is written. Neither is ever lost: each is a row of its own, and the latest has the last word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import Connection

from musnad.errors import LedgerError
from musnad.ledger import Ledger, Said
from musnad.ledger.corrections import checked
from musnad.ledger.decisions import Judged, What, write
from musnad.ledger.find_words import find_words
from musnad.ledger.judge import VERDICTS, FrameVerdict
from musnad.ledger.standing import Point, about, points_of, standing
from musnad.records import ROLES, Entry, Frame, Judgement, canonical, judged

FRAME_ID = re.compile(r"f[0-9a-f]{1,60}")

WHOLE: Point = ("whole",)
"""The point of a confirmation or a rejection: it is about all of the record as it was shown."""


@dataclass(frozen=True, slots=True)
class RoleWish:
    """One role that a reviewer sets by words, or takes away.

    Attributes:
        role: its name, or "predicate".
        words: of the article, or start:end in code points; "" takes the role away.
        unsaid: the clause does not spell it out.
        beside: the roles of this name that are there stay.
        without: start:end of the one of this name that goes; "" for all.
    """

    role: str
    words: str = ""
    unsaid: bool = False
    beside: bool = False
    without: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reviewer sends.

    Attributes:
        frame: id.
        verdict: what is decided.
        change: what a correction changes; see `musnad.records.Judgement`.
        role: a role to set; put into `change` as the record stands when it is written.
        seen: number of the latest decision on the record that the reviewer was shown; 0 for none.
        force: decide whatever others decided since.
    """

    frame: str
    verdict: FrameVerdict
    change: Mapping[str, Any] = field(default_factory=dict)
    role: RoleWish | None = None
    seen: int = 0
    force: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of it: the decision that was written, or those of others that it would contradict.

    Attributes:
        made: the decision; not written where others stand against it.
        others: what was decided since; none if the decision was written.
        latest: number of the latest decision on the record.
    """

    made: Judgement
    others: tuple[Judgement, ...] = ()
    latest: int = 0


def decide(ledger: Ledger, wish: Wish, said: Said) -> Outcome:
    """Write a decision, unless somebody decided otherwise on the same points since it was shown.

    Raises:
        NoSuchRecord: no frame has this id.
        LedgerError: the decision does not fit the frame or its article; nothing was written.
        LedgerBusy: somebody else is writing, for longer than we wait.
    """
    if wish.verdict not in VERDICTS:
        raise LedgerError(f"{wish.verdict!r} is no verdict; expected {', '.join(VERDICTS)}")
    if wish.verdict != "correct" and (wish.change or wish.role):
        raise LedgerError(f"a verdict of {wish.verdict} changes nothing; use correct")
    entry = frame_entry(ledger, wish.frame)
    with ledger.writing() as connection:
        known = about(connection, entry.reading_id, wish.frame)
        mine = _meant(connection, entry, wish, said)
        latest = max((j.number for j in known), default=0)
        again = next((j for j in known if j.number > wish.seen and _repeats(j, mine)), None)
        if again is not None:
            return Outcome(again, latest=latest)
        others = () if wish.force else against(mine, known, seen=wish.seen)
        if others:
            return Outcome(mine, others, latest)
        made = write(connection, _judged(entry, wish.frame), What(wish.verdict, mine.change), said)
        return Outcome(made, latest=made.number)


def frame_entry(ledger: Ledger, frame: str) -> Entry:
    """The latest entry that has a frame.

    Raises:
        LedgerError: it is no frame's id, or there is none.
    """
    if not FRAME_ID.fullmatch(frame):
        raise LedgerError(f"{frame[:50]!r}: expected the id of a frame, f and twenty digits")
    return ledger.entry(frame)


def as_corrected(entry: Entry, frame: str) -> tuple[Entry, Frame]:
    """A frame as its corrections left it, whether or not it was rejected."""
    label = next(label for label, name in entry.frame_ids.items() if name == frame)
    kept = tuple(j for j in entry.judgements if (j.subject, j.verdict) != (frame, "reject"))
    now = judged(replace(entry, judgements=kept))
    return now, now.reading.frame(label)


def against(mine: Judgement, known: Iterable[Judgement], *, seen: int = 0) -> tuple[Judgement, ...]:
    """The decisions made since that concern the same points as mine and don't say the same.

    What was decided and taken back since leaves no trace. An undo of what was seen concerns what
    it takes back.
    """
    rows = {j.number: j for j in known}
    points = _points(mine)
    return tuple(
        j
        for j in rows.values()
        if j.number > seen
        and not j.undone
        and (j.undoes is None or j.undoes <= seen)
        and not _same(j, mine)
        and _touch(points, _points(_root(j, rows)))
    )


def _points(judgement: Judgement) -> frozenset[Point]:
    if judgement.verdict != "correct":
        return frozenset((WHOLE,))
    return frozenset(points_of(judgement)) - {("verdict",)}


def _touch(mine: frozenset[Point], theirs: frozenset[Point]) -> bool:
    return WHOLE in mine or WHOLE in theirs or bool(mine & theirs)


def _same(one: Judgement, other: Judgement) -> bool:
    """Whether two decisions say the same."""
    return (
        one.undoes is None
        and not one.undone
        and one.verdict == other.verdict
        and canonical(one.change) == canonical(other.change)
    )


def _repeats(one: Judgement, mine: Judgement) -> bool:
    """Whether it is the same form, sent twice."""
    return _same(one, mine) and (one.reviewer, one.reason) == (mine.reviewer, mine.reason)


def _root(judgement: Judgement, rows: Mapping[int, Judgement]) -> Judgement:
    """The decision that a row of undoing is about in the end."""
    while judgement.undoes is not None and judgement.undoes in rows:
        judgement = rows[judgement.undoes]
    return judgement


def _meant(connection: Connection, entry: Entry, wish: Wish, said: Said) -> Judgement:
    """The wish as a decision, with its words as places in the article."""
    change: dict[str, Any] = {}
    if wish.verdict == "correct":
        held = standing(connection, [entry.reading_id]).get(entry.reading_id, ())
        _, frame = as_corrected(replace(entry, judgements=held), wish.frame)
        text = entry.reading.article.text
        given = {**wish.change, **(_role_change(wish.role, frame, text) if wish.role else {})}
        change = checked(given, text=text, frames=set(entry.frame_ids.values()) - {wish.frame})
    reviewer, reason = said.reviewer.strip(), said.reason.strip()
    return Judgement(0, wish.frame, wish.verdict, reviewer, "", change, reason)


def _role_change(wish: RoleWish, frame: Frame, text: str) -> dict[str, Any]:
    """A role as the correction of all roles of the frame as it stands."""
    if wish.role not in (*ROLES, "predicate"):
        raise LedgerError(f"{wish.role[:50]!r} is no role; expected one of {', '.join(ROLES)}")
    span = find_words(text, wish.words, near=frame.span.start) if wish.words.strip() else None
    if wish.role == "predicate":
        if span is None:
            raise LedgerError("a record needs a predicate; choose its words, or reject the record")
        return {"predicate": list(span)}
    roles = [
        {"role": r.role, "span": list(r.span), "implicit": r.unsaid}
        for r in frame.roles
        if r.role != wish.role or wish.beside or wish.without not in ("", _place(r.span))
    ]
    if span is not None:
        roles.append({"role": wish.role, "span": list(span), "implicit": wish.unsaid})
    return {"roles": sorted(roles, key=lambda r: ROLES.index(str(r["role"])))}


def _place(span: Iterable[int]) -> str:
    return ":".join(map(str, span))


def _judged(entry: Entry, frame: str) -> Judged:
    """What the decision is on: the frame as it was read."""
    label = next(label for label, name in entry.frame_ids.items() if name == frame)
    read = entry.reading.frame(label)
    digest = entry.reading.model.digest
    return Judged(frame, digest, entry.article_id, read.type, read.span.start, read.span.end)
