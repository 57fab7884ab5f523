"""What grouping wire copy costs as the collection grows, in time, memory and room on the disk.

    python benchmarks/stories_growth.py [--news FOLDER] [--store ledger|file]
        [--largest 1000000] [--minutes 25]

FOLDER as for `stories.py`. Articles come in rounds of the real ones, each 22 days after the one
before; in a round two shingles of five are others, the same ones throughout, as if one word of
eight were: copies stay copies within a round and are alike across rounds. News is easier: an
article has no near twin in each month. The store is the ledger's own, in an SQLite file whose
articles are empty, or another SQLite file written here, which reads at most one row more than a key
may have. Both are written without waiting for the disk, a thousand articles at a time. Times are
the processor's in `place`; a fingerprint's own does not depend on the size and stands apart. Memory
is what the process holds beyond what it held before the first article.
"""

from __future__ import annotations

import argparse
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, event, insert

from musnad.ingest.beside import STORIES
from musnad.ledger import Ledger
from musnad.ledger import tables as t
from musnad.ledger.story_store import LedgerStories
from musnad.stories import Candidate, Dated, Fingerprint, Joined, fingerprint, place
from musnad.stories import Store as Places
from stories import NEWS, News, load

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000)
ROUND_DAYS = 22
OTHERS_OF_FIVE = 2
PROBE = 1_000
"""Articles at the end of each size whose times are its times, and of one transaction."""


class Measured(Places, Protocol):
    """A store that counts the rows it reads."""

    rows: int

    def commit(self) -> None:
        """Keep what was placed so far."""


class FileStore:
    """Fingerprints and stories in an SQLite file of two tables."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path, isolation_level=None)
        self.db.executescript(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-400000;"
            "CREATE TABLE keys (key INT, article TEXT, day INT, PRIMARY KEY (key, article))"
            " WITHOUT ROWID;"
            "CREATE TABLE members (article TEXT PRIMARY KEY, story TEXT, day INT, shingles BLOB)"
            " WITHOUT ROWID; CREATE INDEX of_story ON members (story); BEGIN"
        )
        self.rows = 0

    def commit(self) -> None:
        """Keep what was placed so far."""
        self.db.executescript("COMMIT; BEGIN")

    def candidates(self, dated: Dated, *, common: int, days: int, far: int) -> list[Candidate]:
        """See `musnad.stories.Store`."""
        counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        today = dated.published.toordinal() if dated.published else 0
        query = "SELECT article, day FROM keys WHERE key = ? LIMIT ?"
        for key in dated.fingerprint.keys:
            bucket = self.db.execute(query, (key, common + 1)).fetchall()
            self.rows += len(bucket)
            if len(bucket) > common:
                continue
            recurs = any(abs(day - today) >= days for _, day in bucket)
            for article, day in bucket:
                if abs(day - today) <= far:
                    counts[article][0] += 1
                    counts[article][1] += recurs
        return [Candidate(article, *count) for article, count in counts.items()]

    def dated(self, article: str) -> Dated:
        """See `musnad.stories.Store`."""
        query = "SELECT shingles, day FROM members WHERE article = ?"
        data, day = self.db.execute(query, (article,)).fetchone()
        return Dated(article, Fingerprint.from_bytes(data), date.fromordinal(day))

    def story_of(self, article: str) -> str:
        """See `musnad.stories.Store`."""
        query = "SELECT story FROM members WHERE article = ?"
        return str(self.db.execute(query, (article,)).fetchone()[0])

    def add(self, dated: Dated, story: str, joined: Joined | None) -> None:
        """See `musnad.stories.Store`."""
        day = dated.published.toordinal() if dated.published else 0
        self.db.execute(
            "INSERT INTO members VALUES (?, ?, ?, ?)",
            (dated.article, story, day, dated.fingerprint.to_bytes()),
        )
        self.db.executemany(
            "INSERT INTO keys VALUES (?, ?, ?)",
            [(key, dated.article, day) for key in dated.fingerprint.keys],
        )

    def merge(self, story: str, into: str) -> None:
        """See `musnad.stories.Store`."""
        self.db.execute("UPDATE members SET story = ? WHERE story = ?", (into, story))


class LedgerStore(LedgerStories):
    """The ledger's own, with an article of no words for each fingerprint."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection, STORIES)
        self.rows = self.count = 0

    def commit(self) -> None:
        """Keep what was placed so far."""
        self.connection.commit()

    def _buckets(self, keys: Sequence[int], *given: Any, **named: Any) -> Iterable[Any]:
        for bucket in super()._buckets(keys, *given, **named):
            self.rows += len(bucket)
            yield bucket

    def add(self, dated: Any, story: str, joined: Any) -> None:
        """See `musnad.stories.Store`."""
        self.count += 1
        article = {
            "row": self.count,
            "id": dated.article,
            "page": dated.article,
            "version": 1,
            "current": True,
            "published": dated.published.isoformat(),
            "text": "",
            "rest": b"",
            "added": "",
        }
        self.connection.execute(insert(t.articles), article)
        super().add(dated, story, joined)


def repeated(news: Sequence[News], largest: int) -> Iterator[Dated]:
    """The articles round after round, each round later and with other shingles."""
    for n in range(largest):
        turn, at = divmod(n, len(news))
        dated = news[at].dated
        shingles = dated.fingerprint.shingles
        if turn:
            chosen = scattered(shingles ^ np.uint64(turn * 0x9E3779B97F4A7C15 % 2**64))
            other = chosen % np.uint64(5) < OTHERS_OF_FIVE
            shingles = np.unique(np.where(other, scattered(chosen), shingles))
        day = news[at].day + timedelta(days=ROUND_DAYS * turn)
        yield Dated(f"a{n:07}", Fingerprint(shingles), day)


def scattered(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Other numbers, the same for the same."""
    values = (values ^ (values >> np.uint64(33))) * np.uint64(0xFF51AFD7ED558CCD)
    return (values ^ (values >> np.uint64(33))) * np.uint64(0xC4CEB9FE1A85EC53)


def grow(store: Measured, path: Path, articles: Iterable[Dated], minutes: float) -> None:
    """Place articles until they or the minutes are over."""
    held, begun = resident(), time.perf_counter()
    spent, rows = 0.0, 0
    last: list[float] = []
    for n, dated in enumerate(articles, start=1):
        if n % PROBE == 1:
            last, rows = [], store.rows
        start = time.process_time()
        place(dated, store)
        if n % PROBE == 0:
            store.commit()
        last.append(time.process_time() - start)
        spent += last[-1]
        over = n % PROBE == 0 and time.perf_counter() - begun > minutes * 60
        if n in SIZES or over:
            per = np.array(last) * 1e3
            print(
                f"{n:>9,} articles  mean so far {spent / n * 1e3:.2f} ms  last {len(last):,}: "
                f"mean {per.mean():.2f}  p50 {np.median(per):.2f}  "
                f"p99 {np.quantile(per, 0.99):.2f} ms  "
                f"{(store.rows - rows) / len(last):,.0f} rows read each  "
                f"file {path.stat().st_size / 1e6:,.0f} MB  "
                f"memory +{(resident() - held) / 1e6:,.0f} MB",
                flush=True,
            )
        if over:
            print(f"stopped after {minutes:g} minutes")
            break


def resident() -> int:
    """Bytes that this process holds."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0


def unhurried(connection: sqlite3.Connection, _: Any) -> None:
    """Don't wait for the disk."""
    connection.execute("PRAGMA synchronous=OFF")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--news", type=Path, default=NEWS)
    parser.add_argument("--store", choices=("ledger", "file"), default="ledger")
    parser.add_argument("--largest", type=int, default=SIZES[-1])
    parser.add_argument("--minutes", type=float, default=25.0)
    options = parser.parse_args()
    if not options.news.is_dir():
        print(f"skipped: {options.news} is absent")
        return
    news = load(options.news)
    begun = time.perf_counter()
    for article in news[:PROBE]:
        fingerprint(f"{article.title}\n{article.body}")
    print(f"a fingerprint takes {(time.perf_counter() - begun) / PROBE * 1e3:.2f} ms")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "stories.ledger"
        articles = repeated(news, options.largest)
        if options.store == "file":
            grow(FileStore(path), path, articles, options.minutes)
            return
        with Ledger.open(path) as ledger:
            ledger.engine.dispose()
            event.listen(ledger.engine, "connect", unhurried)
            with ledger.engine.connect() as connection:
                grow(LedgerStore(connection), path, articles, options.minutes)


if __name__ == "__main__":
    main()
