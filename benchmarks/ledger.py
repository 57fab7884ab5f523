"""How fast a ledger takes readings, answers, and gives them out again, and what room it takes.

    python benchmarks/ledger.py [--articles 1000] [--frames 1000000]
        [--postgres postgresql://user@host/database] [--keep FILE] [--repeat 5]

A small run: `--articles 200 --frames 5000`. Readings are made as `made_readings.py` says.

Insertion: readings a second through `Ledger.add`, one transaction each, as `musnad ingest` writes
them: bare, and with the article's story and claims placed beside. Room: of the file when it is
closed, beside the size of the articles' texts. Export: articles a second from the ledger into each
format; `entries` is reading them out of the ledger alone.

Search: a ledger of so many frames, filled by `Ledger.add` with its stories, several readings to a
transaction and without waiting for the disk; each statement is a claim of its own, since placing
claims is measured above. PostgreSQL gets the rows of the SQLite file by COPY. Each question is put
--repeat times in random order, each time on its own; `page` is the first 20 hits, `counted` the
same with the number of all hits, as `musnad search` tells it. The first answer to each question,
with nothing of it in the database's own memory, counts as well. A question that takes more than 3
seconds is put once, and given up after 20. With --keep the filled file stays
where it is named, and is used again by later runs; PostgreSQL's schema `musnad_bench` stays too.
"""

from __future__ import annotations

import argparse
import os
import random
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Self

import numpy as np
from sqlalchemy import Connection, Engine, event, insert, text

import made_readings
from ledger_copy import copy_to_postgres
from ledger_queries import Question, questions
from musnad.export import FORMATS, export
from musnad.ingest.beside import STORIES, beside
from musnad.ledger import Added, Also, Ledger
from musnad.ledger import tables as t
from musnad.ledger.connect import connect, is_address, writing
from musnad.ledger.story_store import LedgerStories
from musnad.records import STATEMENT_TYPES, Entry, Reading
from musnad.stories import Dated, fingerprint, place

SCHEMA = "musnad_bench"
TOGETHER = 200
"""Readings of one transaction while a ledger is filled."""

LONG, PATIENCE = 3.0, 20.0
"""Seconds from which on a question is put only once, and from which on no more is asked for it."""

SLOW_MS = 200.0
Times = dict[tuple[str, str], list[float]]
"""Milliseconds by the group and name of a question."""

BASES_LEAST = 60
"""Items of the corpus that even a small run starts from."""


class Filled(Ledger):
    """A ledger that writes several readings in one transaction."""

    held: Connection | None = None

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The transaction that is open."""
        if self.held is None:
            raise RuntimeError("use `together` around it")
        yield self.held

    @contextmanager
    def together(self) -> Iterator[Self]:
        """One transaction for all that is added within."""
        with writing(self.engine, self.name) as connection:
            self.held = connection
            yield self
        self.held = None


def fill(path: Path, found: list[made_readings.Base], frames: int) -> None:
    """Make a ledger of so many frames."""
    begun, count, articles = time.perf_counter(), 0, 0
    given = made_readings.made(found, frames, seed=2)
    with Filled.open(path) as ledger:
        unhurried(ledger.engine)
        while count < frames:
            with ledger.together():
                for _ in range(TOGETHER):
                    count += len(ledger.add(next(given), also=story_and_claims).frames)
            articles += TOGETHER
        with ledger.reading() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    seconds = time.perf_counter() - begun
    print(f"filled with {articles:,} articles, {count:,} frames in {seconds / 60:.1f} minutes")


def unhurried(engine: Engine) -> None:
    """Don't wait for the disk."""
    engine.dispose()

    def calm(connection: sqlite3.Connection, _: Any) -> None:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-400000")

    event.listen(engine, "connect", calm)


def story_and_claims(connection: Connection, entry: Entry, added: Added) -> None:
    """The article's story; and each statement as a claim of its own."""
    if added.new_article:
        article = entry.reading.article
        dated = Dated(entry.article_id, fingerprint(article.text), article.published)
        place(dated, LedgerStories(connection, STORIES))
    ids = (entry.id_of(f) for f in entry.reading.frames if f.type in STATEMENT_TYPES)
    rows = [{"frame": i, "claim": f"c{i[1:]}", "score": 1.0, "reasons": "{}"} for i in set(ids)]
    if rows:
        connection.execute(insert(t.claims), rows)


# ── insertion, room, export ──────────────────────────────────────────────────────────────────


def insertion(name: str, given: list[Reading], also: Also | None) -> tuple[float, float]:
    """Readings a second into a new ledger, and megabytes for a thousand."""
    with Ledger.open(name) as ledger:
        begun = time.perf_counter()
        for reading in given:
            ledger.add(reading, also=also)
        rate = len(given) / (time.perf_counter() - begun)
        room = size(ledger) if is_address(name) else 0
    room = room or Path(name).stat().st_size
    return rate, room / len(given) / 1e3


def size(ledger: Ledger) -> int:
    """Bytes of a schema's tables with their indexes."""
    query = (
        "SELECT sum(pg_total_relation_size(c.oid)) FROM pg_class c JOIN pg_namespace n "
        "ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relkind = 'r'"
    )
    with ledger.reading() as connection:
        return int(connection.execute(text(query)).scalar_one())


def print_insertion(given: list[Reading], folder: Path, postgres: str | None) -> Path:
    """The rates; the last SQLite file is left for the export."""
    texts = sum(len(r.article.text.encode()) for r in given) / len(given) / 1e3
    frames = sum(len(r.frames) for r in given) / len(given)
    print(f"\nInsertion: {len(given):,} readings of {frames:.1f} frames; texts of 1,000: "
          f"{texts:.1f} MB (UTF-8)\n")  # fmt: skip
    print("| database | written | readings/s | MB for 1,000 | times the texts |")
    print("|---|---|---|---|---|")
    path = folder
    for label, also in (("bare", None), ("story and claims", beside)):
        path = folder / f"{label.split()[0]}.ledger"
        names = {"SQLite": str(path)}
        if postgres:
            names["PostgreSQL"] = with_schema(postgres, fresh=True)
        for database, name in names.items():
            rate, room = insertion(name, given, also)
            print(f"| {database} | {label} | {rate:.1f} | {room:.1f} | {room / texts:.1f} |",
                  flush=True)  # fmt: skip
    return path


def print_export(path: Path, folder: Path) -> None:
    """Articles a second and megabytes of each format."""
    with Ledger.open(path, read_only=True) as ledger:
        begun = time.perf_counter()
        count = sum(1 for _ in ledger.entries())
        seconds = time.perf_counter() - begun
        print(f"\nExport of {count:,} articles\n\n| format | articles/s | MB |\n|---|---|---|")
        print(f"| entries | {count / seconds:,.0f} | |", flush=True)
        for form in FORMATS.values():
            out = folder / f"out-{form.name}{form.suffix}"
            begun = time.perf_counter()
            export(ledger.entries(), form.name, out)
            seconds = time.perf_counter() - begun
            files = out.rglob("*") if out.is_dir() else (out,)
            room = sum(file.stat().st_size for file in files if file.is_file()) / 1e6
            print(f"| {form.name} | {count / seconds:,.0f} | {room:.1f} |", flush=True)


# ── search ───────────────────────────────────────────────────────────────────────────────────


def print_search(name: str, repeat: int) -> None:
    """Times of all questions by group, and those that are slow."""
    with Ledger.open(name, read_only=True) as ledger:
        counts = ledger.counts()
        print(f"\nSearch, {'PostgreSQL' if is_address(name) else 'SQLite'}: "
              f"{counts['frames']:,} frames of {counts['pages']:,} articles, "
              f"{counts['actors']:,} actors, {counts['stories']:,} stories\n")  # fmt: skip
        asked = questions(ledger)
        page, hits = timed(ledger, asked, repeat, count=False)
        counted, totals = timed(ledger, [q for q in asked if q.counts], repeat, count=True)
    print("| questions | | page p50 | p95 | counted p50 | p95 ms |\n|---|---|---|---|---|---|")
    for group in dict.fromkeys(q.group for q in asked):
        names = [q.name for q in asked if q.group == group]
        rows = [quantiles([ms for n in names for ms in table.get((group, n), ())])
                for table in (page, counted)]  # fmt: skip
        print(f"| {group} | {len(names)} | {rows[0]} | {rows[1]} |")
    rows = [
        quantiles([ms for times in table.values() for ms in times]) for table in (page, counted)
    ]
    print(f"| all | {len(asked)} | {rows[0]} | {rows[1]} |\n")
    for table, what, found in ((page, "page", hits), (counted, "counted", totals)):
        print_slow(table, what, found)


def print_slow(times: Times, what: str, found: dict[tuple[str, str], int]) -> None:
    """The questions that take long, the slowest first."""
    late = {key: float(np.quantile(spent, 0.95)) for key, spent in times.items()}
    for key in sorted(late, key=lambda key: -late[key]):
        if late[key] > SLOW_MS:
            group, name = key
            number = f"{found[key]:,} hits" if key in found else "given up"
            print(f"slow, {what}: {group}: {name}: p95 {late[key]:,.0f} ms, {number}")


def timed(
    ledger: Ledger, asked: list[Question], repeat: int, *, count: bool
) -> tuple[Times, dict[tuple[str, str], int]]:
    """Milliseconds of each question, put so many times in random order, and its hits."""
    rng = random.Random(3)  # noqa: S311
    times: Times = defaultdict(list)
    hits: dict[tuple[str, str], int] = {}
    for turn in range(repeat):
        for question in rng.sample(asked, len(asked)):
            key = (question.group, question.name)
            if turn and max(times[key]) > LONG * 1e3:
                continue
            begun = time.perf_counter()
            with patient(ledger.engine, until=begun + PATIENCE):
                hits[key] = question.ask(ledger, count)
            times[key].append((time.perf_counter() - begun) * 1e3)
    return times, hits


@contextmanager
def patient(engine: Engine, *, until: float) -> Iterator[None]:
    """Ask nothing more of the database after a time."""

    def check(*_: Any) -> None:
        if time.perf_counter() > until:
            raise TimeoutError

    event.listen(engine, "before_cursor_execute", check)
    try:
        with suppress(TimeoutError):
            yield
    finally:
        event.remove(engine, "before_cursor_execute", check)


def quantiles(times: list[float]) -> str:
    """p50 and p95 as cells of a table."""
    if not times:
        return "– | –"
    return " | ".join(f"{value:,.0f}" for value in np.quantile(times, (0.5, 0.95)))


# ── PostgreSQL ───────────────────────────────────────────────────────────────────────────────


def with_schema(address: str, *, fresh: bool) -> str:
    """The address with a schema of our own, made anew if wanted."""
    engine = connect(address)
    with engine.begin() as connection:
        if fresh:
            connection.execute(text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
    engine.dispose()
    return f"{address}?options=-csearch_path%3D{SCHEMA}"


def drop_schema(address: str) -> None:
    """Leave the server as it was."""
    engine = connect(address)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE"))
    engine.dispose()


def copied(path: Path, postgres: str) -> str:
    """The address of a copy of the ledger, made unless it is there."""
    name = with_schema(postgres, fresh=False)
    with Ledger.open(path, read_only=True) as ledger, Ledger.open(name) as other:
        if other.counts() == ledger.counts():
            return name
    name = with_schema(postgres, fresh=True)
    begun = time.perf_counter()
    copy_to_postgres(path, name)
    with Ledger.open(name) as other:
        room = size(other) / 1e6
    print(f"copied to PostgreSQL in {(time.perf_counter() - begun) / 60:.1f} minutes, "
          f"{room:,.0f} MB")  # fmt: skip
    return name


def options_of() -> argparse.Namespace:
    """What was asked for."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--articles", type=int, default=1_000)
    parser.add_argument("--frames", type=int, default=1_000_000)
    parser.add_argument("--postgres")
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--only", choices=("insertion", "search"))
    return parser.parse_args()


def main() -> None:
    """Print the tables."""
    options = options_of()
    print(f"{os.cpu_count()} cores, load of the machine {os.getloadavg()[0]:.1f}")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        path = options.keep or folder / "filled.ledger"
        bases = []
        if options.only != "search" or not path.exists():
            bases = made_readings.bases(max(BASES_LEAST, options.frames // 200))
        if options.only != "search":
            given = list(made_readings.made(bases, options.articles))
            print_export(print_insertion(given, folder, options.postgres), folder)
        if options.only != "insertion":
            if not path.exists():
                fill(path, bases, options.frames)
            print(f"{path.stat().st_size / 1e6:,.0f} MB")
            print_search(str(path), options.repeat)
            if options.postgres:
                print_search(copied(path, options.postgres), options.repeat)
        if options.postgres and not options.keep:
            drop_schema(options.postgres)


if __name__ == "__main__":
    main()
