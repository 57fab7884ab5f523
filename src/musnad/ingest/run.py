"""From sources to the ledger: what is known is passed over, what fails is kept with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Protocol

from musnad.errors import LedgerError, RecordError
from musnad.ingest.items import Item, Skipped
from musnad.ledger import Also, Ledger, begin_run, end_run, fail
from musnad.ledger.clock import now
from musnad.records import Origin, digest
from musnad.runners import Failed, Outcome


class Runner(Protocol):
    """What reads the items: see `musnad.runners`."""

    def run(self, items: Iterable[Item]) -> Iterator[Outcome[Item]]:
        """Outcomes in the order of the items."""
        ...


@dataclass(slots=True)
class Progress:
    """What came of the items so far.

    Attributes:
        read: newly written; known: there already; failed: with a reason in the ledger.
        source: the last one.
        reasons: how often each kind of failure occurred.
    """

    read: int = 0
    known: int = 0
    failed: int = 0
    source: str = ""
    reasons: dict[str, int] = field(default_factory=dict)

    @property
    def seen(self) -> int:
        """All items so far."""
        return self.read + self.known + self.failed

    @property
    def share_failed(self) -> float:
        """Failures among all items."""
        return self.failed / self.seen if self.seen else 0.0


OnItem = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class Task:
    """What an ingestion is told.

    Attributes:
        command: as it was called, for the run's record.
        model: digest of the weights that read.
        again: read also what this model has read already.
        also: what is written beside each reading.
        on_item: told after each item.
    """

    command: str
    model: str
    again: bool = False
    also: Also | None = None
    on_item: OnItem | None = None


def ingest_items(
    items: Iterable[Item | Skipped], *, runner: Runner, ledger: Ledger, task: Task
) -> Progress:
    """Read the items into the ledger, each in its own transaction.

    A page whose bytes this model has read into this ledger is not read again, so that the same
    call after an interruption goes on where it stopped.

    Raises:
        LedgerError: the ledger can't be written any more; the run is marked as interrupted.
    """
    run = begin_run(ledger, task.command, model=task.model)
    work = _Work(ledger, task, run, Progress())
    state = work.progress
    try:
        for outcome in runner.run(work.fresh(items)):
            work.keep(outcome)
    except BaseException as error:
        if not isinstance(error, LedgerError):
            end_run(ledger, run, "interrupted", known=work.passed_over)
        raise
    end_run(ledger, run, "done", known=work.passed_over)
    return state


@dataclass(slots=True)
class _Work:
    ledger: Ledger
    task: Task
    run: int
    progress: Progress
    passed_over: int = 0
    """Items known by their bytes; those known by their reading are counted by the ledger."""

    def fresh(self, items: Iterable[Item | Skipped]) -> Iterator[Item]:
        """The items that are to be read."""
        for item in items:
            if isinstance(item, Skipped):
                self._fail(item.source, item.kind, item.reason)
            elif not self.task.again and self._known(item):
                self.passed_over += 1
                self.progress.known += 1
                self._tell(item.source)
            else:
                yield item

    def _known(self, item: Item) -> bool:
        found = self.ledger.seen(digest(item.data), model_digest=self.task.model)
        return found is not None

    def keep(self, outcome: Outcome[Item]) -> None:
        """Write what came of an item."""
        item, result = outcome.item, outcome.result
        if isinstance(result, Failed):
            self._fail(item.source, result.kind, result.reason)
            return
        origin = Origin(item.source, digest(item.data), len(item.data), now())
        try:
            added = self.ledger.add(result, origin=origin, run=self.run, also=self.task.also)
        except RecordError as error:  # a text that no database keeps ends itself, not the run
            self._fail(item.source, type(error).__name__, str(error))
            return
        if added.new_reading:
            self.progress.read += 1
        else:
            self.progress.known += 1
        self._tell(item.source)

    def _fail(self, source: str, kind: str, reason: str) -> None:
        fail(self.ledger, self.run, source=source, kind=kind, reason=reason)
        self.progress.failed += 1
        self.progress.reasons[kind] = self.progress.reasons.get(kind, 0) + 1
        self._tell(source)

    def _tell(self, source: str) -> None:
        self.progress.source = source
        if self.task.on_item:
            self.task.on_item(self.progress)
