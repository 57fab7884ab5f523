"""Parties as a user names them: a code, the id of an actor, or a name in any spelling."""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import Connection, and_, func, literal, or_, select

from musnad.actors import ActorMention, name_key, resolve_actors
from musnad.ledger import tables as t
from musnad.ledger.merging import acting, groups_of
from musnad.script import fold

_CODE = re.compile(r"[A-Z]{3}(?:[A-Z]{3})*")
_ID = re.compile(r"n[0-9a-f]{20}")
COUNTRY = 3
"""Letters of a code that are its country."""

MOST_ACTORS = 500
"""Actors that one name may mean: a single common name means many."""


def keys_of(name: str) -> list[tuple[str, ...]]:
    """The folded keys that a name may stand under, each as words: of the person, of the body."""
    read = resolve_actors([ActorMention(name, 0)], text=name).identities
    found = [tuple(key.split()) for key in (name_key(name), *(i.key for i in read))]
    return [key for key in dict.fromkeys(found) if key]


def is_code(name: str) -> bool:
    """Whether a name is a CAMEO-style code, or the country that begins one."""
    return bool(_CODE.fullmatch(name))


def actors_named(connection: Connection, name: str) -> list[str]:
    """Ids of the actors that a name may mean.

    All words of the name are among those of theirs. If nobody is called so, those whom an article
    calls so: a title (الملك) is no name, and many bear it.
    """
    if _ID.fullmatch(name):
        return [name]
    if not name.strip():
        return []
    latin = func.lower(t.actors.c.latin).contains(fold(name), autoescape=True)
    padded = literal(" ") + t.actors.c.key + literal(" ")
    by_key = [
        and_(*(padded.contains(f" {word} ", autoescape=True) for word in key))
        for key in keys_of(name)
    ]
    query = select(t.actors.c.id).where(or_(latin, *by_key)).limit(MOST_ACTORS)
    return list(connection.execute(query).scalars()) or _called(connection, name)


def _called(connection: Connection, name: str) -> list[str]:
    """Ids of the actors that articles call so, those that are called so most often first."""
    padded = literal(" ") + t.roles.c.text + literal(" ")
    query = (
        select(t.roles.c.actor)
        .where(
            t.roles.c.actor.is_not(None),
            *(padded.contains(f" {word} ", autoescape=True) for word in name.split()),
        )
        .group_by(t.roles.c.actor)
        .order_by(func.count().desc(), t.roles.c.actor)
        .limit(MOST_ACTORS)
    )
    return [str(found) for found in connection.execute(query).scalars()]


def plays(connection: Connection, roles: tuple[str, ...], name: str) -> Any:  # noqa: ANN401
    """The condition that a party has one of these roles; merges and splits are followed."""
    if is_code(name):
        return coded(roles, name)
    groups = groups_of(connection, actors_named(connection, name))
    ids = [member for members in groups.values() for member in members]
    found = select(t.roles.c.frame).where(
        t.roles.c.role.in_(roles), acting(connection, t.roles, ids)
    )
    return t.frames.c.row.in_(found)


def coded(roles: tuple[str, ...], code: str) -> Any:  # noqa: ANN401
    """The condition that one with a code, or with a longer one, has one of these roles."""
    parties = t.parties.c
    query = select(parties.frame).where(parties.country == code[:3], parties.role.in_(roles))
    if len(code) > COUNTRY:
        query = query.where(parties.code.startswith(code, autoescape=True))
    return t.frames.c.row.in_(query)
