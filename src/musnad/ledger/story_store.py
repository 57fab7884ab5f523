"""Stories in the ledger: what `musnad.stories` looks up and writes, within a transaction.

The rooms stand on one floor and don't know each other; this class has the shape that
`musnad.stories.Store` asks for, with the values that it is given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BigInteger, Connection, bindparam, func, insert, select, text, update

from musnad.ledger import tables as t

CHUNK = 500
"""Articles that are asked for at once; databases bound the values of one query."""

TOGETHER = 32
"""Keys that are asked for at once: always as many, so that the query is prepared once only."""

BUCKETS = text(
    " UNION ALL ".join(
        f"SELECT * FROM (SELECT key, article FROM story_keys WHERE key = :k{n} LIMIT :most) AS b{n}"  # noqa: S608
        for n in range(TOGETHER)
    )
).bindparams(*(bindparam(f"k{n}", type_=BigInteger) for n in range(TOGETHER)))
"""The articles of some keys, of each at most so many."""


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

    def candidates(self, dated: Any, *, common: int, days: int, far: int) -> list[Any]:  # noqa: ANN401
        """See `musnad.stories.Store`."""
        buckets = list(self._buckets(dated.fingerprint.keys, common))
        published = self._published({article for bucket in buckets for article in bucket})
        apart = {article: _apart(dated.published, day) for article, day in published.items()}
        counts: dict[str, list[int]] = {}
        for bucket in buckets:
            recurs = any(apart[article] >= days for article in bucket)
            for article in bucket:
                if apart[article] <= far:
                    count = counts.setdefault(article, [0, 0])
                    count[0] += 1
                    count[1] += recurs
        return [self.makers.candidate(article, *count) for article, count in counts.items()]

    def _buckets(self, keys: Sequence[int], common: int) -> Iterable[list[str]]:
        """The articles of each key, where there are at most `common`.

        No bucket is read farther: what thousands share would cost more with each of them.
        """
        for at in range(0, len(keys), TOGETHER):
            some = list(keys[at : at + TOGETHER])
            values: dict[str, int | None] = {f"k{n}": key for n, key in enumerate(some)}
            values |= {f"k{n}": None for n in range(len(some), TOGETHER)}
            found: dict[int, list[str]] = {}
            for key, article in self.connection.execute(BUCKETS, values | {"most": common + 1}):
                found.setdefault(key, []).append(article)
            yield from (bucket for bucket in found.values() if len(bucket) <= common)

    def _published(self, articles: set[str]) -> dict[str, str | None]:
        """The days of these articles."""
        wanted = sorted(articles)
        found: dict[str, str | None] = {}
        for at in range(0, len(wanted), CHUNK):
            query = select(t.articles.c.id, t.articles.c.published).where(
                t.articles.c.id.in_(wanted[at : at + CHUNK])
            )
            found.update({row.id: row.published for row in self.connection.execute(query)})
        return found

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
