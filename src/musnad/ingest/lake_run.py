"""From sources to a lake, on whatever runner; what it holds is passed over."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, runtime_checkable

from musnad.ingest.items import Item, Skipped
from musnad.ingest.lake import Lake
from musnad.ingest.lake_known import Seen
from musnad.ingest.lake_write import (
    Batch,
    ReadIntoLake,
    Receipt,
    Sheaf,
    batch_id,
    failure_digest,
)
from musnad.ingest.run import Progress, Runner, Task
from musnad.records import digest

BATCH_PAGES = 500
"""Pages of a batch: a minute of one worker, which is what its loss costs."""

BATCH_BYTES = 16_000_000
"""Most bytes of a batch's pages; three batches for each worker are in memory at once."""


@runtime_checkable
class Spread(Protocol):
    """A runner whose workers do more than read, each where it is: see `runners.ray`."""

    def each(self, batches: Iterable[Batch], work: ReadIntoLake) -> Iterator[Receipt]:
        """What the work gives for each batch, in order."""
        ...


def ingest_into_lake(
    items: Iterable[Item | Skipped],
    *,
    runner: Runner | Spread,
    lake: Lake,
    task: Task,
    pages: int = BATCH_PAGES,
) -> Progress:
    """Read the items into a lake, `pages` a batch.

    A page whose bytes this model has read into the lake, or has failed on, is passed over; so the
    same call after an interruption goes on where it stopped, and loses the batches in hand at most.
    A runner that spreads over machines writes where it reads; for the others this process writes.

    Raises:
        LakeError: the lake can't be written; what was committed stays.
    """
    with lake.writing(model=task.model) as (seen, last):
        work = _Work(lake, task, seen, last, pages)
        batches = work.batches(items)
        if isinstance(runner, Spread):
            for receipt in runner.each(batches, ReadIntoLake(lake.store.address)):
                work.take(receipt)
        else:
            for receipt in _written_here(batches, runner, lake, task.model):
                work.take(receipt)
        work.flush()
        return work.progress


def _written_here(
    batches: Iterable[Batch], runner: Runner, lake: Lake, model: str
) -> Iterator[Receipt]:
    """Batches that the runner reads and this process writes."""
    begun: deque[Batch] = deque()

    def pages() -> Iterator[Item]:
        for batch in batches:
            begun.append(batch)
            yield from batch

    sheaf: Sheaf | None = None
    for outcome in runner.run(pages()):
        batch = begun[0]
        sheaf = sheaf or Sheaf(lake.store, batch.number, batch.id, model=model)
        sheaf.add(outcome.item, batch.digests[sheaf.pages], outcome.result)
        if sheaf.pages == len(batch):
            yield sheaf.commit()
            begun.popleft()
            sheaf = None


@dataclass(slots=True)
class _Work:
    lake: Lake
    task: Task
    seen: Seen
    last: int
    pages: int
    progress: Progress = field(default_factory=Progress)
    skipped: list[Skipped] = field(default_factory=list)

    def batches(self, items: Iterable[Item | Skipped]) -> Iterator[Batch]:
        """Batches of the pages that are to be read."""
        held: list[Item] = []
        digests: list[str] = []
        size = 0
        for item, sha256 in self._fresh(items):
            held.append(item)
            digests.append(sha256)
            size += len(item.data)
            if len(held) >= self.pages or size >= BATCH_BYTES:
                yield Batch(self._number(), held, digests, model=self.task.model)
                held, digests, size = [], [], 0
        if held:
            yield Batch(self._number(), held, digests, model=self.task.model)

    def _fresh(self, items: Iterable[Item | Skipped]) -> Iterator[tuple[Item, str]]:
        for item in items:
            if isinstance(item, Skipped):
                self._set_aside(item)
            elif self.seen.add(sha256 := digest(item.data)):
                yield item, sha256
            else:
                self.progress.known += 1
                self._tell(item.source)

    def _number(self) -> int:
        self.last += 1
        return self.last

    def _set_aside(self, skipped: Skipped) -> None:
        """Count what never was a page, and keep it if it is not known from before."""
        self._count({skipped.kind: 1})
        if self.seen.add(failure_digest(skipped)):
            self.skipped.append(skipped)
        if len(self.skipped) >= self.pages:
            self.flush()
        self._tell(skipped.source)

    def flush(self) -> None:
        """Write what was set aside, as a batch of its own."""
        if not self.skipped:
            return
        name = batch_id(
            [(s.source, failure_digest(s)) for s in self.skipped], model=self.task.model
        )
        sheaf = Sheaf(self.lake.store, self._number(), name, model=self.task.model)
        for skipped in self.skipped:
            sheaf.skip(skipped)
        sheaf.commit()
        self.skipped = []

    def take(self, receipt: Receipt) -> None:
        """Count what came of a batch."""
        self.progress.read += receipt.read
        self._count(receipt.reasons)
        self._tell(receipt.source)

    def _count(self, reasons: Mapping[str, int]) -> None:
        for kind, times in reasons.items():
            self.progress.failed += times
            self.progress.reasons[kind] = self.progress.reasons.get(kind, 0) + times

    def _tell(self, source: str) -> None:
        self.progress.source = source
        if self.task.on_item:
            self.task.on_item(self.progress)
