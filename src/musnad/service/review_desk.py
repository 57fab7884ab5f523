"""The desk that hands out records to review: the queue as it stood a moment ago, and who has what.

Making the queue goes through all frames, so a part of it is kept for a short while; whether a
record still waits is asked anew before it is handed out. Reviewers at work at the same time are
handed different records where there are enough. This only saves work: nothing is locked, and two
decisions on one record are both kept.
"""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from musnad.ledger import Ledger, QueueItem, judgements_of, queue

KEPT = 2_000
"""Records of the queue that are kept at once: some hours of a reviewer's work."""

FRESH_SECONDS = 30.0
"""How long a part of the queue is used; so long may a new article's records be missing."""

HELD_SECONDS = 120.0
"""How long others are not handed a record that somebody looks at; a decision takes seconds."""

MOST_KINDS = 64
"""Choices of types and outlet whose queues are kept."""

PLACE = re.compile(r"(\d{1,6}(?:\.\d{1,20})?(?:e-\d{1,3})?):(f[0-9a-f]{1,40})")

Wanted = tuple[tuple[str, ...], str | None]
"""Types and outlet that a reviewer looks at."""


@dataclass(frozen=True, slots=True)
class Part:
    """The most urgent records at a moment."""

    items: tuple[QueueItem, ...]
    made: float


@dataclass(slots=True)
class Desk:
    """What all reviewers of a room share."""

    clock: Callable[[], float] = time.monotonic
    _parts: dict[Wanted, Part] = field(default_factory=dict)
    _held: dict[str, tuple[str, float]] = field(default_factory=dict)
    _making: threading.Lock = field(default_factory=threading.Lock)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def waiting(self, ledger: Ledger, wanted: Wanted) -> tuple[QueueItem, ...]:
        """The most urgent records, as of a moment ago; some may be decided by now."""
        with self._making:  # those who come meanwhile wait for the same one
            found = self._parts.get(wanted)
            if found is None or self.clock() - found.made > FRESH_SECONDS:
                types, outlet = wanted
                items = tuple(queue(ledger, limit=KEPT, types=types, outlet=outlet))
                found = Part(items, self.clock())
                if len(self._parts) >= MOST_KINDS:
                    self._parts.clear()
                self._parts[wanted] = found
        return found.items

    def next(
        self, ledger: Ledger, wanted: Wanted, *, reviewer: str, after: str = ""
    ) -> QueueItem | None:
        """The most urgent record that waits behind a place in the queue; None at its end.

        Args:
            ledger: where.
            wanted: what the reviewer looks at.
            reviewer: who; "" for somebody without a name, for whom nothing is held.
            after: `place_of` the record before; "" for the beginning.
        """
        begin = _key(after)
        items = [i for i in self.waiting(ledger, wanted) if begin is None or _key_of(i) > begin]
        for item in sorted(items, key=lambda i: self._elsewhere(i.frame, reviewer)):
            if still_waits(ledger, item):
                self.hold(item.frame, reviewer)
                return item
        return None

    def item(self, ledger: Ledger, wanted: Wanted, frame: str) -> QueueItem | None:
        """A record's place in the queue, if it waits there."""
        return next((i for i in self.waiting(ledger, wanted) if i.frame == frame), None)

    def hold(self, frame: str, reviewer: str) -> None:
        """Somebody looks at a record."""
        if not reviewer:
            return
        now = self.clock()
        with self._lock:
            late = [f for f, (_, since) in self._held.items() if now - since > HELD_SECONDS]
            for old in late:
                del self._held[old]
            self._held.setdefault(frame, (reviewer, now))

    def forget(self) -> None:
        """The queue is made anew when it is next asked for: something waits again."""
        with self._making:
            self._parts.clear()

    def _elsewhere(self, frame: str, reviewer: str) -> bool:
        """Whether somebody else looks at it."""
        who, since = self._held.get(frame, (reviewer, 0.0))
        return who != reviewer and self.clock() - since <= HELD_SECONDS


def still_waits(ledger: Ledger, item: QueueItem) -> bool:
    """Whether a record has not been decided since the queue was made."""
    held = judgements_of(ledger, item.frame)
    if item.half_judged:
        return all(j.carried for j in held)
    return not held


def place_of(item: QueueItem) -> str:
    """A record's place in the queue, for an address."""
    return f"{item.urgency!r}:{item.frame}"


def _key_of(item: QueueItem) -> tuple[float, str]:
    return -item.urgency, item.frame


def _key(place: str) -> tuple[float, str] | None:
    """The place of an address; None for the beginning, or what is no place."""
    found = PLACE.fullmatch(place[:100])
    return (-float(found[1]), found[2]) if found else None
