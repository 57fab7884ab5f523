"""From units to piece ids: the encoder's own unigram vocabulary, cut to Arabic news.

Each unit is tokenised by itself, a word with the vocabulary's mark of a word's start, after NFKC
and without tatweel. Offsets need no care:
a piece belongs to a unit, and the unit knows its characters.
"""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from pathlib import Path

from tokenizers import Tokenizer, models

BOS, PAD, EOS, UNK = 0, 1, 2, 3
SPECIALS = ("<s>", "<pad>", "</s>", "<unk>")
MAX_PIECES_PER_UNIT = 8
"""More pieces of one unit add nothing; the rest is dropped from the network's view only."""

_WORD_START = "▁"
_TATWEEL = "ـ"


class Pieces:
    """Tokenises units with a unigram vocabulary of (piece, log probability)."""

    def __init__(self, vocabulary: list[tuple[str, float]]) -> None:
        self.size = len(vocabulary)
        self._tokenizer = Tokenizer(models.Unigram(vocabulary, UNK, False))
        self.ids = lru_cache(maxsize=200_000)(self._ids)

    @classmethod
    def load(cls, path: Path) -> Pieces:
        """Read a vocabulary written by `save`."""
        rows = json.loads(path.read_text(encoding="utf-8"))
        return cls([(piece, score) for piece, score in rows])

    @staticmethod
    def save(vocabulary: list[tuple[str, float]], path: Path) -> None:
        """Write the vocabulary as JSON, a pair a line, so that changes can be read."""
        rows = ",\n".join(json.dumps([p, round(s, 5)], ensure_ascii=False) for p, s in vocabulary)
        path.write_text(f"[\n{rows}\n]\n", encoding="utf-8")

    def _ids(self, unit: str) -> tuple[int, ...]:
        form = unicodedata.normalize("NFKC", unit).replace(_TATWEEL, "") or unit
        start = _WORD_START if form[0].isalnum() else ""
        found = self._tokenizer.encode(start + form, add_special_tokens=False).ids
        return tuple(found[:MAX_PIECES_PER_UNIT]) or (UNK,)
