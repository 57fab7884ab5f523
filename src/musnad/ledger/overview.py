"""Overviews of a ledger: actors with their spellings, pairs over time, stories with their carriers.

Merges and splits that reviewers decided are followed; see `musnad.ledger.merging`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import Connection, and_, case, exists, func, literal, select

from musnad.errors import LedgerError, NoSuchRecord
from musnad.ledger import tables as t
from musnad.ledger.merging import acting, groups_of
from musnad.ledger.parties import actors_named, coded, is_code
from musnad.ledger.store import Ledger

MOST_SPELLINGS = 12
"""Spellings of an actor that are told."""

PARTIES = ("agent", "target")


@dataclass(frozen=True, slots=True)
class ActorHit:
    """An actor of the ledger.

    Attributes:
        id, name, latin, kind, code, country: as the ledger has them; kind is "person", "body" or
            "party".
        spellings: how it is written, with the number of times, the most frequent first.
        as_agent, as_target: roles of current frames that it has.
        statements: those it makes; articles: in how many it has a role.
        begin, end: first and last day of publication.
        outlets: of how many outlets.
        merged: ids of actors that reviewers made one with it.
    """

    id: str
    name: str
    latin: str
    kind: str
    code: str | None
    country: str | None
    spellings: tuple[tuple[str, int], ...] = ()
    as_agent: int = 0
    as_target: int = 0
    statements: int = 0
    articles: int = 0
    begin: str | None = None
    end: str | None = None
    outlets: int = 0
    merged: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "id": self.id,
            "name": self.name,
            "latin": self.latin,
            "kind": self.kind,
            "code": self.code,
            "country": self.country,
            "spellings": [{"text": text, "times": times} for text, times in self.spellings],
            "as_agent": self.as_agent,
            "as_target": self.as_target,
            "statements": self.statements,
            "articles": self.articles,
            "begin": self.begin,
            "end": self.end,
            "outlets": self.outlets,
            "merged": list(self.merged),
        }


def who(ledger: Ledger, name: str, *, limit: int = 20) -> list[ActorHit]:
    """The actors that a name may mean, those with the most roles first.

    Args:
        ledger: where to look.
        name: a name in any spelling, Arabic or Latin, an actor's id, or a code.
        limit: how many.
    """
    with ledger.reading() as connection:
        ids = _by_code(connection, name) if is_code(name) else actors_named(connection, name)
        groups = groups_of(connection, ids)
        times = _times(connection, [member for members in groups.values() for member in members])
        ranked = sorted(groups, key=lambda chief: (-sum(times[m] for m in groups[chief]), chief))
        return [_actor(connection, chief, groups[chief]) for chief in ranked[:limit]]


def _times(connection: Connection, ids: list[str]) -> Counter[str]:
    """How many roles of current frames these actors have."""
    found: Counter[str] = Counter()
    for at in range(0, len(ids), 500):
        query = (
            select(t.roles.c.actor, func.count())
            .join(t.frames, t.frames.c.row == t.roles.c.frame)
            .where(t.roles.c.actor.in_(ids[at : at + 500]), t.frames.c.current)
            .where(t.roles.c.role.in_(PARTIES))
            .group_by(t.roles.c.actor)
        )
        found.update({str(actor): times for actor, times in connection.execute(query)})
    return found


def actor(ledger: Ledger, actor_id: str) -> ActorHit:
    """One actor with all that is one with it.

    Raises:
        NoSuchRecord: there is none of this id.
    """
    with ledger.reading() as connection:
        known = select(t.actors.c.id).where(t.actors.c.id == actor_id)
        if connection.execute(known).first() is None:
            raise NoSuchRecord(f"{actor_id}: no actor has this id")
        ((chief, members),) = groups_of(connection, [actor_id]).items()
        return _actor(connection, chief, members)


def members_of(connection: Connection, actor_id: str) -> list[str]:
    """Ids of all actors that are one with this one."""
    ((_, members),) = groups_of(connection, [actor_id]).items()
    return members


def _by_code(connection: Connection, code: str) -> list[str]:
    begins = t.actors.c.code.startswith(code, autoescape=True)
    return list(connection.execute(select(t.actors.c.id).where(begins).limit(500)).scalars())


def _actor(connection: Connection, chief: str, members: list[str]) -> ActorHit:
    row = connection.execute(select(t.actors).where(t.actors.c.id == chief)).one()
    counts = connection.execute(_counts(connection, members)).one()
    spelled: Counter[str] = Counter()
    query = (
        select(t.roles.c.text, func.count())
        .join(t.frames, t.frames.c.row == t.roles.c.frame)
        .where(acting(connection, t.roles, members), t.frames.c.current)
        .group_by(t.roles.c.text)
    )
    for text, times in connection.execute(query):
        spelled[text] += times
    return ActorHit(
        id=row.id,
        name=row.name,
        latin=row.latin,
        kind=row.kind,
        code=row.code,
        country=row.country,
        spellings=tuple(spelled.most_common(MOST_SPELLINGS)),
        as_agent=counts.agent or 0,
        as_target=counts.target or 0,
        statements=counts.statements or 0,
        articles=counts.articles,
        begin=counts.begin,
        end=counts.end,
        outlets=counts.outlets,
        merged=tuple(m for m in members if m != chief),
    )


def _counts(connection: Connection, members: list[str]) -> Any:  # noqa: ANN401 - a query of seven columns
    agent = t.roles.c.role == "agent"
    said = t.roles.alias("said")
    content = exists().where(said.c.frame == t.frames.c.row, said.c.role == "content")
    states = and_(agent, content)
    return (
        select(
            func.sum(case((agent, 1), else_=0)).label("agent"),
            func.sum(case((t.roles.c.role == "target", 1), else_=0)).label("target"),
            func.sum(case((states, 1), else_=0)).label("statements"),
            func.count(t.frames.c.article.distinct()).label("articles"),
            func.min(t.frames.c.published).label("begin"),
            func.max(t.frames.c.published).label("end"),
            func.count(t.articles.c.outlet.distinct()).label("outlets"),
        )
        .select_from(t.roles)
        .join(t.frames, t.frames.c.row == t.roles.c.frame)
        .join(t.articles, t.articles.c.id == t.frames.c.article)
        .where(acting(connection, t.roles, members), t.frames.c.current)
    )


# ── pairs ────────────────────────────────────────────────────────────────────────────────────

By = Literal["day", "week", "month", "year"]
Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]

QUADS: dict[str, Quad] = {
    "AGREE": "verbal cooperation",
    "SUPPORT": "verbal cooperation",
    "CONSULT": "verbal cooperation",
    "CONCEDE": "verbal cooperation",
    "COOPERATE": "material cooperation",
    "AID": "material cooperation",
    "RETREAT": "material cooperation",
    "REQUEST": "verbal conflict",
    "ACCUSE": "verbal conflict",
    "REJECT": "verbal conflict",
    "THREATEN": "verbal conflict",
    "PROTEST": "material conflict",
    "SANCTION": "material conflict",
    "MOBILIZE": "material conflict",
    "COERCE": "material conflict",
    "ASSAULT": "material conflict",
}
"""PLOVER's quad classes; SAY has none."""


@dataclass(slots=True)
class DyadPoint:
    """What one party did to, or said of, the other in one period.

    Attributes:
        period: "2015-08", "2015-W31", "2015-08-02" or "2015".
        frames: ids, by quad class and type: the evidence of each count.
        statements: frames that say what somebody reports; carriers: articles; events: frames less
            the copies in the same story, of the same type on the same day.
    """

    period: str
    by_quad: dict[str, int] = field(default_factory=dict)
    by_type: dict[str, int] = field(default_factory=dict)
    frames: list[str] = field(default_factory=list)
    statements: int = 0
    carriers: int = 0
    events: int = 0

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "period": self.period,
            "statements": self.statements,
            "carriers": self.carriers,
            "events": self.events,
            "by_quad": self.by_quad,
            "by_type": self.by_type,
            "frames": self.frames,
        }


@dataclass(frozen=True, slots=True)
class Dyad:
    """Two parties over time, each direction for itself."""

    one: str
    other: str
    forth: tuple[DyadPoint, ...]
    back: tuple[DyadPoint, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "one": self.one,
            "other": self.other,
            "forth": [p.to_dict() for p in self.forth],
            "back": [p.to_dict() for p in self.back],
        }


def dyad(
    ledger: Ledger, one: str, other: str, *, by: By = "month", window: int = 1, claimed: bool = True
) -> Dyad:
    """What two parties did to each other and said of each other, by period.

    A frame belongs to the day on which it happened, where that is known, else to the day on which
    it was published; frames without either have the period "unknown".

    Args:
        ledger: where to look.
        one: a name, an actor's id, or a code.
        other: the other one.
        by: length of the periods.
        window: days within which reports of one type are one event.
        claimed: whether acts count that lie in somebody's content.
    """
    if by not in ("day", "week", "month", "year"):
        raise LedgerError(f"{by!r} is no period; expected day, week, month or year")
    with ledger.reading() as connection:
        forth = _between(connection, one, other, claimed=claimed)
        back = _between(connection, other, one, claimed=claimed)
    return Dyad(one, other, _points(forth, by, window), _points(back, by, window))


def _between(connection: Connection, one: str, other: str, *, claimed: bool) -> list[Any]:
    query = (
        select(
            t.frames.c.id,
            t.frames.c.type,
            t.frames.c.article,
            func.coalesce(t.frames.c.begin, t.frames.c.published).label("day"),
            t.stories.c.story,
        )
        .outerjoin(t.stories, t.stories.c.article == t.frames.c.article)
        .where(
            t.frames.c.current,
            _plays(connection, "agent", one),
            _plays(connection, "target", other),
        )
    )
    if not claimed:
        query = query.where(~t.frames.c.claimed)
    return list(connection.execute(query).all())


def _plays(connection: Connection, role: str, name: str) -> Any:  # noqa: ANN401 - a condition
    """The condition that a role's party is meant by a name; merges are followed."""
    if is_code(name):
        return coded((role,), name)
    groups = groups_of(connection, actors_named(connection, name))
    ids = [member for members in groups.values() for member in members]
    if not ids:
        return literal(False)
    found = select(t.roles.c.frame).where(t.roles.c.role == role, acting(connection, t.roles, ids))
    return t.frames.c.row.in_(found)


def _points(rows: list[Any], by: By, window: int) -> tuple[DyadPoint, ...]:
    points: dict[str, DyadPoint] = {}
    articles: dict[str, set[str]] = {}
    for row in sorted(rows, key=lambda r: (r.day or "", r.id)):
        point = points.setdefault(_period(row.day, by), DyadPoint(_period(row.day, by)))
        point.by_type[row.type] = point.by_type.get(row.type, 0) + 1
        quad = QUADS.get(row.type)
        if quad:
            point.by_quad[quad] = point.by_quad.get(quad, 0) + 1
        point.frames.append(row.id)
        point.statements += 1
        articles.setdefault(point.period, set()).add(row.article)
    for event in _events(rows, window):
        points[_period(event, by)].events += 1
    for period, point in points.items():
        point.carriers = len(articles[period])
    return tuple(points[period] for period in sorted(points))


def _events(rows: list[Any], window: int) -> Iterable[str | None]:
    """The first day of each event: reports of a type in a chain of days, each `window` days apart.

    Reports without day are one event for each story and type.
    """
    undated = {(r.type, r.story or r.article) for r in rows if r.day is None}
    yield from (None for _ in undated)
    for kind in {r.type for r in rows}:
        days = sorted({r.day for r in rows if r.type == kind and r.day})
        last: date | None = None
        for written in days:
            day = date.fromisoformat(written)
            if last is None or day - last > timedelta(days=window):
                yield written
            last = day


def _period(day: str | None, by: By) -> str:
    if day is None:
        return "unknown"
    if by == "week":
        year, week, _ = date.fromisoformat(day).isocalendar()
        return f"{year}-W{week:02}"
    return day[: {"day": 10, "month": 7, "year": 4}[by]]


# ── stories ──────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class StoryMember:
    """An article of a story, as the ledger has it."""

    article: str
    title: str | None
    outlet: str | None
    agency: str | None
    published: str | None
    joined: str | None
    containment: float | None
    length: int

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "article": self.article,
            "title": self.title,
            "outlet": self.outlet,
            "agency": self.agency,
            "published": self.published,
            "joined": self.joined,
            "containment": self.containment,
            "length": self.length,
        }


def story_members(ledger: Ledger, story: str) -> list[StoryMember]:
    """The current articles of a story, by day.

    Raises:
        NoSuchRecord: there is no such story.
    """
    query = (
        select(
            t.stories.c.article,
            t.articles.c.title,
            t.articles.c.outlet,
            t.articles.c.agency,
            t.articles.c.published,
            t.stories.c.joined,
            t.stories.c.containment,
            func.length(t.articles.c.text).label("length"),
        )
        .join(t.articles, t.articles.c.id == t.stories.c.article)
        .where(t.stories.c.story == story, t.articles.c.current)
        .order_by(t.articles.c.published.is_(None), t.articles.c.published, t.articles.c.row)
    )
    with ledger.reading() as connection:
        found = [StoryMember(*row) for row in connection.execute(query)]
    if not found:
        raise NoSuchRecord(f"{story}: no story has this id")
    return found


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in one line: how many carry it, of how many outlets, from when to when."""

    story: str
    title: str | None
    carriers: int
    outlets: int
    begin: str | None
    end: str | None

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "story": self.story,
            "title": self.title,
            "carriers": self.carriers,
            "outlets": self.outlets,
            "begin": self.begin,
            "end": self.end,
        }


def stories(
    ledger: Ledger,
    *,
    least: int = 2,
    since: str = "",
    until: str = "",
    outlet: str = "",
    limit: int = 20,
    offset: int = 0,
) -> list[StoryLine]:
    """Stories with the most carriers first.

    Args:
        ledger: where to look.
        least: fewest carriers.
        since: first day of publication of any member.
        until: last day.
        outlet: one of the outlets that carry it.
        limit: how many.
        offset: how many are passed over.
    """
    carriers = func.count()
    query = (
        select(
            t.stories.c.story,
            carriers.label("carriers"),
            func.count(t.articles.c.outlet.distinct()).label("outlets"),
            func.min(t.articles.c.published).label("begin"),
            func.max(t.articles.c.published).label("end"),
            func.min(t.articles.c.row).label("first"),
        )
        .join(t.articles, t.articles.c.id == t.stories.c.article)
        .where(t.articles.c.current)
        .group_by(t.stories.c.story)
        .having(carriers >= least)
        .order_by(carriers.desc(), t.stories.c.story)
        .limit(limit)
        .offset(offset)
    )
    if not (since or until or outlet):  # read off the index of stories, before anything is joined
        several = (
            select(t.stories.c.story)
            .group_by(t.stories.c.story)
            .having(func.count() >= least)
            .order_by(func.count().desc(), t.stories.c.story)
            .limit(2 * (limit + offset) + 50)
        )
        query = query.where(t.stories.c.story.in_(several))
    if since:
        query = query.having(func.max(t.articles.c.published) >= since)
    if until:
        query = query.having(func.min(t.articles.c.published) <= until)
    if outlet:
        carried = (
            select(t.stories.c.story)
            .join(t.articles, t.articles.c.id == t.stories.c.article)
            .where(t.articles.c.outlet == outlet)
        )
        query = query.where(t.stories.c.story.in_(carried))
    with ledger.reading() as connection:
        rows = connection.execute(query).all()
        named = select(t.articles.c.row, t.articles.c.title).where(
            t.articles.c.row.in_([r.first for r in rows])
        )
        titles = {r.row: r.title for r in connection.execute(named)}
    return [
        StoryLine(r.story, titles.get(r.first), r.carriers, r.outlets, r.begin, r.end) for r in rows
    ]
