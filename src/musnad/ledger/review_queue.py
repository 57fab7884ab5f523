"""Which records to look at first: the doubtful ones of which much depends.

A record's urgency is doubt × weight × reach × dispute:

- doubt: 1 − its frame's score × the lowest score of its roles.
- weight: what a wrong record of this type costs (`WEIGHTS`).
- reach: 1 + log2 of the number of articles in its story.
- dispute: 1.5 where it denies a frame or is denied by one, else 1.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Row, Select, exists, func, or_, select

from musnad.errors import LedgerError
from musnad.ledger import tables as t
from musnad.ledger.standing import judgement_of, those_that_stand, with_undone
from musnad.ledger.store import Ledger
from musnad.records import FRAME_TYPES

WEIGHTS: Mapping[str, float] = MappingProxyType(
    {
        "ASSAULT": 3.0,
        "ACCUSE": 3.0,
        "THREATEN": 2.5,
        "COERCE": 2.5,
        "SANCTION": 2.0,
        "MOBILIZE": 2.0,
        "REJECT": 2.0,
        "CONCEDE": 1.5,
        "REQUEST": 1.5,
        "RETREAT": 1.5,
        "PROTEST": 1.5,
    }
)
"""Types that name somebody as a culprit, a victim or a threat weigh most; all others weigh 1."""

DISPUTED = 1.5

MOST = 10_000
"""Records that one call may ask for."""

FETCHED = 2_000
"""Rows that are held at once while all frames are gone through."""


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A record that waits for a reviewer, and why it stands where it does.

    Attributes:
        frame, article: ids.
        type, text: of the frame; its predicate.
        urgency: the product of the factors below.
        score, least: the frame's score, and the lowest of its roles (1 without roles).
        weight, carriers, disputed: see the head of this module.
        half_judged: it was confirmed before its roles or flags changed: only those are in doubt.
        title, outlet, published: of the article.
    """

    frame: str
    article: str
    type: str
    text: str
    urgency: float
    score: float
    least: float
    weight: float
    carriers: int
    disputed: bool
    half_judged: bool
    title: str | None
    outlet: str | None
    published: str | None

    @property
    def doubt(self) -> float:
        """How likely something in the record is wrong, as far as its scores tell."""
        return 1 - (1.0 if self.half_judged else self.score) * self.least

    def why(self) -> str:
        """The factors in words."""
        parts = [
            f"doubt {self.doubt:.2f} (frame {self.score:.2f}, weakest role {self.least:.2f})",
            f"{self.type} weighs {self.weight:g}",
            f"{self.carriers} article{'s' if self.carriers > 1 else ''} in its story",
        ]
        if self.disputed:
            parts.append("disputed")
        if self.half_judged:
            parts.append("confirmed before, but its roles or flags have changed since")
        return "; ".join(parts)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "frame": self.frame,
            "article": self.article,
            "type": self.type,
            "text": self.text,
            "urgency": round(self.urgency, 4),
            "doubt": round(self.doubt, 4),
            "score": self.score,
            "least": self.least,
            "weight": self.weight,
            "carriers": self.carriers,
            "disputed": self.disputed,
            "half_judged": self.half_judged,
            "title": self.title,
            "outlet": self.outlet,
            "published": self.published,
            "why": self.why(),
        }


def queue(
    ledger: Ledger,
    *,
    limit: int = 20,
    types: Iterable[str] = (),
    outlet: str | None = None,
    skip: Iterable[str] = (),
) -> list[QueueItem]:
    """Records without a decision that stands, the most urgent first; equal ones by id.

    Args:
        ledger: where.
        limit: how many at most.
        types: frame types; none for all.
        outlet: only of this outlet.
        skip: ids of frames that are left out.

    Raises:
        LedgerError: there is no such type, or the limit is out of bounds.
    """
    wanted = tuple(types)
    for name in wanted:
        if name not in FRAME_TYPES:
            raise LedgerError(f"{name!r} is no type; expected one of {', '.join(FRAME_TYPES)}")
    if not 1 <= limit <= MOST:
        raise LedgerError(f"{limit} records; expected 1 to {MOST}")
    left_out = frozenset(skip)
    with ledger.reading() as connection:
        waiting = _waiting(connection, wanted, outlet, left_out)
        return [_item(*found[2:]) for found in heapq.nsmallest(limit, waiting)]


Waiting = tuple[float, str, Row[Any], bool]
"""Urgency, negated, so that the least comes first; id; row; whether it is half judged."""


def _waiting(
    connection: Connection, types: tuple[str, ...], outlet: str | None, skip: frozenset[str]
) -> Iterator[Waiting]:
    judged = _Judged.load(connection)
    query = _frames(types, outlet).execution_options(yield_per=FETCHED)
    seen: set[str] = set()
    article = ""
    for row in connection.execute(query):
        if row.article != article:  # a frame's id occurs in one article only
            article, seen = row.article, set()
        if row.id in seen or row.id in skip or judged.wholly(row):
            continue
        seen.add(row.id)
        half = judged.half(row)
        yield -_urgency(row, half=half), row.id, row, half


def _urgency(row: Row[Any], *, half: bool) -> float:
    least = 1.0 if row.least is None else row.least
    doubt = 1 - (1.0 if half else row.score) * least
    reach = 1 + math.log2(row.carriers or 1)
    return float(doubt * WEIGHTS.get(row.type, 1.0) * reach * (DISPUTED if row.disputed else 1.0))


def _item(row: Row[Any], half: bool) -> QueueItem:
    return QueueItem(
        frame=row.id,
        article=row.article,
        type=row.type,
        text=row.text,
        urgency=_urgency(row, half=half),
        score=row.score,
        least=1.0 if row.least is None else row.least,
        weight=WEIGHTS.get(row.type, 1.0),
        carriers=row.carriers or 1,
        disputed=bool(row.disputed),
        half_judged=half,
        title=row.title,
        outlet=row.outlet,
        published=row.published,
    )


def _frames(types: tuple[str, ...], outlet: str | None) -> Select[Any]:
    f, a = t.frames.c, t.articles.c
    least = select(func.min(t.roles.c.score)).where(t.roles.c.frame == f.row).scalar_subquery()
    many = select(t.stories.c.story, func.count().label("carriers"))
    sizes = many.group_by(t.stories.c.story).subquery()
    # the links' key begins with their kind: naming it lets both look-ups use an index
    denies = exists().where(t.links.c.kind == "denies", t.links.c.source == f.row)
    denied = exists().where(t.links.c.target == f.row)
    query = (
        select(f.id, f.article, f.type, f.text, f.start, f.end, f.score, f.published)
        .add_columns(a.title, a.outlet, least.label("least"), sizes.c.carriers)
        .add_columns(or_(denies, denied).label("disputed"))
        .join(t.articles, a.id == f.article)
        .outerjoin(t.stories, t.stories.c.article == f.article)
        .outerjoin(sizes, sizes.c.story == t.stories.c.story)
        .where(f.current)
        .order_by(f.row)
    )
    if types:
        query = query.where(f.type.in_(types))
    return query.where(a.outlet == outlet) if outlet else query


@dataclass(frozen=True, slots=True)
class _Judged:
    """What is decided: frames by id, and by place what is carried over to a frame with another id.

    `places` maps to whether the last word was a confirmation, which covers no changed roles.
    """

    frames: frozenset[str]
    places: Mapping[tuple[str, str, int, int], bool]

    @classmethod
    def load(cls, connection: Connection) -> _Judged:
        query = select(t.judgements).where(t.judgements.c.article.is_not(None))
        rows = connection.execute(query).all()
        place = {r.row: (r.article, r.type, r.start, r.end) for r in rows}
        groups: dict[tuple[str, str, int, int], list[Any]] = {}
        for judgement in with_undone(judgement_of(row) for row in rows):
            groups.setdefault(place[judgement.number], []).append(judgement)
        standing = {key: those_that_stand(group) for key, group in groups.items()}
        frames = frozenset(j.subject for group in standing.values() for j in group)
        last = {key: group[-1].verdict == "confirm" for key, group in standing.items() if group}
        return cls(frames, last)

    def wholly(self, row: Row[Any]) -> bool:
        carried = self.places.get((row.article, row.type, row.start, row.end))
        return row.id in self.frames or carried is False

    def half(self, row: Row[Any]) -> bool:
        return bool(self.places.get((row.article, row.type, row.start, row.end)))
