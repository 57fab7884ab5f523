"""One request at a time to a host, with a pause after it; tests bring a clock of their own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Protocol, TypeVar
from urllib.parse import urlsplit, urlunsplit

from musnad.pages.fetch import Fetched, Known, fetch
from musnad.pages.fetch_robots import delay as asked_delay

USUAL_DELAY = 2.0
"""Seconds between two requests to one host where its robots.txt asks for nothing."""

LONGEST_DELAY = 60.0
"""A site that asks for longer pauses is asked this often: its feed would never be read through."""

FORGET_ROBOTS = 86_400.0
"""Seconds for which a robots.txt may be remembered (RFC 9309, 2.4)."""


class Clock(Protocol):
    """What tells the time and waits."""

    def now(self) -> datetime:
        """This moment, UTC."""
        ...

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class WallClock:
    """The computer's own."""

    def now(self) -> datetime:
        """This moment, UTC."""
        return datetime.now(UTC)

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


Get = Callable[..., Fetched]


@dataclass(slots=True)
class Visitor:
    """Fetches from many hosts without pressing any of them.

    Attributes:
        delay: seconds between two requests to one host, at least; its robots.txt may ask for more.
        get: fetches one address; `musnad.pages.fetch.fetch` but in tests.
        clock: tells the time and waits.
    """

    delay: float = USUAL_DELAY
    get: Get = fetch
    clock: Clock = field(default_factory=WallClock)
    _robots: dict[str, str] = field(default_factory=dict)
    _forgotten: datetime | None = None
    _free: dict[str, datetime] = field(default_factory=dict)

    def visit(self, url: str, *, known: Known | None = None) -> Fetched:
        """The document at an address, when its host may be asked again.

        Raises:
            FetchError: it can't be fetched, or may not be.
        """
        self._refresh()
        host = urlsplit(url).netloc.lower()
        self._wait(host)
        try:
            return self.get(url, known=known, robots=self._robots)
        finally:
            self._free[host] = self._later(self._pause(url))

    def rest(self, url: str, seconds: float) -> None:
        """Leave a host alone for so long, as it has asked."""
        host = urlsplit(url).netloc.lower()
        self._free[host] = self._later(min(seconds, LONGEST_DELAY))

    def _refresh(self) -> None:
        now = self.clock.now()
        age = (now - self._forgotten).total_seconds() if self._forgotten else FORGET_ROBOTS
        if not 0 <= age < FORGET_ROBOTS:
            self._robots.clear()
            self._forgotten = now

    def _wait(self, host: str) -> None:
        free = self._free.get(host)
        if free is not None:
            left = (free - self.clock.now()).total_seconds()
            if left > 0:
                # the clock may have been set back meanwhile
                self.clock.sleep(min(left, max(self.delay, LONGEST_DELAY)))

    def _pause(self, url: str) -> float:
        parts = urlsplit(url)
        told = self._robots.get(urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", "")))
        return max(self.delay, min(asked_delay(told) or 0.0, LONGEST_DELAY) if told else 0.0)

    def _later(self, seconds: float) -> datetime:
        now = self.clock.now()
        return datetime.fromtimestamp(now.timestamp() + seconds, UTC)


One = TypeVar("One")


def interleaved(rows: Iterable[One], address: Callable[[One], str]) -> Iterator[One]:
    """The rows in turns of their hosts, so that one host's pause is spent with the others."""
    by_host: dict[str, list[One]] = {}
    for row in rows:
        by_host.setdefault(urlsplit(address(row)).netloc.lower(), []).append(row)
    queues = [iter(found) for found in by_host.values()]
    while queues:
        left = []
        for queue in queues:
            for row in queue:
                yield row
                left.append(queue)
                break
        queues = left
