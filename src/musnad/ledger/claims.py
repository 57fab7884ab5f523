"""Claims of a ledger: listed, with the frames that tell them, and what denies them.

What follows from these (drift, laundering, the denial clock) is worked out by `musnad.disputes`,
from the hits that are given here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, and_, func, select

from musnad.errors import NoSuchRecord
from musnad.ledger import tables as t
from musnad.ledger.search import Hit, Query, conditions_of, hits_at
from musnad.ledger.store import Ledger

CHUNK = 500
"""Frames that are loaded at once."""

MOST_MEMBERS = 2_000
"""Frames of a claim that are told."""

MOST_DENIALS = 20_000
"""Denials of a period that are weighed, the latest ones."""


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim in one line.

    Attributes:
        claim: its id.
        lead: the first frame that tells it.
        statements: frames; carriers: articles; outlets: how many.
        begin, end: first and last day of publication.
    """

    claim: str
    lead: Hit
    statements: int
    carriers: int
    outlets: int
    begin: str | None
    end: str | None

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "claim": self.claim,
            "statements": self.statements,
            "carriers": self.carriers,
            "outlets": self.outlets,
            "begin": self.begin,
            "end": self.end,
            "lead": self.lead.to_dict(),
        }


def claims(
    ledger: Ledger, query: Query | None = None, *, least: int = 2, limit: int = 20, offset: int = 0
) -> list[ClaimLine]:
    """Claims, those with the most carriers first.

    Args:
        ledger: where to look.
        query: conditions that one frame of a claim at least must meet.
        least: fewest articles that carry it.
        limit: how many.
        offset: how many are passed over.
    """
    with ledger.reading() as connection:
        rows = connection.execute(_lines(connection, query, least).limit(limit).offset(offset))
        found = rows.all()
        leads = hits_at(connection, [row.lead for row in found])
    lines = zip(found, leads, strict=True)
    return [
        ClaimLine(r.claim, lead, r.statements, r.carriers, r.outlets, r.begin, r.end)
        for r, lead in lines
    ]


def _lines(connection: Connection, query: Query | None, least: int) -> Any:  # noqa: ANN401 - a query
    carriers = func.count(t.frames.c.article.distinct())
    found = (
        select(
            t.claims.c.claim,
            func.count().label("statements"),
            carriers.label("carriers"),
            func.count(t.articles.c.outlet.distinct()).label("outlets"),
            func.min(t.frames.c.published).label("begin"),
            func.max(t.frames.c.published).label("end"),
            func.min(t.frames.c.row).label("lead"),
        )
        .join(t.frames, and_(t.frames.c.id == t.claims.c.frame, t.frames.c.current))
        .join(t.articles, t.articles.c.id == t.frames.c.article)
        .group_by(t.claims.c.claim)
        .having(carriers >= least)
        .order_by(carriers.desc(), func.count().desc(), t.claims.c.claim)
    )
    if least > 1:  # read off the index of claims alone, before anything is joined
        several = select(t.claims.c.claim).group_by(t.claims.c.claim).having(func.count() >= least)
        found = found.where(t.claims.c.claim.in_(several))
    if query is not None and query != Query():
        meets = select(t.frames.c.id).where(*conditions_of(connection, query.checked()))
        told = select(t.claims.c.claim).where(t.claims.c.frame.in_(meets))
        found = found.where(t.claims.c.claim.in_(told))
    return found


def claim_members(ledger: Ledger, claim: str) -> list[Hit]:
    """The current frames that tell a claim, by day, and within a day as they were read.

    Args:
        ledger: where to look.
        claim: id of the claim, or of a frame that tells it.

    Raises:
        NoSuchRecord: there is no such claim.
    """
    named = select(t.claims.c.claim).where(t.claims.c.frame == claim)
    with ledger.reading() as connection:
        claim = connection.execute(named).scalar() or claim
        query = (
            select(t.frames.c.row)
            .join(t.claims, t.claims.c.frame == t.frames.c.id)
            .where(t.claims.c.claim == claim, t.frames.c.current)
            .order_by(t.frames.c.published.is_(None), t.frames.c.published, t.frames.c.row)
            .limit(MOST_MEMBERS)
        )
        found = list(_hits(connection, list(connection.execute(query).scalars())))
    if not found:
        raise NoSuchRecord(f"{claim}: no claim has this id, and no frame that tells one")
    return found


def members_of(ledger: Ledger, claims: Sequence[str]) -> dict[str, list[Hit]]:
    """The current frames that tell each of these claims, in the order of `claim_members`."""
    found: dict[str, list[Hit]] = {claim: [] for claim in claims}
    query = (
        select(t.frames.c.row)
        .join(t.claims, t.claims.c.frame == t.frames.c.id)
        .where(t.claims.c.claim.in_(list(claims)), t.frames.c.current)
        .order_by(t.frames.c.published.is_(None), t.frames.c.published, t.frames.c.row)
    )
    with ledger.reading() as connection:
        for hit in _hits(connection, list(connection.execute(query).scalars())):
            if hit.claim and len(found[hit.claim]) < MOST_MEMBERS:
                found[hit.claim].append(hit)
    return found


def denials_between(
    ledger: Ledger, begin: str | None, end: str | None, *, window: int
) -> tuple[list[tuple[Hit, str]], dict[str, list[str]]]:
    """Denials that may answer what was published in a period, for `musnad.disputes.Denials`.

    Args:
        ledger: where to look.
        begin: first day of what is denied; None for no bound.
        end: last day of it.
        window: days after it within which a denial counts.

    Returns:
        the denials, each with the words that say what is denied; and what they deny within their
        own articles, frames by the ids of denials.
    """
    query = (
        select(t.frames.c.row, t.denials.c.frame, t.denials.c.words)
        .join(t.frames, and_(t.frames.c.id == t.denials.c.frame, t.frames.c.current))
        .order_by(t.frames.c.published.desc())
        .limit(MOST_DENIALS)
    )
    undated = t.frames.c.published.is_(None)
    if begin:
        query = query.where(undated | (t.frames.c.published >= _moved(begin, -1)))
    if end:
        query = query.where(undated | (t.frames.c.published <= _moved(end, window)))
    with ledger.reading() as connection:
        rows = connection.execute(query).all()
        words = {row.frame: row.words for row in rows}
        hits = list(_hits(connection, [row.row for row in rows]))
        linked = _linked(connection, [row.row for row in rows])
    return [(hit, words[hit.id]) for hit in hits], linked


def _linked(connection: Connection, deniers: list[int]) -> dict[str, list[str]]:
    denier, denied = t.frames.alias("denier"), t.frames.alias("denied")
    found: dict[str, list[str]] = {}
    for at in range(0, len(deniers), CHUNK):
        query = (
            select(denier.c.id, denied.c.id.label("denied"))
            .select_from(t.links)
            .join(denier, denier.c.row == t.links.c.source)
            .join(denied, denied.c.row == t.links.c.target)
            .where(t.links.c.kind == "denies", t.links.c.source.in_(deniers[at : at + CHUNK]))
        )
        for row in connection.execute(query):
            found.setdefault(row.id, []).append(row.denied)
    return found


def sources_by_outlet(
    ledger: Ledger, *, since: str = "", until: str = ""
) -> Iterable[tuple[str | None, str, bool, int]]:
    """Who speaks in each outlet, for `musnad.disputes.anonymous_sources`.

    Returns:
        outlet, source as written, whether it names a person, number of statements.
    """
    agent, content = t.roles.alias("agent"), t.roles.alias("content")
    said = select(content.c.frame).where(content.c.role == "content")
    person = func.coalesce(t.actors.c.kind, "") == "person"
    query = (
        select(t.articles.c.outlet, agent.c.text, person.label("person"), func.count())
        .select_from(agent)
        .join(t.frames, t.frames.c.row == agent.c.frame)
        .join(t.articles, t.articles.c.id == t.frames.c.article)
        .outerjoin(t.actors, t.actors.c.id == agent.c.actor)
        .where(agent.c.role == "agent", t.frames.c.current, agent.c.frame.in_(said))
        .group_by(t.articles.c.outlet, agent.c.text, person)
    )
    if since:
        query = query.where(t.frames.c.published >= since)
    if until:
        query = query.where(t.frames.c.published <= until)
    with ledger.reading() as connection:
        return [(o, text, bool(named), n) for o, text, named, n in connection.execute(query)]


def _hits(connection: Connection, numbers: list[int]) -> Iterator[Hit]:
    for at in range(0, len(numbers), CHUNK):
        yield from hits_at(connection, numbers[at : at + CHUNK])


def _moved(day: str, days: int) -> str:
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()
