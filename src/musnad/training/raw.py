"""Raw articles → windows with hidden words, for going on with the encoder's pretraining.

Whole units are hidden, 15 % of them: of these eight in ten by the unknown piece (the cut
vocabulary has no mask of its own), one by other pieces, one left as it is, as BERT does.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from musnad.errors import CorpusError
from musnad.model.pieces import BOS, EOS, UNK, Pieces
from musnad.model.units import Unit, split_units
from musnad.model.windows import make_windows
from musnad.training.examples import IGNORE, Example

HIDDEN_SHARE = 0.15
RAW_PIECES = 254
"""Pieces of a window without specials: shorter than a reading's, so that more texts are seen; with
a line end after each, they still fit the encoder's positions."""
MAX_CHARACTERS = 20_000
"""Of one article; the few longer ones are lists."""


def read_antcorpus(path: Path) -> list[str]:
    """Title and text of the ANT corpus' articles (one JSON list); records without text left out.

    Raises:
        CorpusError: the file is not such a list.
    """
    try:
        rows = json.loads(path.read_text(encoding="utf-8"))
        texts = [
            "\n".join(part.strip() for part in (row.get("title"), row.get("text")) if part)
            for row in rows
            if row.get("text")
        ]
    except (OSError, ValueError, AttributeError) as error:
        raise CorpusError(f"{path}: expected a JSON list of articles: {error}") from error
    return [text[:MAX_CHARACTERS] for text in texts]


def masked_examples(text: str, pieces: Pieces, rng: random.Random) -> list[Example]:
    """Windows of a text with some of their units hidden."""
    units = split_units(text)
    ids = [pieces.ids(text[u.start : u.end]) for u in units]
    return [_hide(units, ids, run, pieces.size, rng) for run in _runs(ids)]


def _runs(ids: Sequence[tuple[int, ...]]) -> Iterator[range]:
    """Units of each window, side by side."""
    first, size = 0, 0
    for at, piece_ids in enumerate(ids):
        if size + len(piece_ids) > RAW_PIECES:
            yield range(first, at)
            first, size = at, 0
        size += len(piece_ids)
    if first < len(ids):
        yield range(first, len(ids))


def _hide(
    units: Sequence[Unit],
    ids: Sequence[tuple[int, ...]],
    run: range,
    vocabulary: int,
    rng: random.Random,
) -> Example:
    shown, owners, labels = [BOS], [-1], [IGNORE]
    for at in run:
        if at > run.start and units[at].line != units[at - 1].line:
            shown.append(EOS)
            owners.append(-1)
            labels.append(IGNORE)
        hide = rng.random() < HIDDEN_SHARE
        how = rng.random()
        for piece in ids[at]:
            labels.append(piece if hide else IGNORE)
            owners.append(at - run.start)
            if not hide or how >= 0.9:
                shown.append(piece)
            else:
                shown.append(UNK if how < 0.8 else rng.randrange(UNK + 1, vocabulary))
    return Example(
        (*shown, EOS), (*owners, -1), len(run), masked=np.array([*labels, IGNORE], np.int64)
    )


def taught_examples(text: str, pieces: Pieces) -> list[Example]:
    """Windows of a text, as a reading has them, that are learned from teachers."""
    return [
        Example(w.ids, w.unit_of_piece, w.last - w.first, whole=w.ids)
        for w in make_windows(text, split_units(text), pieces)
    ]


def hide(example: Example, share: float, rng: random.Random) -> Example:
    """The window with about `share` of its words shown as unknown, its labels unchanged.

    Reading from the words around keeps the network from learning the corpus by heart.
    """
    hidden = [rng.random() < share for _ in range(example.units)]
    ids = tuple(
        UNK if owner >= 0 and hidden[owner] else piece
        for piece, owner in zip(example.ids, example.unit_of_piece, strict=True)
    )
    return replace(example, ids=ids)
