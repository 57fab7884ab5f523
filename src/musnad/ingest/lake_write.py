"""A batch of outcomes → the files of a lake.

What is written follows from the pages, the model and the versions alone: no clock, no name of a
worker. So a batch that is done twice, or half and then again, leaves what doing it once leaves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, overload

import pyarrow as pa
from pyarrow import parquet

from musnad import __version__
from musnad.export.events import rows as event_rows
from musnad.export.texts import whole
from musnad.ingest.items import Item, Skipped
from musnad.ingest.lake_columns import RENAMED, TABLES
from musnad.ingest.lake_commits import Commit
from musnad.ingest.lake_known import DIGITS
from musnad.ingest.lake_store import Store, open_store
from musnad.ledger.clock import now
from musnad.pipeline import Reader
from musnad.records import Entry, Reading, canonical, content_id, digest
from musnad.runners import Failed
from musnad.runners.contract import outcome_of

CHUNK = 50
"""Pages whose rows are held as Python's values; then they are packed, in a tenth of the room."""

FILE_BYTES = 128_000_000
"""Most bytes of a file's rows before they are compressed: some 20 MB of file."""

UNKNOWN = "unknown"
"""The partition of what has no publication day."""

TRANSIENT = frozenset(("ProcessDied", "FetchError"))
"""Failures that another try may cure; pages that failed otherwise are not read again."""

Row = dict[str, Any]


class Batch(Sequence[Item]):
    """Pages that are read and written together.

    Attributes:
        number: which batch of the lake.
        digests: SHA-256 of each page.
        id: content id of the pages and the model.
    """

    def __init__(
        self, number: int, items: Sequence[Item], digests: Sequence[str], *, model: str
    ) -> None:
        self.number = number
        self.items = tuple(items)
        self.digests = tuple(digests)
        self.model = model
        self.id = batch_id([(i.source, d) for i, d in self.pairs()], model=model)

    def pairs(self) -> Iterator[tuple[Item, str]]:
        """Each page with its digest."""
        return zip(self.items, self.digests, strict=True)

    def __len__(self) -> int:
        return len(self.items)

    @overload
    def __getitem__(self, at: int) -> Item: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Item, ...]: ...

    def __getitem__(self, at: int | slice) -> Item | tuple[Item, ...]:
        return self.items[at]


def batch_id(pages: Sequence[tuple[str, str]], *, model: str) -> str:
    """The id of a batch: what its files are called."""
    told = [[source, sha256] for source, sha256 in pages]
    return content_id("b", {"pages": told, "model": model})


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came of a batch.

    Attributes:
        sources: of its pages: the last one.
        reasons: how often each kind of failure occurred.
    """

    read: int
    failed: int
    source: str
    reasons: dict[str, int]


@dataclass(frozen=True, slots=True)
class ReadIntoLake:
    """What a worker on any machine does with a batch: read it and write it, there and then."""

    lake: str

    def __call__(self, reader: Reader, batch: Batch, dead: Mapping[int, Failed]) -> Receipt:
        """Read and write; the pages that are dead already have failed."""
        sheaf = Sheaf(open_store(self.lake), batch.number, batch.id, model=batch.model)
        for n, (item, sha256) in enumerate(batch.pairs()):
            sheaf.add(item, sha256, dead.get(n) or outcome_of(reader, item))
        return sheaf.commit()


@dataclass(slots=True)
class Sheaf:
    """The rows of a batch while it is being read."""

    store: Store
    number: int
    batch: str
    model: str = field(kw_only=True)
    pages: int = 0
    read: int = 0
    source: str = ""
    known: list[str] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    _rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in TABLES})
    _packed: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in TABLES})

    def add(self, item: Item, sha256: str, result: Reading | Failed) -> None:
        """Take in what came of a page."""
        origin = {"source": whole(item.source), "sha256": sha256, "size": len(item.data)}
        failed = result if isinstance(result, Failed) else self._reading(result, origin)
        if failed is None:
            self.read += 1
        else:
            self._failure(failed, origin)
        if failed is None or failed.kind not in TRANSIENT:
            self.known.append(sha256[:DIGITS])
        self._counted(item.source)

    def skip(self, skipped: Skipped) -> None:
        """Take in what was set aside before it was a page."""
        failed = Failed(skipped.kind, skipped.reason)
        self._failure(failed, {"source": whole(skipped.source), "sha256": None, "size": None})
        self.known.append(failure_digest(skipped))
        self._counted(skipped.source)

    def commit(self) -> Receipt:
        """Write the files, and last that they are whole."""
        self._pack()
        files: dict[str, int] = {}
        for name in TABLES:
            for path, part in self._parts(name):
                self.store.write(path, _parquet(part))
                files[path] = part.num_rows
        failed = sum(self.reasons.values())
        made = Commit(
            self.number, self.batch, self.model, __version__, now(), self.read, failed, files,
            tuple(self.known),
        )  # fmt: skip
        self.store.write(made.path, made.to_bytes())
        return Receipt(self.read, failed, self.source, dict(self.reasons))

    def _reading(self, reading: Reading, origin: Row) -> Failed | None:
        """The rows of a reading; why it can't be kept, if so."""
        record = canonical(reading.to_dict())
        if fault := _fault(record):
            return Failed("RecordError", fault)
        entry, day = Entry.of(reading), _day(reading)
        place = {"batch": self.batch, "position": self.pages, "_day": day}
        self._rows["readings"].append(
            {**origin, **_head(entry), **place, "record": record.decode()}
        )
        for row in event_rows([entry]):
            named = {RENAMED.get(key, key): value for key, value in row.items()}
            self._rows["frames"].append({**named, **place})
        return None

    def _failure(self, failed: Failed, origin: Row) -> None:
        self.reasons[failed.kind] += 1
        reason = whole(failed.reason)
        told = {"source": origin["source"], "sha256": origin["sha256"], "reason": reason}
        self._rows["failures"].append(
            {
                **origin,
                "failure_id": content_id("x", told),
                "kind": failed.kind,
                "reason": reason,
                "model_digest": self.model,
                "musnad": __version__,
                "batch": self.batch,
                "position": self.pages,
                "_day": "",
            }
        )

    def _counted(self, source: str) -> None:
        self.pages += 1
        self.source = source
        if self.pages % CHUNK == 0:
            self._pack()

    def _pack(self) -> None:
        for name, rows in self._rows.items():
            if rows:
                self._packed[name].append(pa.Table.from_pylist(rows, schema=_with_day(name)))
                self._rows[name] = []

    def _parts(self, name: str) -> Iterator[tuple[str, Any]]:
        """A table's files: one a day, or more where they would be large."""
        if not self._packed[name]:
            return
        table = pa.concat_tables(self._packed[name]).sort_by(
            [("_day", "ascending"), ("position", "ascending")]
        )
        at = 0
        for day, count in _runs(table.column("_day").to_pylist()):
            rows = table.slice(at, count).drop_columns("_day")
            at += count
            folder = f"{name}/date={day}" if day else name
            for n, part in enumerate(_split(rows)):
                yield f"{folder}/{self.batch}-{n:03d}.parquet", part


def failure_digest(skipped: Skipped) -> str:
    """What a lake knows a failure by that had no bytes."""
    told = {"source": skipped.source, "kind": skipped.kind, "reason": skipped.reason}
    return digest(canonical(told))[:DIGITS]


def _head(entry: Entry) -> Row:
    reading, article = entry.reading, entry.reading.article
    return {
        "reading_id": entry.reading_id,
        "article_id": entry.article_id,
        "url": article.url,
        "outlet": article.outlet,
        "agency": article.agency,
        "byline": article.byline,
        "published": article.published.isoformat() if article.published else None,
        "title": article.title,
        "text": article.text,
        "frame_count": len(reading.frames),
        "model": f"{reading.model.name} {reading.model.date}",
        "model_digest": reading.model.digest,
        "musnad": reading.model.musnad,
    }


def _day(reading: Reading) -> str:
    published = reading.article.published
    return published.isoformat() if published else UNKNOWN


def _fault(record: bytes) -> str:
    """Why a record can't be kept, here or in a ledger; "" if it can."""
    try:
        record.decode()
    except UnicodeDecodeError:
        return (
            "the article holds half of a character (a lone surrogate) and can't be kept; decode "
            "its source with the right encoding"
        )
    if b"\\u0000" in record:
        return "the article holds NUL characters and can't be kept; take them out"
    return ""


def _with_day(name: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    return TABLES[name].append(pa.field("_day", pa.string()))


def _runs(days: list[str]) -> Iterator[tuple[str, int]]:
    """Equal neighbours with their number."""
    yield from ((day, sum(1 for _ in same)) for day, same in groupby(days))


def _split(table: Any) -> Iterator[Any]:  # noqa: ANN401
    """Parts of a table of no more than `FILE_BYTES`, as far as its rows are alike."""
    parts = max(1, -(-table.nbytes // FILE_BYTES))
    rows = max(1, -(-table.num_rows // parts))
    for at in range(0, table.num_rows, rows):
        yield table.slice(at, rows)


def _parquet(table: Any) -> Any:  # noqa: ANN401
    """A file's bytes; its pages bear checksums."""
    out = pa.BufferOutputStream()
    parquet.write_table(table, out, compression="zstd", write_page_checksum=True)
    return out.getvalue()
