"""Stories in the ledger: what `musnad.stories` looks up and writes, within a transaction.

The rooms stand on one floor and don't know each other; this class has the shape that
`musnad.stories.Store` asks for, with the values that it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from musnad.ledger import tables as t

CHUNK = 500
"""Keys that are asked for at once; databases bound the values of one query."""


@dataclass(frozen=True, slots=True)
class Makers:
    """How values of `musnad.stories` are made: a candidate, and a dated article from its bytes."""

    candidate: Callable[[str, int, int], Any]
    dated: Callable[[str, bytes, date | None], Any]


class LedgerStories:
    """Fingerprints and stories of a ledger, seen and written by one transaction."""

    def __init__(self, connection: Connection, makers: Makers) -> None:
        self.connection = connection
        self.makers = makers

    def candidates(self, dated: Any, *, common: int, days: int) -> list[Any]:  # noqa: ANN401
        """See `musnad.stories.Store`."""
        counts: dict[str, list[int]] = {}
        for bucket in self._buckets(dated.fingerprint.keys):
            if len(bucket) > common:
                continue
            recurs = any(_apart(dated.published, day) >= days for _, day in bucket)
            for article, _ in bucket:
                count = counts.setdefault(article, [0, 0])
                count[0] += 1
                count[1] += recurs
        return [self.makers.candidate(article, *count) for article, count in counts.items()]

    def _buckets(self, keys: Sequence[int]) -> Iterable[list[tuple[str, str | None]]]:
        """The articles of each key, with their days."""
        found: dict[int, list[tuple[str, str | None]]] = {}
        for at in range(0, len(keys), CHUNK):
            query = (
                select(t.story_keys.c.key, t.story_keys.c.article, t.articles.c.published)
                .join(t.articles, t.articles.c.id == t.story_keys.c.article)
                .where(t.story_keys.c.key.in_(keys[at : at + CHUNK]))
            )
            for row in self.connection.execute(query):
                found.setdefault(row.key, []).append((row.article, row.published))
        return found.values()

    def dated(self, article: str) -> Any:  # noqa: ANN401 - Dated
        """See `musnad.stories.Store`."""
        row = self.connection.execute(
            select(t.stories.c.fingerprint, t.articles.c.published)
            .join(t.articles, t.articles.c.id == t.stories.c.article)
            .where(t.stories.c.article == article)
        ).one()
        return self.makers.dated(article, row.fingerprint, _day(row.published))

    def story_of(self, article: str) -> str:
        """See `musnad.stories.Store`."""
        query = select(t.stories.c.story).where(t.stories.c.article == article)
        return str(self.connection.execute(query).scalar_one())

    def add(self, dated: Any, story: str, joined: Any) -> None:  # noqa: ANN401 - Dated, Joined
        """See `musnad.stories.Store`."""
        self.connection.execute(
            insert(t.stories),
            {
                "article": dated.article,
                "story": story,
                "joined": joined.article if joined else None,
                "containment": round(joined.containment, 4) if joined else None,
                "fingerprint": dated.fingerprint.to_bytes(),
            },
        )
        rows = [{"key": key, "article": dated.article} for key in dated.fingerprint.keys]
        if rows:
            self.connection.execute(insert(t.story_keys), rows)

    def merge(self, story: str, into: str) -> None:
        """See `musnad.stories.Store`."""
        self.connection.execute(
            update(t.stories).where(t.stories.c.story == story).values(story=into)
        )

    def holds(self, article: str) -> bool:
        """Whether an article has been placed."""
        query = select(func.count()).where(t.stories.c.article == article)
        return bool(self.connection.execute(query).scalar_one())


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _apart(one: date | None, other: str | None) -> int:
    """Days between; 0 where one is unknown."""
    found = _day(other)
    return abs((one - found).days) if one and found else 0
