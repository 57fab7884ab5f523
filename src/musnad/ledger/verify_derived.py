"""Checks that the searched tables say what the record says, row by row and column by column."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Table, exists, or_, select

from musnad.ledger import tables as t
from musnad.ledger.finding import Finding, differing
from musnad.ledger.identities import kind_of
from musnad.ledger.raw import plain
from musnad.ledger.rows import Place, rows_of
from musnad.records import Entry, Identity, content_id

OF_READING = (t.mentions, t.frames, t.moments, t.places, t.identities)
OF_FRAME = (t.roles, t.parties, t.labels, t.voices)
TABLES = (*OF_READING, *OF_FRAME, t.links)

MOST_ORPHANS = 100
"""Rows of no record that are told for each table."""

NAMESAKES = 50
"""Actors of one name, country and kind that are tried."""

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Derived:
    """The rows of some readings, by table and reading or frame; and their actors."""

    connection: Connection
    rows: dict[str, dict[int, list[Row[Any]]]]
    actors: dict[str, Row[Any]]
    named: set[int]
    """Hashes of the actors that earlier readings name; an actor is checked where it comes first."""

    @classmethod
    def load(cls, connection: Connection, readings: list[int], named: set[int]) -> Derived:
        """The rows of the readings of these numbers."""
        frames = select(t.frames.c.row).where(t.frames.c.reading.in_(readings))
        found = {
            table.name: _by(
                connection, plain(table).where(table.c.reading.in_(readings)), "reading"
            )
            for table in OF_READING
        }
        for table in OF_FRAME:
            query = plain(table).where(table.c.frame.in_(frames))
            found[table.name] = _by(connection, query, "frame")
        query = plain(t.links).where(t.links.c.source.in_(frames))
        found["links"] = _by(connection, query, "source")
        ids = sorted({str(r.actor) for rows in found["identities"].values() for r in rows})
        actors = connection.execute(plain(t.actors).where(t.actors.c.id.in_(ids)))
        return cls(connection, found, {r.id: r for r in actors}, named)

    def findings(self, entry: Entry, row: Row[Any], first: int) -> Iterator[Finding]:
        """All that differs from the record of a reading whose first frame has this number."""
        own = self.rows["identities"].get(row.row, [])
        yield from self._identities(entry, row, own)
        place = Place(row.row, first, {r.label: r.actor for r in own})
        expected = rows_of(entry, place)
        for frame in expected["frames"]:
            frame["current"] = bool(row.current)
        frames = range(first, first + len(entry.reading.frames))
        names = {f["row"]: f["id"] for f in expected["frames"]}
        for table in TABLES:
            if table is t.identities:
                continue
            owners = [row.row] if table in OF_READING else list(frames)
            found = [r for o in owners for r in self.rows[table.name].get(o, [])]
            yield from _differing(table, expected[table.name], found, (row.id, names))

    def _identities(self, entry: Entry, row: Row[Any], own: list[Row[Any]]) -> Iterator[Finding]:
        reading = entry.reading
        known = {i.id: i for i in reading.identities if i.key}
        expected = [
            {"reading": row.row, "label": i.id, "name": i.name, "code": i.code}
            for i in known.values()
        ]
        yield from _differing(t.identities, expected, own, (row.id, {}))
        for identity in known.values():
            mine = next((r for r in own if r.label == identity.id), None)
            if mine is not None:
                yield from self._named(row, identity, mine.actor, kind_of(reading, identity))

    def _named(self, row: Row[Any], identity: Identity, name: str, kind: str) -> Iterator[Finding]:
        """An actor against one who is named so."""
        actor = self.actors.get(name)
        is_first = hash(name) not in self.named
        self.named.add(hash(name))
        if actor is None:
            yield Finding(str(name), "actors", "id", "no such row", str(name), f"{row.id} names it")
            yield differing(row.id, "identities", "actor", (name, "an actor that is here"))
        elif is_first:
            yield from self._actor(actor, identity, kind)
        elif (actor.kind, actor.key) != (kind, identity.key):
            what = f"{identity.id} has another name or kind"
            yield differing(row.id, "identities", "actor", (name, "an actor of its key"), what)

    def _actor(self, actor: Row[Any], identity: Identity, kind: str) -> Iterator[Finding]:
        """An actor against the first one who was named so."""
        columns = {
            "kind": kind,
            "key": identity.key,
            "name": identity.name,
            "latin": identity.latin,
        }
        for column, value in columns.items():
            if getattr(actor, column) != value:
                yield differing(actor.id, "actors", column, (getattr(actor, column), value))
        if actor.code != identity.code and not self._later_code(actor, identity):
            told = identity.code or "a code that a reading gave it"
            yield differing(actor.id, "actors", "code", (actor.code, told))
        elif actor.code is None and self._has_code(actor.id, None):
            yield differing(actor.id, "actors", "code", (None, "the code that a reading gave it"))
        country = (actor.code or "")[:3] or None
        if actor.country != country:
            yield differing(actor.id, "actors", "country", (actor.country, country))
        whats = {identity.code} if kind == "party" else {(identity.code or "")[:3] or None}
        ids = {
            content_id("n", [kind, identity.key, what, n])
            for what in whats
            for n in range(NAMESAKES)
        }
        if actor.id not in ids:
            yield differing(actor.id, "actors", "id", (actor.id, "an id of its key and country"))

    def _later_code(self, actor: Row[Any], identity: Identity) -> bool:
        """Whether an actor without a code got this one when it was named with it."""
        return (
            identity.code is None
            and actor.code is not None
            and self._has_code(actor.id, actor.code)
        )

    def _has_code(self, actor: str, code: str | None) -> bool:
        """Whether any reading names the actor with this code; with any at all where None."""
        c = t.identities.c
        same = c.code.is_not(None) if code is None else c.code == code
        query = select(c.reading).where(c.actor == actor, same).limit(1)
        return self.connection.execute(query).first() is not None


def _by(connection: Connection, query: Any, column: str) -> dict[int, list[Row[Any]]]:  # noqa: ANN401
    found: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(query):
        found.setdefault(getattr(row, column), []).append(row)
    return found


def _differing(
    table: Table, expected: list[Values], found: list[Row[Any]], names: tuple[str, dict[int, str]]
) -> Iterator[Finding]:
    """Rows that are missing, too many, or differ in a column."""
    key = [c.name for c in table.primary_key]
    wanted = {tuple(row[k] for k in key): row for row in expected}
    there = {tuple(getattr(row, k) for k in key): row for row in found}
    for at in [*wanted, *(at for at in there if at not in wanted)]:
        record = _record(at, key, names)
        if at not in there:
            yield Finding(record, table.name, ", ".join(key), "no such row", repr(at))
        elif at not in wanted:
            yield Finding(record, table.name, ", ".join(key), repr(at), "no such row")
        elif not _same(wanted[at], there[at]):
            for column, value in wanted[at].items():
                came = getattr(there[at], column)
                if came != value:
                    yield differing(record, table.name, column, (came, value))


def _same(wanted: Values, there: Row[Any]) -> bool:
    """All at once, since nearly all rows are as they should be."""
    return bool(operator.attrgetter(*wanted)(there) == tuple(wanted.values()))


def _record(at: tuple[Any, ...], key: list[str], names: tuple[str, dict[int, str]]) -> str:
    """The frame that a row belongs to, or its reading."""
    reading, frames = names
    numbers = [
        value for name, value in zip(key, at, strict=True) if name in ("row", "frame", "source")
    ]
    return next((frames[n] for n in numbers if n in frames), reading)


def orphans(connection: Connection) -> Iterator[Finding]:
    """Rows of the searched tables that belong to no reading or frame that is here."""
    for table in TABLES:
        lost: ColumnElement[bool]
        if table in OF_READING:
            lost = ~exists().where(t.readings.c.row == table.c.reading)
        elif table in OF_FRAME:
            lost = ~exists().where(t.frames.c.row == table.c.frame)
        else:
            target = t.frames.alias("target").c.row
            lost = or_(
                ~exists().where(t.frames.c.row == table.c.source),
                ~exists().where(target == table.c.target),
            )
        key = [c.name for c in table.primary_key]
        for row in connection.execute(plain(table).where(lost).limit(MOST_ORPHANS)):
            at = tuple(getattr(row, k) for k in key)
            column = (
                "reading" if table in OF_READING else "frame" if table in OF_FRAME else "source"
            )
            what = "it belongs to no record"
            yield Finding(f"{table.name} {at}", table.name, column, repr(at), "no such row", what)
