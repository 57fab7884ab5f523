"""Actors that reviewers joined or parted. Nothing is rewritten: who is meant is followed."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, and_, insert, or_, select

from musnad.errors import LedgerError, NoSuchRecord
from musnad.ledger import tables as t
from musnad.ledger.clock import now
from musnad.ledger.decisions import Judged, Said, What, write
from musnad.ledger.standing import judgement_of, those_that_stand, with_undone
from musnad.ledger.store import Ledger
from musnad.records import Judgement, content_id
from musnad.script import fold

MOST_PARTS = 500
"""Spellings or frames of one split."""

SHOWN = 12
"""Spellings that an error lists."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """How an actor is written, with the code it has there."""

    name: str
    code: str | None


@dataclass(frozen=True, slots=True)
class Actors:
    """Who is who after all merges and splits that stand.

    Attributes:
        merged: the actor that another one was joined into.
        names, frames: the actor that a spelling of an actor, or its mention in a frame, went to;
            spellings folded.
    """

    merged: dict[str, str]
    names: dict[tuple[str, str], str]
    frames: dict[tuple[str, str], str]

    @classmethod
    def load(cls, connection: Connection) -> Actors:
        """All decisions on actors; there are as many as reviewers made."""
        query = select(t.judgements).where(t.judgements.c.verdict.in_(("merge", "split")))
        return cls.of(judgement_of(row) for row in connection.execute(query))

    @classmethod
    def of(cls, judgements: Iterable[Judgement]) -> Actors:
        """From decisions with the rows that undo them."""
        by_subject: dict[str, list[Judgement]] = {}
        for judgement in with_undone(judgements):
            by_subject.setdefault(judgement.subject, []).append(judgement)
        found = cls({}, {}, {})
        for group in by_subject.values():
            for judgement in those_that_stand(group):
                found._take(judgement)
        return found

    def _take(self, judgement: Judgement) -> None:
        actor, into = judgement.subject, judgement.change["into"]
        if judgement.verdict == "merge":
            self.merged[actor] = into
        for name in judgement.change.get("names", ()):
            self.names[actor, fold(name)] = into
        for frame in judgement.change.get("frames", ()):
            self.frames[actor, frame] = into

    def resolve(self, actor: str, *, name: str = "", frame: str = "") -> str:
        """The actor that is meant where this one stands, by this name, in this frame.

        Raises:
            LedgerError: the merges go in a circle.
        """
        way = [actor]
        key = fold(name)
        while True:
            at = way[-1]
            following = (
                self.frames.get((at, frame)) or self.names.get((at, key)) or self.merged.get(at)
            )
            if following is None:
                return at
            if following in way:
                raise LedgerError(
                    f"actors are merged in a circle: {' → '.join([*way, following])}; undo one of "
                    f"these merges or splits"
                )
            way.append(following)

    def check(self) -> None:
        """Refuse circles, whichever way they are entered."""
        for actor in self.merged:
            self.resolve(actor)
        for actor, name in self.names:
            self.resolve(actor, name=name)
        for actor, frame in self.frames:
            self.resolve(actor, frame=frame)


def resolved_actor(connection: Connection, actor: str, *, name: str = "", frame: str = "") -> str:
    """The actor that is meant after merges and splits; of many use `Actors.load` once.

    Raises:
        LedgerError: the merges go in a circle.
    """
    return Actors.load(connection).resolve(actor, name=name, frame=frame)


def merge(ledger: Ledger, actor: str, *, into: str, reviewer: str, reason: str = "") -> Judgement:
    """Decide that one actor is another; `undo` takes it back.

    Raises:
        NoSuchRecord: one of them is not there.
        LedgerError: they are one already, so that it would go in a circle.
    """
    said = Said(reviewer, reason)
    with ledger.writing() as connection:
        _actor(connection, actor)
        _actor(connection, into)
        if actor == into or Actors.load(connection).resolve(into) == actor:
            raise LedgerError(
                f"{actor} can't be merged into {into}: they are one already; `musnad judgements "
                f"{into}` shows by which decision"
            )
        on = Judged(actor, _model(connection, actor))
        made = write(connection, on, What("merge", {"into": into}), said)
        Actors.load(connection).check()
        return made


def split(
    ledger: Ledger,
    actor: str,
    *,
    names: Iterable[str] = (),
    frames: Iterable[str] = (),
    into: str | None = None,
    said: Said,
) -> Judgement:
    """Decide that some mentions of an actor are somebody else; `undo` takes it back.

    Args:
        ledger: where.
        actor: its id.
        names: spellings that are somebody else, wherever they stand for this actor.
        frames: ids of frames in which this actor is somebody else.
        into: id of the actor that they are; None to make a new one.
        said: who decides, and why.

    Raises:
        NoSuchRecord: the actor, or `into`, is not there.
        LedgerError: nothing is named, a spelling or frame is not this actor's, or none is left.
    """
    spelled, framed = list(dict.fromkeys(names)), list(dict.fromkeys(frames))
    if not spelled and not framed:
        raise LedgerError("nothing to split off: give spellings or frames of the actor")
    if len(spelled) + len(framed) > MOST_PARTS:
        raise LedgerError(f"at most {MOST_PARTS} spellings and frames are split off at once")
    with ledger.writing() as connection:
        row = _actor(connection, actor)
        known = _spellings(connection, actor)
        _check_names(actor, spelled, known, framed)
        _check_frames(connection, actor, framed)
        on = Judged(actor, _model(connection, actor))
        other = _actor(connection, into).id if into else _new(connection, row, spelled, known)
        change: dict[str, Any] = {"into": other}
        change |= {k: v for k, v in (("names", spelled), ("frames", framed)) if v}
        made = write(connection, on, What("split", change), said)
        Actors.load(connection).check()
        return made


def _actor(connection: Connection, actor: str) -> Row[Any]:
    row = connection.execute(select(t.actors).where(t.actors.c.id == actor)).one_or_none()
    if row is None:
        raise NoSuchRecord(f"{actor}: no actor has this id; `musnad who NAME` finds actors")
    return row


def _model(connection: Connection, actor: str) -> str:
    """Digest of the weights that first named the actor; "" for one that a reviewer made."""
    query = (
        select(t.readings.c.model_digest)
        .join(t.identities, t.identities.c.reading == t.readings.c.row)
        .where(t.identities.c.actor == actor)
        .order_by(t.readings.c.row)
        .limit(1)
    )
    return connection.execute(query).scalar() or ""


def _spellings(connection: Connection, actor: str) -> dict[str, Spelling]:
    """The actor's spellings, folded."""
    r, i = t.roles.c, t.identities.c
    roles = select(r.text, r.norm).where(r.actor == actor).distinct().order_by(r.text)
    named = select(i.name, i.code).where(i.actor == actor).distinct().order_by(i.name)
    found: dict[str, Spelling] = {}
    for name, code in [*connection.execute(named), *connection.execute(roles)]:
        found.setdefault(fold(name), Spelling(name, code))
    return found


def _check_names(
    actor: str, names: list[str], known: dict[str, Spelling], frames: list[str]
) -> None:
    shown = "، ".join(row.name for row in itertools.islice(known.values(), SHOWN))
    for name in names:
        if fold(name) not in known:
            raise LedgerError(f"{actor} is never written {name!r}, but: {shown or 'nowhere'}")
    if names and not frames and {fold(name) for name in names} >= set(known):
        raise LedgerError(
            f"nothing would be left of {actor}, which is written {shown}; merge it instead"
        )


def _check_frames(connection: Connection, actor: str, frames: list[str]) -> None:
    query = (
        select(t.frames.c.id)
        .join(t.roles, t.roles.c.frame == t.frames.c.row)
        .where(t.roles.c.actor == actor, t.frames.c.id.in_(frames))
    )
    there = set(connection.execute(query).scalars()) if frames else set()
    for frame in frames:
        if frame not in there:
            raise LedgerError(f"{actor} is neither agent nor target of a frame {frame}")


def _new(
    connection: Connection, actor: Row[Any], names: list[str], known: dict[str, Spelling]
) -> str:
    """A new actor for what is split off; its key is its id, so that no reading finds it by name."""
    first = known[fold(names[0])] if names else Spelling(actor.name, actor.code)
    taken = select(t.actors.c.id)
    ids = (content_id("n", ["split", actor.id, fold(first.name), n]) for n in itertools.count())
    made = next(
        i for i in ids if connection.execute(taken.where(t.actors.c.id == i)).first() is None
    )
    connection.execute(
        insert(t.actors),
        {
            "id": made,
            "kind": actor.kind,
            "key": made,
            "country": (first.code or "")[:3] or None,
            "code": first.code,
            "name": first.name,
            "latin": "",
            "added": now(),
        },
    )
    return made


def groups_of(connection: Connection, ids: Iterable[str]) -> dict[str, list[str]]:
    """Chief actors of these with all their members, by the merges that stand."""
    actors = Actors.load(connection)
    groups: dict[str, list[str]] = {}
    for given in ids:
        groups.setdefault(actors.resolve(given), []).append(given)
    joined = select(t.judgements.c.subject).where(t.judgements.c.verdict == "merge").distinct()
    for given in connection.execute(joined).scalars():
        chief = actors.resolve(given)
        if chief in groups and given not in groups[chief]:
            groups[chief].append(given)
    return {chief: list(dict.fromkeys((chief, *members))) for chief, members in groups.items()}


def acting(connection: Connection, roles: Any, ids: Iterable[str]) -> Any:  # noqa: ANN401
    """The condition that one of these actors has a role, splits that stand followed.

    Args:
        connection: within a transaction.
        roles: the table of roles, or an alias of it.
        ids: actors with all that is one with them; see `groups_of`.
    """
    ours = set(ids)
    known = Actors.load(connection)
    parts = [
        (actor, into, roles.c.text.in_(_written(connection, actor, name)))
        for (actor, name), into in known.names.items()
    ]
    parts += [
        (actor, into, roles.c.frame.in_(select(t.frames.c.row).where(t.frames.c.id == frame)))
        for (actor, frame), into in known.frames.items()
    ]
    found = roles.c.actor.in_(sorted(ours))
    away: list[Any] = []
    toward: list[Any] = []
    for actor, into, which in parts:
        here, there = actor in ours, into in ours or known.resolve(into) in ours
        if here != there:
            (away if here else toward).append(and_(roles.c.actor == actor, which))
    if away:
        found = and_(found, ~or_(*away))
    return or_(found, *toward) if toward else found


def _written(connection: Connection, actor: str, name: str) -> list[str]:
    """How a folded spelling of an actor is written in its roles."""
    query = select(t.roles.c.text).where(t.roles.c.actor == actor).distinct()
    return [text for text in connection.execute(query).scalars() if fold(text) == name]
