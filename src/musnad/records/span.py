"""A run of characters of a text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open run of code points, `text[start:end]`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The characters of `text` under this span."""
        return text[self.start : self.end]

    def overlap(self, other: Span) -> int:
        """Number of code points shared with `other`."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end
