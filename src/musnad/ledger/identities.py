"""Who the actors of a reading are across articles.

A person with a name of two words and more is the same wherever the folded name is, unless two
known countries contradict; so is a body under its name. All other parties (الحكومة، شهود عيان) are
the same only under one code. What this joins too much or too little, reviewers merge and split.
"""

from __future__ import annotations

import itertools
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update

from musnad.ledger import tables as t
from musnad.ledger.clock import now
from musnad.records import Actor, Identity, Reading, content_id

FULL_NAME = 2
"""Words of a name from which on it is one person's."""


def kind_of(reading: Reading, identity: Identity) -> str:
    """Whether the mentions name a "person", a "body", or else a "party"."""
    actors = [
        r.value
        for r in reading.resolved
        if r.identity == identity.id and isinstance(r.value, Actor)
    ]
    if any(a.name for a in actors):
        return "person"
    return "body" if any(a.body for a in actors) else "party"


class _Kept(NamedTuple):
    """An actor as the ledger has it."""

    id: str
    country: str | None
    code: str | None


def settle(connection: Connection, reading: Reading) -> dict[str, str]:
    """Ids of the reading's actors by their labels; new ones are written."""
    named = [i for i in reading.identities if i.key]
    keys = {i.key for i in named}
    known: dict[tuple[str, str], list[_Kept]] = {}
    columns = (t.actors.c.kind, t.actors.c.key, t.actors.c.id, t.actors.c.country, t.actors.c.code)
    for row in connection.execute(select(*columns).where(t.actors.c.key.in_(keys))):
        known.setdefault((row.kind, row.key), []).append(_Kept(row.id, row.country, row.code))
    found: dict[str, str] = {}
    added: list[dict[str, str | None]] = []
    located: dict[str, dict[str, str | None]] = {}
    for identity in named:
        kind = kind_of(reading, identity)
        namesakes = known.setdefault((kind, identity.key), [])
        actor = _fitting(kind, identity, namesakes)
        if actor is None:
            row_of = _new(kind, identity, namesakes)
            added.append(row_of)
            actor = _Kept(str(row_of["id"]), row_of["country"], row_of["code"])
            namesakes.append(actor)
        elif (country := _country(identity)) and not actor.country:
            located[actor.id] = {"country": country, "code": identity.code}
        found[identity.id] = actor.id
    if added:
        connection.execute(insert(t.actors), added)
    for actor_id, values in located.items():
        connection.execute(update(t.actors).where(t.actors.c.id == actor_id).values(**values))
    return found


def _country(identity: Identity) -> str | None:
    return (identity.code or "")[:3] or None


def _fitting(kind: str, identity: Identity, namesakes: list[_Kept]) -> _Kept | None:
    """Which of the actors of its key it is; None if it is none of them, or may be two."""
    country = _country(identity)
    full = kind == "person" and len(identity.key.split()) >= FULL_NAME
    if kind != "body" and not full:
        return next((a for a in namesakes if a.code == identity.code), None)
    fitting = [a for a in namesakes if not (a.country and country and a.country != country)]
    same = next((a for a in fitting if a.country == country), None)
    return same or (fitting[0] if len(fitting) == 1 else None)


def _new(kind: str, identity: Identity, namesakes: list[_Kept]) -> dict[str, str | None]:
    """The row of an actor that the ledger has not."""
    taken = {a.id for a in namesakes}
    what = identity.code if kind == "party" else _country(identity)
    ids = (content_id("n", [kind, identity.key, what, n]) for n in itertools.count())
    return {
        "id": next(made for made in ids if made not in taken),
        "kind": kind,
        "key": identity.key,
        "country": _country(identity),
        "code": identity.code,
        "name": identity.name,
        "latin": identity.latin,
        "added": now(),
    }
