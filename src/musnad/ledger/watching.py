"""Which feeds are watched into a ledger, when each is due again, and what they have told of.

All of it lies in the ledger, so that whoever is killed goes on where it stopped: an address counts
as read when its article has been kept, not before.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

from sqlalchemy import Row, delete, func, insert, select, update

from musnad.ledger import tables as t
from musnad.ledger.store import Ledger

EntryState = Literal["waiting", "read", "known", "failed"]
CHUNK = 500
"""Addresses of one query; databases bound them."""


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed or sitemap that is watched; moments are UTC in ISO 8601, as the ledger writes them.

    Attributes:
        address: as the user gave it; moved: where it has moved for good.
        etag, modified: what its server said, for the next time.
        checked: when it was asked last; due: when it is asked again.
        failures: how often in a row it failed. status: what came of the last time, in words.
        waiting, read, failed: how many of its addresses are to be read, were, could not be.
    """

    address: str
    due: str
    status: str = "not asked yet"
    moved: str | None = None
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    checked: str | None = None
    failures: int = 0
    waiting: int = 0
    read: int = 0
    failed: int = 0

    def to_dict(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class EntryRow:
    """An address that waits to be read; `tries` have failed so far."""

    address: str
    feed: str
    tries: int


_COUNTED = ("waiting", "read", "failed")


def watch_feeds(ledger: Ledger, addresses: Iterable[str], *, at: str) -> None:
    """Take up feeds that are not watched yet; they are due at once."""
    with ledger.writing() as connection:
        for address in dict.fromkeys(addresses):
            known = select(t.feeds.c.address).where(t.feeds.c.address == address)
            if connection.execute(known).first() is None:
                row = {"address": address, "due": at, "failures": 0, "status": "not asked yet"}
                connection.execute(insert(t.feeds), row)


def forget_feed(ledger: Ledger, address: str) -> bool:
    """Watch a feed no longer; what was read stays. Whether it was watched."""
    with ledger.writing() as connection:
        waiting = (t.entries.c.feed == address) & (t.entries.c.state == "waiting")
        connection.execute(delete(t.entries).where(waiting))
        gone = connection.execute(delete(t.feeds).where(t.feeds.c.address == address))
        return bool(gone.rowcount)


def feeds(ledger: Ledger) -> list[FeedState]:
    """All feeds that are watched, by address."""
    counts = select(t.entries.c.feed, t.entries.c.state, func.count().label("n")).group_by(
        t.entries.c.feed, t.entries.c.state
    )
    with ledger.reading() as connection:
        rows = connection.execute(select(t.feeds).order_by(t.feeds.c.address)).all()
        found = {(r.feed, r.state): r.n for r in connection.execute(counts)}
    return [_state(row, found) for row in rows]


def _state(row: Row[Any], counts: dict[tuple[str, str], int]) -> FeedState:
    waiting, read, known, failed = (
        counts.get((row.address, name), 0) for name in ("waiting", "read", "known", "failed")
    )
    # what was known by its bytes has been read before
    return replace(FeedState(**row._mapping), waiting=waiting, read=read + known, failed=failed)


def keep_feed(ledger: Ledger, state: FeedState) -> None:
    """Write what has become of a feed."""
    values = state.to_dict()
    for name in (*_COUNTED, "address"):
        del values[name]
    with ledger.writing() as connection:
        connection.execute(
            update(t.feeds).where(t.feeds.c.address == state.address).values(**values)
        )


def note_entries(ledger: Ledger, feed: str, addresses: Iterable[str], *, at: str) -> int:
    """Take up addresses that no feed has told of before; how many these are."""
    told = list(dict.fromkeys(addresses))
    with ledger.writing() as connection:
        known: set[str] = set()
        for first in range(0, len(told), CHUNK):
            chunk = told[first : first + CHUNK]
            query = select(t.entries.c.address).where(t.entries.c.address.in_(chunk))
            known |= set(connection.execute(query).scalars())
        rows = [
            {"address": a, "feed": feed, "found": at, "state": "waiting", "tries": 0, "due": at}
            for a in told
            if a not in known
        ]
        if rows:
            connection.execute(insert(t.entries), rows)
    return len(rows)


def waiting_entries(ledger: Ledger, *, at: str, limit: int) -> list[EntryRow]:
    """Addresses that are due to be read, the earliest found first."""
    query = (
        select(t.entries)
        .where(t.entries.c.state == "waiting", t.entries.c.due <= at)
        .order_by(t.entries.c.found, t.entries.c.address)
        .limit(limit)
    )
    with ledger.reading() as connection:
        return [EntryRow(r.address, r.feed, r.tries) for r in connection.execute(query)]


def next_due(ledger: Ledger) -> str | None:
    """The moment at which a feed or an address is due next."""
    first = select(func.min(t.feeds.c.due))
    entry = select(func.min(t.entries.c.due)).where(t.entries.c.state == "waiting")
    with ledger.reading() as connection:
        moments = [connection.execute(query).scalar() for query in (first, entry)]
    return min((m for m in moments if m), default=None)


def put_off(ledger: Ledger, entry: EntryRow, *, due: str, reason: str) -> None:
    """An address could not be fetched; it is tried again when it is due."""
    _write(ledger, entry.address, tries=entry.tries + 1, due=due, reason=reason)


def settle_entry(
    ledger: Ledger, address: str, state: EntryState, *, reason: str | None = None
) -> None:
    """An address is done with."""
    _write(ledger, address, state=state, reason=reason)


def _write(ledger: Ledger, address: str, **values: object) -> None:
    with ledger.writing() as connection:
        connection.execute(update(t.entries).where(t.entries.c.address == address).values(**values))


def renewed(state: FeedState, **changes: object) -> FeedState:
    """The state with some of its values changed."""
    return replace(state, **changes)  # type: ignore[arg-type]
