"""Which decisions stand, and for which frames of which reading.

A decision settles points: `confirm` and `reject` the point "verdict"; `correct` the verdict ("it is
there") and each thing that it changes; `merge` where an actor goes; `split` where each spelling or
frame goes. **On each point the latest decision wins; a decision stands as long as it has the last
word on at least one point.** A confirmation after a correction confirms the corrected record.

What was taken back does not count. An undo is a row that names the row it undoes; undoing it makes
that row count again, at its old place in the order.

A decision on a frame also holds for the frame of a later reading of the same article that has
another id, but the same type and the same predicate span, and is the only one that has.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, Row, func, select

from musnad.ledger import tables as t
from musnad.records import Judgement, canonical, digest
from musnad.script import fold

Point = tuple[str | int, ...]
Holds = Literal["whole", "predicate and type"]
Key = tuple[str, int, int]
"""Type and span of a predicate: what must still match for a decision to be carried over."""

VALUES = ("actor", "time", "place")
"""Corrections of what the words at one span mean."""


@dataclass(frozen=True, slots=True)
class Held(Judgement):
    """A decision as it holds for a frame of one reading.

    Attributes:
        carried: id of the frame that was judged, where it is one of an earlier reading; then
            `subject` is the frame of this reading. None where the judged frame itself is meant.
        holds: for how much of it. A confirmation that is carried to a frame with other roles or
            flags says nothing about those.
    """

    carried: str | None = None
    holds: Holds = "whole"

    @classmethod
    def of(cls, judgement: Judgement) -> Held:
        """A decision that holds for what it was made on."""
        return cls(**Judgement.to_dict(judgement))


def judgement_of(row: Row[Any]) -> Judgement:
    """The decision of a row; whether it is undone is not known from it."""
    return Judgement(
        number=row.row,
        subject=row.subject,
        verdict=row.verdict,
        reviewer=row.reviewer,
        at=row.at,
        change=json.loads(row.change),
        reason=row.reason,
        model=row.model,
        undoes=row.undoes,
    )


def digest_of(judgement: Judgement) -> str:
    """What the log has of a decision: all of it as it was made."""
    data = Judgement.to_dict(judgement)
    del data["undone"]
    return digest(canonical(data))


def with_undone(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The decisions in order, each told whether it is undone; their undo rows must be among them.

    A row is undone by a later one only, so that going backwards settles all of them.
    """
    gone: set[int] = set()
    found = []
    for judgement in sorted(judgements, key=lambda j: -j.number):
        undone = judgement.number in gone
        if judgement.undoes is not None and not undone:
            gone.add(judgement.undoes)
        found.append(replace(judgement, undone=undone))
    return found[::-1]


def points_of(judgement: Judgement) -> tuple[Point, ...]:
    """What a decision settles."""
    change = judgement.change
    if judgement.verdict == "merge":
        return (("merge",),)
    if judgement.verdict == "split":
        names = [("name", fold(name)) for name in change.get("names", ())]
        return (*names, *(("frame", frame) for frame in change.get("frames", ())))
    found: list[Point] = [("verdict",)]
    for name, value in change.items():
        found.append((name, *value["span"]) if name in VALUES else (name,))
    return tuple(found)


def those_that_stand(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Of decisions on one subject those that stand, in order; undone ones are left out."""
    counting = sorted(
        (j for j in judgements if not j.undone and j.undoes is None), key=lambda j: j.number
    )
    last = {point: j.number for j in counting for point in points_of(j)}
    kept = set(last.values())
    return [j for j in counting if j.number in kept]


def rows_on_articles(connection: Connection, articles: Iterable[str]) -> list[Judgement]:
    """All decisions on frames of some articles, undone ones marked."""
    query = select(t.judgements).where(t.judgements.c.article.in_(sorted(set(articles))))
    return with_undone(judgement_of(row) for row in connection.execute(query))


def rows_on(connection: Connection, subject: str) -> list[Judgement]:
    """All decisions on one frame or actor, undone ones marked."""
    query = select(t.judgements).where(t.judgements.c.subject == subject)
    return with_undone(judgement_of(row) for row in connection.execute(query))


def standing(connection: Connection, readings: list[str]) -> dict[str, tuple[Held, ...]]:
    """The decisions that stand for the frames of some readings, by the readings' ids, in order."""
    articles = select(t.readings.c.article).where(t.readings.c.id.in_(readings))
    query = select(t.judgements).where(t.judgements.c.article.in_(articles))
    rows = connection.execute(query).all()
    if not rows:
        return {}
    on_article: dict[str, list[Judgement]] = {}
    article_of = {row.row: row.article for row in rows}
    for judgement in with_undone(judgement_of(row) for row in rows):
        on_article.setdefault(article_of[judgement.number], []).append(judgement)
    meant = _meant(connection, {j for found in on_article.values() for j in _frames(found)})
    return {
        reading.id: reading.held(on_article.get(reading.article, []), meant)
        for reading in _frames_of(connection, readings)
    }


def _frames(judgements: Iterable[Judgement]) -> set[str]:
    """Ids of all frames that are named in decisions."""
    found = set()
    for judgement in judgements:
        found.add(judgement.subject)
        if isinstance(denied := judgement.change.get("denies"), str):
            found.add(denied)
    return found


@dataclass(frozen=True, slots=True)
class _Meant:
    """A frame that a decision names: its key, and the row of the first reading that has it."""

    key: Key
    first: int


def _meant(connection: Connection, frames: set[str]) -> dict[str, _Meant]:
    c = t.frames.c
    query = (
        select(c.id, c.type, c.start, c.end, func.min(c.reading).label("first"))
        .where(c.id.in_(sorted(frames)))
        .group_by(c.id, c.type, c.start, c.end)
    )
    return {
        row.id: _Meant((row.type, row.start, row.end), row.first)
        for row in connection.execute(query)
    }


@dataclass(frozen=True, slots=True)
class _Frames:
    """The frames of a reading: ids, and those whose type and span no other one has."""

    id: str
    article: str
    row: int
    ids: frozenset[str]
    alone: Mapping[Key, str]

    def held(self, judgements: list[Judgement], meant: Mapping[str, _Meant]) -> tuple[Held, ...]:
        by_frame: dict[str, list[Held]] = {}
        for judgement in judgements:
            found = self._held(judgement, meant)
            if found:
                by_frame.setdefault(found.subject, []).append(found)
        kept = [j for group in by_frame.values() for j in those_that_stand(group)]
        return tuple(sorted((j for j in kept if isinstance(j, Held)), key=lambda j: j.number))

    def _held(self, judgement: Judgement, meant: Mapping[str, _Meant]) -> Held | None:
        subject = self.now(judgement.subject, meant)
        if subject is None:
            return None
        held = Held.of(judgement)
        if isinstance(denied := judgement.change.get("denies"), str):
            change = {**judgement.change, "denies": self.now(denied, meant) or denied}
            held = replace(held, change=change)
        if subject == judgement.subject:
            return held
        holds: Holds = "predicate and type" if judgement.verdict == "confirm" else "whole"
        return replace(held, subject=subject, carried=judgement.subject, holds=holds)

    def now(self, frame: str, meant: Mapping[str, _Meant]) -> str | None:
        """The frame of this reading that a decision on another one holds for."""
        if frame in self.ids:
            return frame
        was = meant.get(frame)
        return self.alone.get(was.key) if was and was.first < self.row else None


def _frames_of(connection: Connection, readings: list[str]) -> list[_Frames]:
    c = t.frames.c
    query = (
        select(c.id, c.type, c.start, c.end, t.readings.c.id.label("of"))
        .add_columns(t.readings.c.article, t.readings.c.row)
        .join(t.readings, t.readings.c.row == c.reading)
        .where(t.readings.c.id.in_(readings))
        .order_by(c.row)
    )
    groups: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(query):
        groups.setdefault(row.of, []).append(row)
    return [_group(name, rows) for name, rows in groups.items()]


def _group(name: str, rows: list[Row[Any]]) -> _Frames:
    by_key: dict[Key, set[str]] = {}
    for row in rows:
        by_key.setdefault((row.type, row.start, row.end), set()).add(row.id)
    alone = {key: next(iter(ids)) for key, ids in by_key.items() if len(ids) == 1}
    ids = frozenset(row.id for row in rows)
    return _Frames(name, rows[0].article, rows[0].row, ids, alone)


def about(connection: Connection, reading: str, frame: str) -> list[Judgement]:
    """All decisions and undos that bear on a frame of a reading, as they were made, in order.

    Undone ones are marked; carried ones name the frame that they were made on.
    """
    frames = next((f for f in _frames_of(connection, [reading]) if f.id == reading), None)
    if frames is None:
        return []
    rows = rows_on_articles(connection, [frames.article])
    meant = _meant(connection, {j.subject for j in rows})
    return [j for j in rows if frames.now(j.subject, meant) == frame]
