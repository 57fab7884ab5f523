"""What a selection of records looks like as a whole: where, when, and between whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from sqlalchemy import and_, func, select

from musnad.errors import LedgerError
from musnad.ledger import tables as t
from musnad.ledger.overview import QUADS
from musnad.ledger.search import Query, conditions_of
from musnad.ledger.store import Ledger

Period = Literal["day", "week", "month", "year"]


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with the number of records that happened there."""

    name: str
    country: str | None
    latitude: float
    longitude: float
    times: int

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "name": self.name,
            "country": self.country,
            "latitude": self.latitude,
            "longitude": self.longitude,
            "times": self.times,
        }


@dataclass(slots=True)
class Span:
    """A period with its records by quad class; those that say something only have none."""

    period: str
    times: int = 0
    by_quad: dict[str, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {"period": self.period, "times": self.times, "by_quad": self.by_quad}


@dataclass(slots=True)
class Tie:
    """Records of one actor towards another."""

    agent: str
    agent_name: str
    target: str
    target_name: str
    times: int = 0
    by_quad: dict[str, int] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "agent": {"id": self.agent, "name": self.agent_name},
            "target": {"id": self.target, "name": self.target_name},
            "times": self.times,
            "by_quad": self.by_quad,
        }


def spots(ledger: Ledger, query: Query, *, most: int = 300) -> list[Spot]:
    """Places of the selected records that have coordinates, the most frequent first."""
    place, times = t.places, func.count()
    with ledger.reading() as connection:
        chosen = select(t.frames.c.row).where(*conditions_of(connection, query.checked()))
        rows = (
            select(
                place.c.name, place.c.country, place.c.latitude, place.c.longitude,
                times.label("times"),
            )
            .select_from(t.frames)
            .join(t.roles, and_(t.roles.c.frame == t.frames.c.row, t.roles.c.role == "place"))
            .join(
                place,
                and_(
                    place.c.reading == t.frames.c.reading,
                    place.c.start == t.roles.c.start,
                    place.c.end == t.roles.c.end,
                ),
            )
            .where(t.frames.c.row.in_(chosen), place.c.latitude.is_not(None))
            .group_by(place.c.name, place.c.country, place.c.latitude, place.c.longitude)
            .order_by(times.desc(), place.c.name)
            .limit(most)
        )  # fmt: skip
        return [Spot(r.name or "", *r[1:]) for r in connection.execute(rows)]


def timeline(ledger: Ledger, query: Query, *, by: Period = "day") -> list[Span]:
    """Records by the period of their publication, in order; undated ones are left out.

    Raises:
        LedgerError: there is no such period.
    """
    if by not in ("day", "week", "month", "year"):
        raise LedgerError(f"{by!r} is no period; expected day, week, month or year")
    with ledger.reading() as connection:
        rows = (
            select(t.frames.c.published, t.frames.c.type, func.count())
            .where(*conditions_of(connection, query.checked()), t.frames.c.published.is_not(None))
            .group_by(t.frames.c.published, t.frames.c.type)
        )
        found: dict[str, Span] = {}
        for day, kind, times in connection.execute(rows):
            span = found.setdefault(period := _period(day, by), Span(period))
            span.times += times
            if quad := QUADS.get(kind):
                span.by_quad[quad] = span.by_quad.get(quad, 0) + times
    return [found[period] for period in sorted(found)]


def ties(ledger: Ledger, query: Query, *, most: int = 40) -> list[Tie]:
    """Who does and says things to whom, the pairs with the most records first."""
    agents, targets = t.roles.alias("agents"), t.roles.alias("targets")
    one, other = t.actors.alias("one"), t.actors.alias("other")
    with ledger.reading() as connection:
        rows = (
            select(
                one.c.id, one.c.name, other.c.id.label("other"), other.c.name.label("other_name"),
                t.frames.c.type, func.count(t.frames.c.row.distinct()).label("times"),
            )
            .select_from(t.frames)
            .join(agents, and_(agents.c.frame == t.frames.c.row, agents.c.role == "agent"))
            .join(targets, and_(targets.c.frame == t.frames.c.row, targets.c.role == "target"))
            .join(one, one.c.id == agents.c.actor)
            .join(other, other.c.id == targets.c.actor)
            .where(*conditions_of(connection, query.checked()), one.c.id != other.c.id)
            .group_by(one.c.id, one.c.name, other.c.id, other.c.name, t.frames.c.type)
        )  # fmt: skip
        found = _tied(connection.execute(rows))
    return sorted(found, key=lambda tie: (-tie.times, tie.agent, tie.target))[:most]


def _tied(rows: Iterable[Any]) -> Iterable[Tie]:
    found: dict[tuple[str, str], Tie] = {}
    for row in rows:
        pair = (row.id, row.other)
        tie = found.setdefault(pair, Tie(row.id, row.name, row.other, row.other_name))
        tie.times += row.times
        if quad := QUADS.get(row.type):
            tie.by_quad[quad] = tie.by_quad.get(quad, 0) + row.times
    return found.values()


def _period(day: str, by: Period) -> str:
    if by == "week":
        year, week, _ = date.fromisoformat(day).isocalendar()
        return f"{year}-W{week:02}"
    return day[: {"day": 10, "month": 7, "year": 4}[by]]
