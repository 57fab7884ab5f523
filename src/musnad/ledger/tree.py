"""The hash tree over the log's rows, as in RFC 9162, section 2.1.

The tree's root covers the hash of every row, in order. That a row is among them is shown by some
twenty hashes however long the log is: those of the branches beside its way to the root.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field

Step = tuple[str, str]
"""On which side a branch stands ("left" or "right"), and its hash."""

MOST_STEPS = 64
"""Of a way to the root: a log of 2^64 rows."""


def leaf(row_hash: str) -> str:
    """The tree's hash of a row."""
    return hashlib.sha256(b"\x00" + bytes.fromhex(row_hash)).hexdigest()


def joined(left: str, right: str) -> str:
    """The hash of two branches."""
    return hashlib.sha256(b"\x01" + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()


@dataclass(frozen=True, slots=True)
class _Branch:
    size: int
    hash: str
    wanted: tuple[int, ...]
    """Numbers of the rows below it whose ways are asked for."""


@dataclass(slots=True)
class Tree:
    """A tree that grows row by row; keeps one branch for each power of two.

    Attributes:
        wanted: numbers of the rows, from 1, whose ways to the root are kept.
        ways: those ways, from the row upward.
    """

    wanted: frozenset[int] = frozenset()
    size: int = 0
    ways: dict[int, list[Step]] = field(default_factory=dict)
    _branches: list[_Branch] = field(default_factory=list)

    def add(self, row_hash: str) -> None:
        """Put the next row in."""
        self.size += 1
        wanted = (self.size,) if self.size in self.wanted else ()
        self.ways.update({number: [] for number in wanted})
        self._branches.append(_Branch(1, leaf(row_hash), wanted))
        while len(self._branches) > 1 and self._branches[-2].size == self._branches[-1].size:
            right, left = self._branches.pop(), self._branches.pop()
            self._branches.append(self._join(left, right))

    def _join(self, left: _Branch, right: _Branch) -> _Branch:
        for number in left.wanted:
            self.ways[number].append(("right", right.hash))
        for number in right.wanted:
            self.ways[number].append(("left", left.hash))
        return _Branch(
            left.size + right.size, joined(left.hash, right.hash), left.wanted + right.wanted
        )

    def root(self) -> str:
        """The root over the rows so far; "" if there are none."""
        found = ""
        for branch in reversed(self._branches):
            found = joined(branch.hash, found) if found else branch.hash
        return found

    def finish(self) -> str:
        """The root; the ways that are asked for are whole then, and no more rows go in."""
        while len(self._branches) > 1:
            right, left = self._branches.pop(), self._branches.pop()
            self._branches.append(self._join(left, right))
        return self._branches[0].hash if self._branches else ""


def root_of(row_hash: str, way: Iterable[Step]) -> str:
    """The root that a row's way leads to."""
    found = leaf(row_hash)
    for side, branch in way:
        found = joined(branch, found) if side == "left" else joined(found, branch)
    return found


def index_of(way: list[Step], size: int) -> int | None:
    """The number of the row that a way begins at in a tree of this size; None if it fits none."""
    sides, first, length = list(way), 1, size
    while length > 1:
        half = 1 << (length - 1).bit_length() - 1
        if not sides:
            return None
        side = sides.pop()[0]
        first, length = (first + half, length - half) if side == "left" else (first, half)
    return first if not sides else None
