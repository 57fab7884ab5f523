"""Offsets in UTF-16 units, as Java and JavaScript count, beside ours in code points."""

from __future__ import annotations

from bisect import bisect_left

FIRST_ASTRAL = "\U00010000"
"""From here on a character is two units."""


class Units:
    """The two ways of counting in one text.

    Attributes:
        size: length of the text in units.
    """

    def __init__(self, text: str) -> None:
        wide = [at for at, character in enumerate(text) if character >= FIRST_ASTRAL]
        self._points = wide
        self._units = [at + number for number, at in enumerate(wide)]
        self._length = len(text)
        self.size = len(text) + len(wide)

    def of(self, point: int) -> int:
        """The units before a code point."""
        return point + bisect_left(self._points, point)

    def point(self, unit: int) -> int | None:
        """The code points before a unit; None within a character or outside the text."""
        if not 0 <= unit <= self.size:
            return None
        wide = bisect_left(self._units, unit)
        if wide and self._units[wide - 1] == unit - 1:
            return None
        return unit - wide
