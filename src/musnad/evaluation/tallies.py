"""Counts that add up: over articles, over roles, over runs."""

from __future__ import annotations

from typing import NamedTuple


class Tally(NamedTuple):
    """Hits, false alarms and misses. `+` adds them one by one."""

    hits: int = 0
    spurious: int = 0
    missed: int = 0

    def __add__(self, other: object) -> Tally:
        if not isinstance(other, Tally):
            return NotImplemented
        return Tally(
            self.hits + other.hits, self.spurious + other.spurious, self.missed + other.missed
        )

    @classmethod
    def of(cls, hits: int, *, system: int, gold: int) -> Tally:
        """From the sizes of both sides."""
        return cls(hits, system - hits, gold - hits)

    @property
    def precision(self) -> float:
        """Part of what the system found that is right; 0 if it found nothing."""
        return self.hits / (self.hits + self.spurious) if self.hits + self.spurious else 0.0

    @property
    def recall(self) -> float:
        """Part of the gold that was found; 0 if there is none."""
        return self.hits / self.support if self.support else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def support(self) -> int:
        """Number of gold items."""
        return self.hits + self.missed


class Share(NamedTuple):
    """Right ones among those asked for."""

    right: int = 0
    asked: int = 0

    def __add__(self, other: object) -> Share:
        if not isinstance(other, Share):
            return NotImplemented
        return Share(self.right + other.right, self.asked + other.asked)

    @property
    def value(self) -> float | None:
        """The share; None if nothing was asked."""
        return self.right / self.asked if self.asked else None
