"""A lake → a ledger: what is there is passed over, what is damaged is set aside with its file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from pyarrow import parquet

from musnad.errors import LakeError, LedgerError, MusnadError, RecordError
from musnad.ingest.items import Skipped
from musnad.ingest.lake import FAULTS, Lake
from musnad.ingest.lake_columns import TABLES
from musnad.ingest.lake_commits import Commit
from musnad.ingest.lake_write import UNKNOWN
from musnad.ingest.run import Progress, Task
from musnad.ledger import Ledger, begin_run, end_run, fail
from musnad.ledger.rows import MOST_BYTES
from musnad.records import Entry, Origin, Reading

HEAD = ("reading_id", "sha256", "size", "source", "model_digest", "position")
"""Columns that tell whether a reading is known, which are read before the readings themselves."""

Known = Callable[[str, str], bool]
"""Whether what the model of a digest read in the bytes of a digest is there already."""

FILE_BYTES = 2_000_000_000
"""Most bytes that a file may unfold to; ours are a fifteenth of that."""


@dataclass(frozen=True, slots=True)
class Found:
    """A reading of a lake.

    Attributes:
        place: file and row, for messages.
        record: canonical JSON of the reading; None where the ledger has it already.
    """

    place: str
    position: int
    reading_id: str
    origin: Origin
    model_digest: str
    record: str | None


@dataclass(frozen=True, slots=True)
class Days:
    """First and last publication day that is wanted; None where open.

    Where there is either, what has no day is left out.
    """

    since: date | None = None
    until: date | None = None

    def take(self, path: str) -> bool:
        """Whether the file of this path is wanted."""
        if self.since is None and self.until is None:
            return True
        told = path.partition("/date=")[2].partition("/")[0]
        first = self.since.isoformat() if self.since else ""
        last = self.until.isoformat() if self.until else "9999-12-31"
        return told != UNKNOWN and first <= told <= last


ALL = Days()


def load_lake(lake: Lake, *, ledger: Ledger, task: Task, days: Days = ALL) -> Progress:
    """Bring a lake's readings into a ledger, each in its own transaction, in the lake's order.

    What the ledger has is passed over, so that the same call again goes on where it stopped. A
    file that is torn, altered or none of ours, and a row whose ids don't follow from what it says,
    are kept as failures of the run, and the others are brought.

    Raises:
        LedgerError: the ledger can't be written any more.
    """
    run = begin_run(ledger, task.command, model=task.model or None)
    work = _Loading(lake, ledger, task, run, Progress())
    try:
        for found in lake_readings(lake, known=work.known, days=days):
            work.keep(found)
    except BaseException as error:
        if not isinstance(error, LedgerError):
            end_run(ledger, run, "interrupted", known=work.passed_over)
        raise
    end_run(ledger, run, "done", known=work.passed_over)
    return work.progress


def lake_readings(
    lake: Lake, *, known: Known | None = None, days: Days = ALL
) -> Iterator[Found | Skipped]:
    """The readings of a lake, batch by batch, in the order in which its pages were given.

    `known` says of a digest of bytes and one of a model whether its record may be left out.
    """
    batches: set[str] = set()
    for commit in lake.commits():
        if isinstance(commit, Skipped):
            yield commit
            continue
        batches.add(commit.batch)
        yield from _batch(lake, commit, known, days)
    for path in sorted(lake.store.paths("readings")):
        name = path.rpartition("/")[2]
        if not name.startswith((".", "_")) and name[:21] not in batches:
            yield Skipped(
                lake.told(path),
                f"{lake.told(path)}: belongs to no batch of the lake; it is left from a run that "
                "was cut off, which the next `musnad ingest --out` clears, or none of ours",
                LakeError.__name__,
            )


def _batch(
    lake: Lake, commit: Commit, known: Known | None, days: Days
) -> Iterator[Found | Skipped]:
    """The readings of a batch, first the files that can't be read."""
    rows: list[Found] = []
    for path, count in commit.files.items():
        if path.startswith("readings/") and days.take(path):
            try:
                rows += _file(lake, path, count, commit, known)
            except FAULTS as error:
                told = str(error)
                place = lake.told(path)
                if not isinstance(error, LakeError):
                    told = f"{place}: torn, altered or no Parquet ({type(error).__name__}: {told})"
                yield Skipped(place, told, LakeError.__name__)
    yield from sorted(rows, key=lambda found: found.position)


def _file(lake: Lake, path: str, count: int, commit: Commit, known: Known | None) -> list[Found]:
    """The readings of a file.

    Raises:
        LakeError: it is not the file that was committed.
        OSError, ValueError, pa.ArrowException: it is no Parquet, or damaged.
    """
    place = lake.told(path)
    with lake.store.opened(path) as opened:
        file = parquet.ParquetFile(opened, page_checksum_verification=True)
        _check(file, place, count)
        head = file.read(columns=[*HEAD]).to_pylist()
        if any(value is None for row in head for value in row.values()):
            raise LakeError(f"{place}: rows without a digest, a source or an id")
        fresh = [not (known and known(row["sha256"], row["model_digest"])) for row in head]
        records = file.read(columns=["record"]).column(0).to_pylist() if any(fresh) else []
    return [
        Found(
            f"{place}, row {n + 1}",
            row["position"],
            row["reading_id"],
            Origin(row["source"], row["sha256"], row["size"], commit.written),
            row["model_digest"],
            records[n] if fresh[n] else None,
        )
        for n, row in enumerate(head)
    ]


def _check(file: Any, place: str, count: int) -> None:  # noqa: ANN401 - ParquetFile
    """Whether it is the file of the commit, as far as its foot tells."""
    expected = TABLES["readings"]
    if not file.schema_arrow.equals(expected):
        names = {f.name for f in expected} ^ set(file.schema_arrow.names)
        raise LakeError(
            f"{place}: has other columns than a lake's readings ({', '.join(sorted(names)) or 'by'}"
            f"{'' if names else ' their types'})"
        )
    if file.metadata.num_rows != count:
        raise LakeError(f"{place}: {file.metadata.num_rows} rows, {count} were committed")
    groups = range(file.metadata.num_row_groups)
    if (size := sum(file.metadata.row_group(n).total_byte_size for n in groups)) > FILE_BYTES:
        raise LakeError(f"{place}: unfolds to {size:,} bytes; {FILE_BYTES:,} are the most")


@dataclass(slots=True)
class _Loading:
    lake: Lake
    ledger: Ledger
    task: Task
    run: int
    progress: Progress
    passed_over: int = 0

    def known(self, sha256: str, model: str) -> bool:
        """Whether the ledger has what this model read in these bytes."""
        return not self.task.again and bool(self.ledger.seen(sha256, model_digest=model))

    def keep(self, found: Found | Skipped) -> None:
        """Write a reading, or why it can't be."""
        if isinstance(found, Skipped):
            self._fail(found.source, found.kind, found.reason)
        elif found.record is None:
            self.passed_over += 1
            self.progress.known += 1
            self._tell(found.place)
        else:
            self._add(found, found.record)

    def _add(self, found: Found, record: str) -> None:
        try:
            reading = _reading(found, record)
            added = self.ledger.add(reading, origin=found.origin, run=self.run, also=self.task.also)
        except RecordError as error:
            self._fail(found.place, RecordError.__name__, str(error))
            return
        if added.new_reading:
            self.progress.read += 1
        else:
            self.progress.known += 1
        self._tell(found.place)

    def _fail(self, source: str, kind: str, reason: str) -> None:
        fail(self.ledger, self.run, source=source, kind=kind, reason=reason)
        self.progress.failed += 1
        self.progress.reasons[kind] = self.progress.reasons.get(kind, 0) + 1
        self._tell(source)

    def _tell(self, source: str) -> None:
        self.progress.source = source
        if self.task.on_item:
            self.task.on_item(self.progress)


def _reading(found: Found, record: str) -> Reading:
    """The reading of a row.

    Raises:
        RecordError: it does not read back, or its id does not follow from what it says.
    """
    if len(record) > MOST_BYTES:
        raise RecordError(f"{found.place}: {len(record):,} letters are too many for a reading")
    try:
        reading = Reading.from_dict(json.loads(record))
        made = Entry.of(reading).reading_id
    except (MusnadError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise RecordError(
            f"{found.place}: does not read back as a reading ({type(error).__name__}: {error})"
        ) from error
    if made != found.reading_id:
        raise RecordError(
            f"{found.place}: its id is {found.reading_id}, but {made} follows from what it says; "
            "it was altered after it was written"
        )
    if reading.model.digest != found.model_digest:
        raise RecordError(f"{found.place}: its columns and its record name different models")
    return reading
