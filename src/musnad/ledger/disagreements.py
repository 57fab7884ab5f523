"""Where reviewers differ: what one decided against another on the same point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, select

from musnad.ledger import tables as t
from musnad.ledger.standing import (
    VALUES,
    Point,
    judgement_of,
    points_of,
    those_that_stand,
    with_undone,
)
from musnad.ledger.store import Ledger
from musnad.records import Judgement, canonical


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A point on which reviewers differ.

    Attributes:
        subject: id of the frame (the one judged last) or actor.
        point: what they differ on: "verdict", "type", "roles", "actor 3:9" …
        sides: the last word of each reviewer on it, in order.
        stands: number of the decision that holds meanwhile.
    """

    subject: str
    point: str
    sides: tuple[Judgement, ...]
    stands: int

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "subject": self.subject,
            "point": self.point,
            "sides": [j.to_dict() for j in self.sides],
            "stands": self.stands,
        }


def disagreements(ledger: Ledger) -> Iterator[Disagreement]:
    """All points on which decisions of different reviewers contradict each other.

    Whoever confirms a record after it was corrected agrees with the correction; whoever had
    confirmed it before is contradicted by it. What was undone does not count.
    """
    c = t.judgements.c
    place = (c.article, c.type, c.start, c.end)
    many = (
        select(*place)
        .where(c.article.is_not(None))
        .group_by(*place)
        .having(func.count(c.reviewer.distinct()) > 1)
        .order_by(*place)
    )
    actors = (
        select(c.subject)
        .where(c.article.is_(None))
        .group_by(c.subject)
        .having(func.count(c.reviewer.distinct()) > 1)
        .order_by(c.subject)
    )
    with ledger.reading() as connection:
        for frame in connection.execute(many).all():
            same = [column == value for column, value in zip(place, frame, strict=True)]
            yield from _differing(connection, same)
        for actor in connection.execute(actors).scalars().all():
            yield from _differing(connection, [c.subject == actor])


def _differing(connection: Connection, where: list[Any]) -> Iterator[Disagreement]:
    rows: list[Row[Any]] = list(connection.execute(select(t.judgements).where(*where)))
    counting = [
        j
        for j in with_undone(judgement_of(row) for row in rows)
        if not j.undone and j.undoes is None
    ]
    if not counting:
        return
    standing = {p: j.number for j in those_that_stand(counting) for p in points_of(j)}
    for point, said in _last_words(counting).items():
        if len({_value(j, point) for j in said}) > 1:
            yield Disagreement(
                counting[-1].subject, " ".join(_named(point)), tuple(said), standing[point]
            )


def _last_words(counting: list[Judgement]) -> dict[Point, list[Judgement]]:
    """Each reviewer's last decision on each point, in order."""
    words: dict[Point, dict[str, Judgement]] = {}
    for judgement in counting:
        if judgement.verdict == "confirm":
            for said in words.values():  # what stood until now is confirmed with the record
                said.pop(judgement.reviewer, None)
        for point in points_of(judgement):
            words.setdefault(point, {})[judgement.reviewer] = judgement
    return {
        point: _settled(point, sorted(said.values(), key=lambda j: j.number))
        for point, said in words.items()
    }


def _settled(point: Point, said: list[Judgement]) -> list[Judgement]:
    """Of verdicts those that count: corrections that were confirmed later agree with that."""
    if point != ("verdict",) or not said or said[-1].verdict != "confirm":
        return said
    return [j for j in said if j.verdict != "correct"]


def _value(judgement: Judgement, point: Point) -> bytes:
    """What was decided on a point, to be compared."""
    if point == ("verdict",):
        return judgement.verdict.encode()
    if judgement.verdict in ("merge", "split"):
        return canonical(judgement.change["into"])
    return canonical(judgement.change[str(point[0])])


def _named(point: Point) -> Iterator[str]:
    yield str(point[0])
    if point[0] in VALUES:
        yield f"{point[1]}:{point[2]}"
    elif len(point) > 1:
        yield str(point[1])
