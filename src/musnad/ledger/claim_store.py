"""Claims in the ledger: what `musnad.disputes` looks up and writes, within a transaction.

The rooms stand on one floor and don't know each other; `LedgerClaims` has the shape that
`musnad.disputes.Store` asks for.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from musnad.ledger import tables as t
from musnad.ledger.search import Hit, hits_at

CHUNK = 500
"""Values of one query; databases bound them."""

LEAST_KEYS = 2
"""Keys that a candidate must share."""

MOST_FRAMES = 400
"""Candidates that are loaded for an article in all, those with the most keys in common."""


class LedgerClaims:
    """Claims as one transaction sees and writes them."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._by_key: dict[int, set[str]] = defaultdict(set)
        self._told: dict[str, tuple[Any, str]] = {}
        self._rows: list[dict[str, object]] = []
        self._keys: list[dict[str, object]] = []

    def untold(self, numbers: Iterable[int]) -> list[Hit]:
        """The frames with these row numbers that belong to no claim yet."""
        hits = {hit.id: hit for hit in hits_at(self.connection, list(numbers))}
        return [hit for hit in hits.values() if hit.claim is None]

    def prepare(self, keys: Iterable[int]) -> None:
        """See `musnad.disputes.Store`."""
        wanted = list(set(keys))
        counts: Counter[str] = Counter()
        for at in range(0, len(wanted), CHUNK):
            query = select(t.claim_keys.c.key, t.claim_keys.c.frame).where(
                t.claim_keys.c.key.in_(wanted[at : at + CHUNK])
            )
            for key, frame in self.connection.execute(query):
                self._by_key[key].add(frame)
                counts[frame] += 1
        likely = [f for f, n in counts.most_common(MOST_FRAMES) if n >= LEAST_KEYS]
        for at in range(0, len(likely), CHUNK):
            self._load(likely[at : at + CHUNK])

    def _load(self, frames: list[str]) -> None:
        query = select(t.frames.c.row).where(t.frames.c.id.in_(frames), t.frames.c.current)
        numbers = list(self.connection.execute(query).scalars())
        for hit in hits_at(self.connection, numbers):
            if hit.claim is not None:
                self._told.setdefault(hit.id, (hit, hit.claim))

    def candidates(self, keys: Sequence[int], *, most: int) -> list[tuple[Any, str]]:
        """See `musnad.disputes.Store`."""
        counts = Counter(f for key in keys for f in self._by_key.get(key, ()) if f in self._told)
        ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        return [self._told[f] for f, shared in ranked[:most] if shared >= LEAST_KEYS]

    def add(self, placed: Any, told: Any, keys: Sequence[int]) -> None:  # noqa: ANN401 - Placed, Told
        """See `musnad.disputes.Store`; written by `flush`."""
        self._told[placed.frame] = (told, placed.claim)
        for key in keys:
            self._by_key[key].add(placed.frame)
        likeness = placed.likeness
        why = {"like": placed.like, "reasons": list(likeness.reasons)} if likeness else {}
        self._rows.append(
            {
                "frame": placed.frame,
                "claim": placed.claim,
                "score": likeness.score if likeness else 1.0,
                "reasons": json.dumps(why, ensure_ascii=False),
            }
        )
        self._keys += [{"key": key, "frame": placed.frame} for key in keys]

    def flush(self) -> None:
        """Write what was added."""
        for table, rows in ((t.claims, self._rows), (t.claim_keys, self._keys)):
            if rows:
                self.connection.execute(insert(table), rows)
                rows.clear()


def keep_denials(connection: Connection, denials: Iterable[tuple[str, str]]) -> None:
    """Keep which frames deny what; those that are known stay."""
    given = dict(denials)
    if not given:
        return
    query = select(t.denials.c.frame).where(t.denials.c.frame.in_(list(given)))
    known = set(connection.execute(query).scalars())
    rows = [{"frame": frame, "words": words} for frame, words in given.items()]
    new = [row for row in rows if row["frame"] not in known]
    if new:
        connection.execute(insert(t.denials), new)
