"""Fingerprints of texts: the set of their word shingles, and a sample of it to look up.

A text's shingles are all runs of `WORDS` folded words, hashed. Two texts share wire copy as far as
the smaller set lies in the larger one (containment; Broder 1997). To find candidates without
comparing all, each text gives the hashes below a fixed bound as keys: a sample of one in `ONE_IN`,
the same one in every text (FracMinHash; Irber et al. 2022). MinHash with bands finds texts of like
length only: a cut version of a fifth of the original shares a fifth of the union at most.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from musnad.errors import RecordError
from musnad.script import fold, words_of

WORDS = 4
"""Words of a shingle. Three glue texts of one topic, five lose copy that was edited lightly."""

ONE_IN = 8
"""One hash in so many is a key: of a text of 250 words some thirty."""

MOST_KEYS = 512
"""Keys of one text; a page of 4,000 words has as many. Those of the smallest hashes are kept."""

LONGEST = 200_000
"""Characters of a text that are looked at."""

_BOUND = np.uint64(2**64 // ONE_IN)
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))

Hashes = NDArray[np.uint64]


@dataclass(frozen=True, slots=True, eq=False)
class Fingerprint:
    """The shingles of a text: sorted, each once, as 64-bit hashes; the same on every machine."""

    shingles: Hashes

    @property
    def keys(self) -> tuple[int, ...]:
        """Signed 64-bit numbers under which texts with common shingles are found."""
        low = self.shingles[: int(np.searchsorted(self.shingles, _BOUND))][:MOST_KEYS]
        return tuple(int(key) for key in low.view(np.int64))

    def __len__(self) -> int:
        return len(self.shingles)

    def to_bytes(self) -> bytes:
        """A compact form: differences of the sorted hashes, compressed."""
        steps = np.diff(self.shingles, prepend=np.uint64(0))
        return zlib.compress(steps.astype("<u8").tobytes(), 1)

    @classmethod
    def from_bytes(cls, data: bytes) -> Fingerprint:
        """Inverse of `to_bytes`.

        Raises:
            RecordError: these are no bytes of a fingerprint.
        """
        engine = zlib.decompressobj()
        try:
            plain = engine.decompress(data, LONGEST * 8)
        except zlib.error as error:
            raise RecordError(f"these are no bytes of a fingerprint ({error})") from error
        if not engine.eof or len(plain) % 8:
            raise RecordError("these are no bytes of a fingerprint, or cut off")
        steps = np.frombuffer(plain, "<u8").astype(np.uint64)
        return cls(np.cumsum(steps, dtype=np.uint64))


def fingerprint(text: str) -> Fingerprint:
    """The fingerprint of a text; a text of fewer than `WORDS` words has no shingles."""
    words = words_of(text, longest=LONGEST)
    hashes = np.fromiter((_hash(w.key) for w in words), np.uint64, len(words))
    if len(hashes) < WORDS:
        return Fingerprint(np.zeros(0, np.uint64))
    count = len(hashes) - WORDS + 1
    with np.errstate(over="ignore"):  # arithmetic modulo 2**64 is meant
        found = hashes[:count].copy()
        for n in range(1, WORDS):
            found = _mixed(found * _FACTOR + hashes[n : n + count])
    return Fingerprint(np.unique(found))


def _mixed(values: Hashes) -> Hashes:
    """The finaliser of SplitMix64 (Steele, Lea and Flood 2014)."""
    values = (values ^ (values >> _SHIFTS[0])) * _MIX[0]
    values = (values ^ (values >> _SHIFTS[1])) * _MIX[1]
    return values ^ (values >> _SHIFTS[2])


@lru_cache(maxsize=200_000)
def _hash(word: str) -> int:
    return int.from_bytes(blake2b(fold(word).encode(), digest_size=8).digest(), "little")


def shared(one: Fingerprint, other: Fingerprint) -> int:
    """How many shingles two texts have in common."""
    return len(np.intersect1d(one.shingles, other.shingles, assume_unique=True))


def containment(one: Fingerprint, other: Fingerprint) -> float:
    """Share of the smaller set that lies in the larger one, 0 to 1; 0 where one is empty."""
    least = min(len(one), len(other))
    return shared(one, other) / least if least else 0.0
