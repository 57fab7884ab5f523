"""Feeds and sitemaps → the pages that they newly tell of, politely, again and again.

A round asks each list that is due whether it has changed, takes up the addresses that it newly
tells of, and gives the pages that are due as items. What a round does is written into the ledger
before the next step, so that a killed one goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from musnad.errors import FetchError, MusnadError, SourceError
from musnad.ingest.feeds import MAX_LIST_BYTES, FeedList, Told, read_list
from musnad.ingest.items import Item, Skipped
from musnad.ingest.packed import open_file, read_bounded
from musnad.ingest.polite import Visitor, interleaved
from musnad.ingest.run import Progress
from musnad.ledger import Ledger
from musnad.ledger.watching import (
    EntryRow,
    FeedState,
    feeds,
    keep_feed,
    next_due,
    note_entries,
    put_off,
    renewed,
    settle_entry,
    waiting_entries,
    watch_feeds,
)
from musnad.pages.fetch import Fetched, Known

MOST_TRIES = 4
"""How often an address is asked in all before it is set aside."""

FIRST_WAIT = timedelta(minutes=15)
LONGEST_WAIT = timedelta(days=1)
"""How long a failure is waited for: from the first on, doubled each time, up to the second."""

LOST_FOR_GOOD = frozenset((401, 402, 403, 404, 405, 406, 410, 414, 451))
"""Answers that asking again will not change."""

MOST_SITEMAPS = 20
"""Sitemaps of an index that are read in a round, the latest changed first: sites keep decades of
them, and what is new stands in a few."""

MOST_A_ROUND = 5_000
"""Pages of a round."""

AHEAD = timedelta(days=2)
"""A day beyond this is a mistake, and the entry is taken as one without a day."""

UNDATED_ARE_NEW = frozenset(("feed",))
"""Lists whose entries without a day are taken for new; a sitemap without days is an archive."""


@dataclass(slots=True)
class Watch:
    """The watching of the ledger's feeds.

    Attributes:
        every: time between two askings of a list.
        since: entries of before this day are passed over.
    """

    ledger: Ledger
    visitor: Visitor = field(default_factory=Visitor)
    every: timedelta = timedelta(minutes=30)
    since: datetime | None = None

    def take_up(self, sources: Iterable[str]) -> list[str]:
        """Watch these feeds and sitemaps, and those of these OPML files; their addresses.

        Raises:
            SourceError: a file is no OPML, or an address is none.
        """
        found: list[str] = []
        for source in sources:
            if source.lower().startswith(("http://", "https://")):
                found.append(source)
                continue
            listed = _of_file(source)
            if listed.kind != "opml":
                raise SourceError(
                    f"{source}: is no OPML; name a feed by its address, a file does not change"
                )
            found += [entry.url for entry in listed.entries]
        watch_feeds(self.ledger, found, at=self._now())
        return found

    def ask_lists(self) -> Iterator[FeedState]:
        """Ask each list that is due; its state afterwards."""
        now = self._now()
        due = [state for state in feeds(self.ledger) if state.due <= now]
        for state in interleaved(due, lambda one: one.moved or one.address):
            after = self._asked(state)
            keep_feed(self.ledger, after)
            yield after

    def items(self) -> Iterator[Item | Skipped]:
        """The pages that are due, as they are fetched; what can't be had at last is told."""
        rows = waiting_entries(self.ledger, at=self._now(), limit=MOST_A_ROUND)
        for row in interleaved(rows, lambda one: one.address):
            found = self._fetched(row)
            if found is not None:
                yield found

    def settle(self, before: Progress, after: Progress) -> None:
        """Write what has become of the address that was read last."""
        if after.failed > before.failed:
            settle_entry(self.ledger, after.source, "failed", reason="see the run's failures")
        elif after.read > before.read:
            settle_entry(self.ledger, after.source, "read")
        elif after.known > before.known:
            settle_entry(self.ledger, after.source, "known")

    def seconds_left(self) -> float:
        """How long nothing is due; at most the time between two askings."""
        due = next_due(self.ledger)
        if due is None:
            return self.every.total_seconds()
        left = (datetime.fromisoformat(due) - self.visitor.clock.now()).total_seconds()
        return min(max(left, 0.0), self.every.total_seconds())

    def _now(self) -> str:
        return _written(self.visitor.clock.now())

    def _asked(self, state: FeedState) -> FeedState:
        url = state.moved or state.address
        try:
            answer = self.visitor.visit(url, known=Known(state.etag, state.modified))
            if answer.status == 304:
                return self._well(state, answer, "nothing new", None)
            listed = read_list(answer.data, url=answer.final_url, content_type=answer.content_type)
            if listed.kind == "opml":
                raise SourceError(f"{url}: is OPML; save it and name the file")
            entries = list(self._of_index(listed)) if listed.kind == "index" else listed.entries
            new = self._take(state.address, listed.kind, entries)
        except MusnadError as error:
            return self._ill(state, error)
        told = f"{new} new of {len(entries)}" if entries else "tells of nothing"
        return self._well(state, answer, told, listed.title)

    def _of_index(self, index: FeedList) -> Iterator[Told]:
        """What the sitemaps of an index tell of; one that can't be read stops nothing."""
        oldest = datetime.min.replace(tzinfo=UTC)
        order = sorted(index.entries, key=lambda told: told.at or oldest, reverse=True)
        for told in order[:MOST_SITEMAPS]:
            if self.since and told.at and told.at < self.since:
                continue
            try:
                answer = self.visitor.visit(told.url)
                listed = read_list(
                    answer.data, url=answer.final_url, content_type=answer.content_type
                )
            except MusnadError:
                continue
            if listed.kind == "sitemap":
                yield from listed.entries

    def _take(self, feed: str, kind: str, entries: Iterable[Told]) -> int:
        new = [told.url for told in entries if self._is_new(told, kind)]
        return note_entries(self.ledger, feed, new, at=self._now())

    def _is_new(self, told: Told, kind: str) -> bool:
        if told.at is None or told.at > self.visitor.clock.now() + AHEAD:
            return kind in UNDATED_ARE_NEW
        return self.since is None or told.at >= self.since

    def _well(self, state: FeedState, answer: Fetched, status: str, title: str | None) -> FeedState:
        known = answer.known
        return renewed(
            state,
            moved=answer.moved or state.moved,
            title=title or state.title,
            # a server that says 304 need not say again what it said before
            etag=known.etag or (state.etag if answer.status == 304 else None),
            modified=known.modified or (state.modified if answer.status == 304 else None),
            checked=self._now(),
            due=self._later(self.every),
            failures=0,
            status=status,
        )

    def _ill(self, state: FeedState, error: MusnadError) -> FeedState:
        failures = state.failures + 1
        wait = max(self.every, _doubled(failures, _asked_to_wait(error)))
        return renewed(
            state,
            checked=self._now(),
            due=self._later(min(wait, max(LONGEST_WAIT, self.every))),
            failures=failures,
            status=str(error),
        )

    def _fetched(self, row: EntryRow) -> Item | Skipped | None:
        """The page, or why it is set aside; None where it is tried again."""
        try:
            page = self.visitor.visit(row.address)
        except FetchError as error:
            last = row.tries + 1 >= MOST_TRIES or error.status in LOST_FOR_GOOD
            if last:
                return Skipped(row.address, str(error), type(error).__name__)
            asked = _asked_to_wait(error)
            if asked:
                self.visitor.rest(row.address, asked.total_seconds())
            due = self._later(_doubled(row.tries + 1, asked))
            put_off(self.ledger, row, due=due, reason=str(error))
            return None
        return Item(row.address, page.data, url=page.final_url, content_type=page.content_type)

    def _later(self, wait: timedelta) -> str:
        return _written(self.visitor.clock.now() + wait)


def _doubled(failures: int, asked: timedelta | None) -> timedelta:
    """How long to wait after so many failures; at least as long as was asked, within bounds."""
    wait = FIRST_WAIT * (1 << min(failures - 1, 10))
    return min(max(wait, asked or wait), LONGEST_WAIT)


def _asked_to_wait(error: MusnadError) -> timedelta | None:
    seconds = error.retry_after if isinstance(error, FetchError) else None
    return timedelta(seconds=min(seconds, LONGEST_WAIT.total_seconds())) if seconds else None


def _written(moment: datetime) -> str:
    """As the ledger writes moments, so that they sort as text."""
    told = moment.astimezone(UTC).isoformat(timespec="milliseconds")
    return told.replace("+00:00", "Z")


def _of_file(name: str) -> FeedList:
    with open_file(Path(name), name=name) as stream:
        data = read_bounded(stream, MAX_LIST_BYTES)
    if data is None:
        raise SourceError(f"{name}: is too large for a list of feeds")
    return read_list(data, url=name)
