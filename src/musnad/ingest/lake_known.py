"""Which pages were seen, in eight bytes each."""

from __future__ import annotations

import numpy as np

DIGITS = 16
"""Hexadecimal digits of a digest that are kept, 64 bits: that among 100 million pages any two meet
has a chance of 3 in 10,000."""

RECENT = 100_000
"""Digests in a set of Python's, some 10 MB, before they are packed."""


class Seen:
    """A set of digests that grows in small room: sorted arrays, each twice as long as the next."""

    def __init__(self) -> None:
        self._recent: set[int] = set()
        self._packed: list[np.ndarray[tuple[int], np.dtype[np.uint64]]] = []

    def __len__(self) -> int:
        return len(self._recent) + sum(len(array) for array in self._packed)

    def add(self, digest: str) -> bool:
        """Take a digest (its first digits are enough) in; whether it is new."""
        key = int(digest[:DIGITS], 16)
        if key in self._recent or any(_holds(array, key) for array in self._packed):
            return False
        self._recent.add(key)
        if len(self._recent) >= RECENT:
            self._pack()
        return True

    def _pack(self) -> None:
        made = np.array(sorted(self._recent), dtype=np.uint64)
        self._recent.clear()
        while self._packed and len(self._packed[-1]) <= len(made):
            made = np.sort(np.concatenate((self._packed.pop(), made)), kind="stable")
        self._packed.append(made)


def _holds(array: np.ndarray[tuple[int], np.dtype[np.uint64]], key: int) -> bool:
    at = int(np.searchsorted(array, np.uint64(key)))
    return at < len(array) and int(array[at]) == key
