"""Checks actors that no reading names: those that reviewers split off, and strays."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, exists, select

from musnad.ledger import tables as t
from musnad.ledger.finding import Finding, differing
from musnad.ledger.guarded import guarded
from musnad.ledger.raw import plain
from musnad.ledger.standing import judgement_of
from musnad.ledger.verify_derived import NAMESAKES
from musnad.records import content_id
from musnad.script import fold


def unnamed(connection: Connection) -> Iterator[Finding]:
    """All that is wrong with actors that stand in no reading."""
    named = exists().where(t.identities.c.actor == t.actors.c.id)
    query = plain(t.actors).where(~named).order_by(t.actors.c.id)
    for actor in connection.execute(query.execution_options(yield_per=500)):
        yield from guarded(actor.id, "actors", _made(connection, actor))


def _made(connection: Connection, actor: Row[Any]) -> Iterator[Finding]:
    """An actor that a split made: its id tells from whom, and under which name."""
    parent = _parent(connection, actor)
    if parent is None:
        what = "no reading names it, and no reviewer split it off"
        yield Finding(str(actor.id), "actors", "id", str(actor.id), "no such row", what)
        return
    spellings = _spellings(connection, parent)
    name = fold(actor.name)
    ids = {content_id("n", ["split", parent.id, name, n]) for n in range(NAMESAKES)}
    if actor.id not in ids or actor.name not in {spelled for spelled, _ in spellings}:
        yield differing(actor.id, "actors", "name", (actor.name, "the name that was split off"))
    codes = {code for spelled, code in spellings if fold(spelled) == name}
    if actor.code not in codes:
        told = " or ".join(sorted(str(c) for c in codes))
        yield differing(actor.id, "actors", "code", (actor.code, told))
    columns = {
        "kind": parent.kind,
        "key": actor.id,
        "latin": "",
        "country": (actor.code or "")[:3] or None,
    }
    for column, value in columns.items():
        if getattr(actor, column) != value:
            yield differing(actor.id, "actors", column, (getattr(actor, column), value))


def _parent(connection: Connection, actor: Row[Any]) -> Row[Any] | None:
    """The actor that this one was split off."""
    splits = plain(t.judgements).where(t.judgements.c.verdict == "split")
    for row in connection.execute(splits):
        if row.undoes is None and judgement_of(row).change.get("into") == actor.id:
            query = plain(t.actors).where(t.actors.c.id == row.subject)
            return connection.execute(query).one_or_none()
    return None


def _spellings(connection: Connection, parent: Row[Any]) -> set[tuple[str, str | None]]:
    r, i = t.roles.c, t.identities.c
    roles = select(r.text, r.norm).where(r.actor == parent.id).distinct()
    named = select(i.name, i.code).where(i.actor == parent.id).distinct()
    rows = [*connection.execute(roles), *connection.execute(named)]
    return {(parent.name, parent.code), *((name, code) for name, code in rows)}
