"""Who and what is met most often in a ledger, and with whom an actor deals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, FromClause, and_, func, select

from musnad.ledger import tables as t
from musnad.ledger.merging import acting
from musnad.ledger.overview import PARTIES, ActorHit, actor, members_of
from musnad.ledger.parties import actors_named, is_code
from musnad.ledger.search import Facet, Hit, Query, conditions_of, hits_at
from musnad.ledger.store import Ledger

WITHIN = 5_000
"""Records whose facets are counted: of a million, all seven take 14 seconds, of these 0.3."""


@dataclass(frozen=True, slots=True)
class Met:
    """An actor and a count: of its roles, or of the frames that it shares with another."""

    id: str
    name: str
    latin: str
    code: str | None
    times: int

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "id": self.id,
            "name": self.name,
            "latin": self.latin,
            "code": self.code,
            "times": self.times,
        }


def most_met(ledger: Ledger, *, limit: int = 40) -> list[Met]:
    """Named persons and bodies with the most roles; merges are not followed here.

    Roles of superseded readings count as well: the count tells an order, no figure.
    """
    times = func.count()
    counted = (
        select(t.roles.c.actor, times.label("times"))
        .where(t.roles.c.actor.is_not(None), t.roles.c.role.in_(PARTIES))
        .group_by(t.roles.c.actor)
        .order_by(times.desc())
        .limit(limit * 4)
        .subquery()
    )
    query = (
        select(t.actors, counted.c.times)
        .join(counted, counted.c.actor == t.actors.c.id)
        .where(t.actors.c.kind != "party")
        .order_by(counted.c.times.desc(), t.actors.c.id)
        .limit(limit)
    )
    with ledger.reading() as connection:
        return [Met(r.id, r.name, r.latin, r.code, r.times) for r in connection.execute(query)]


def meant(ledger: Ledger, name: str, *, limit: int = 12) -> list[ActorHit]:
    """The actors that a name may mean, those with the most roles first.

    As `musnad.ledger.overview.who`, which tells all of them first and took a minute and a half for
    a common name in a ledger of a million frames; here only those are told that are returned.
    """
    with ledger.reading() as connection:
        given = (
            t.actors.c.code.startswith(name, autoescape=True)
            if is_code(name)
            else t.actors.c.id.in_(actors_named(connection, name))
        )
        roles = and_(t.roles.c.actor == t.actors.c.id, t.roles.c.role.in_(PARTIES))
        query = (
            select(t.actors.c.id)
            .outerjoin(t.roles, roles)
            .where(given)
            .group_by(t.actors.c.id)
            .order_by(func.count(t.roles.c.frame).desc(), t.actors.c.id)
            .limit(limit)
        )
        ids = list(connection.execute(query).scalars())
    found = {hit.id: hit for hit in (actor(ledger, given_id) for given_id in ids)}
    return sorted(found.values(), key=lambda hit: (-(hit.as_agent + hit.as_target), hit.id))


def counterparts(ledger: Ledger, party: str, *, limit: int = 20) -> list[Met]:
    """The actors that have the other role in frames of this one, the most frequent first."""
    with ledger.reading() as connection:
        ours = members_of(connection, party)
        mine, other = t.roles.alias("mine"), t.roles.alias("other")
        times = func.count(t.frames.c.row.distinct())
        query = (
            select(t.actors, times.label("times"))
            .select_from(mine)
            .join(other, other.c.frame == mine.c.frame)
            .join(t.frames, t.frames.c.row == mine.c.frame)
            .join(t.actors, t.actors.c.id == other.c.actor)
            .where(
                acting(connection, mine, ours),
                mine.c.role.in_(PARTIES),
                other.c.role.in_(PARTIES),
                other.c.role != mine.c.role,
                other.c.actor.not_in(ours),
                t.frames.c.current,
            )
            .group_by(t.actors.c.id)
            .order_by(times.desc(), t.actors.c.id)
            .limit(limit)
        )
        return [Met(r.id, r.name, r.latin, r.code, r.times) for r in connection.execute(query)]


def by_month(ledger: Ledger, actors: Sequence[str]) -> list[tuple[str, int]]:
    """Frames of these actors by month of publication, in order; undated ones are left out."""
    month = func.substr(t.frames.c.published, 1, 7)
    with ledger.reading() as connection:
        query = (
            select(month, func.count(t.frames.c.row.distinct()))
            .join(t.roles, t.roles.c.frame == t.frames.c.row)
            .where(
                acting(connection, t.roles, actors),
                t.roles.c.role.in_(PARTIES),
                t.frames.c.current,
                t.frames.c.published.is_not(None),
            )
            .group_by(month)
            .order_by(month)
        )
        return [(str(period), int(times)) for period, times in connection.execute(query)]


def names_of(ledger: Ledger, ids: Iterable[str]) -> dict[str, str]:
    """Names of those actors among these ids that the ledger has."""
    query = select(t.actors.c.id, t.actors.c.name).where(t.actors.c.id.in_(list(ids)))
    with ledger.reading() as connection:
        return {row.id: row.name for row in connection.execute(query)}


def hits_named(ledger: Ledger, frames: Sequence[str]) -> list[Hit]:
    """The current frames of these ids, in their order; bounded by the caller."""
    query = select(t.frames.c.id, t.frames.c.row).where(
        t.frames.c.current, t.frames.c.id.in_(list(frames))
    )
    with ledger.reading() as connection:
        rows = {row.id: row.row for row in connection.execute(query)}
        return hits_at(connection, [rows[name] for name in frames if name in rows])


# ── facets ───────────────────────────────────────────────────────────────────────────────────


def latest_facets(
    ledger: Ledger, query: Query, *, within: int = WITHIN, most: int = 8
) -> dict[Facet, list[tuple[str, int]]]:
    """How often each value of a facet occurs among the records of a query that were added last.

    Args:
        ledger: where to look.
        query: what for.
        within: how many records are counted; exact where the query finds no more than these.
        most: values of each facet, the most frequent first.
    """
    with ledger.reading() as connection:
        latest = (
            select(t.frames.c.row)
            .where(*conditions_of(connection, query.checked()))
            .order_by(t.frames.c.row.desc())
            .limit(within)
            .subquery()
        )
        found = _of_frames(connection, latest)
        found["agent"] = _counted(
            connection,
            select(t.actors.c.name, func.count())
            .select_from(latest)
            .join(t.roles, t.roles.c.frame == latest.c.row)
            .join(t.actors, t.actors.c.id == t.roles.c.actor)
            .where(t.roles.c.role == "agent")
            .group_by(t.actors.c.name),
        )
        found["context"] = _counted(
            connection,
            select(t.labels.c.name, func.count())
            .select_from(latest)
            .join(t.labels, t.labels.c.frame == latest.c.row)
            .where(t.labels.c.kind == "context")
            .group_by(t.labels.c.name),
        )
    return {
        name: sorted(values.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        for name, values in found.items()
    }


def _of_frames(connection: Connection, latest: FromClause) -> dict[Facet, Counter[str]]:
    """Facets of the frames themselves and of their articles, in one pass."""
    query = (
        select(
            t.frames.c.type,
            t.articles.c.outlet,
            func.substr(t.frames.c.published, 1, 7),
            t.frames.c.country,
            t.articles.c.agency,
        )
        .select_from(latest)
        .join(t.frames, t.frames.c.row == latest.c.row)
        .join(t.articles, t.articles.c.id == t.frames.c.article)
    )
    names: tuple[Facet, ...] = ("type", "outlet", "month", "country", "agency")
    found: dict[Facet, Counter[str]] = {name: Counter() for name in names}
    for row in connection.execute(query):
        for name, value in zip(names, row, strict=True):
            if value:
                found[name][value] += 1
    return found


def _counted(connection: Connection, query: Any) -> Counter[str]:  # noqa: ANN401 - a select
    return Counter({str(name): int(times) for name, times in connection.execute(query)})
