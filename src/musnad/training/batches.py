"""Examples → padded tensors, and the order in which an epoch goes through them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from musnad.model.labels import (
    CONTEXT_LABELS,
    FLAG_LABELS,
    LEFT,
    MODE_LABELS,
    RIGHT,
    ROLE_LABELS,
    UNSAID_ROLES,
)
from musnad.model.pieces import PAD
from musnad.training.examples import IGNORE, Example

SPAN = LEFT + RIGHT


@dataclass(slots=True)
class Batch:
    """Padded tensors: B windows, L pieces, W units, N predicates. Missing labels are -100.

    `taught` are the rows (T,) that are learned from teachers, `whole` their pieces (T, L).
    """

    ids: Tensor
    piece_mask: Tensor
    pool: Tensor
    unit_mask: Tensor
    predicates: Tensor
    participants: Tensor
    strip: Tensor
    mentions: Tensor
    masked: Tensor
    taught: Tensor
    whole: Tensor
    which: Tensor
    at: Tensor
    tags: Tensor
    flags: Tensor
    antecedents: Tensor
    modes: Tensor
    contexts: Tensor


def pad(examples: Sequence[Example]) -> Batch:
    """One padded batch. Antecedent "nothing" becomes the padded W."""
    b, length = len(examples), max(len(e.ids) for e in examples)
    width = max(e.units for e in examples)
    ids = np.full((b, length), PAD, np.int64)
    piece_mask = np.zeros((b, length), np.float32)
    pool = np.zeros((b, width, length), np.float32)
    unit_mask = np.zeros((b, width), np.float32)
    labels = {
        k: np.full((b, width), IGNORE, np.int64) for k in ("predicates", "participants", "mentions")
    }
    strip = np.full((b, width, 2), IGNORE, np.int64)
    masked = np.full((b, length), IGNORE, np.int64)
    taught = [row for row, example in enumerate(examples) if example.whole is not None]
    whole = np.full((b, length), PAD, np.int64)
    for row, example in enumerate(examples):
        n = len(example.ids)
        ids[row, :n], piece_mask[row, :n] = example.ids, 1.0
        owners = np.asarray(example.unit_of_piece)
        where = np.nonzero(owners >= 0)[0]
        pool[row, owners[where], where] = 1.0
        unit_mask[row, : example.units] = 1.0
        for name, array in labels.items():
            values = getattr(example, name)
            if values is not None:
                array[row, : example.units] = values
        if example.strip is not None:
            strip[row, : example.units] = example.strip
        if example.masked is not None:
            masked[row, :n] = example.masked
        if example.whole is not None:
            whole[row, :n] = example.whole
    pool /= np.maximum(pool.sum(-1, keepdims=True), 1.0)
    frames = _frames(examples, width)
    t = torch.from_numpy
    return Batch(
        t(ids), t(piece_mask), t(pool), t(unit_mask), t(labels["predicates"]),
        t(labels["participants"]), t(strip), t(labels["mentions"]), t(masked),
        torch.tensor(taught, dtype=torch.int64), t(whole[taught]),
        *(t(array) for array in frames),
    )  # fmt: skip


def _frames(examples: Sequence[Example], width: int) -> tuple[np.ndarray, ...]:
    frames = [(row, e.units, f) for row, e in enumerate(examples) for f in e.frames]
    n = len(frames)
    which, at = np.zeros(n, np.int64), np.zeros(n, np.int64)
    tags = np.full((n, SPAN, len(ROLE_LABELS)), IGNORE, np.int64)
    flags = np.zeros((n, len(FLAG_LABELS)), np.float32)
    antecedents = np.full((n, len(UNSAID_ROLES)), IGNORE, np.int64)
    for k, (row, units, frame) in enumerate(frames):
        which[k], at[k], tags[k], flags[k] = row, frame.at, frame.tags, frame.flags
        antecedents[k] = [width if a == units else a for a in frame.antecedents]
    modes = [f.modes for _, _, f in frames] or np.zeros((0, len(MODE_LABELS)), np.float32)
    contexts = [f.contexts for _, _, f in frames] or np.zeros((0, len(CONTEXT_LABELS)), np.float32)
    return which, at, tags, flags, antecedents, np.asarray(modes), np.asarray(contexts)


def epoch_batches(
    examples: Sequence[Example], *, pieces: int, rng: random.Random
) -> Iterator[list[Example]]:
    """Shuffled batches of about `pieces` padded pieces, of similar length."""
    jittered = sorted(examples, key=lambda e: len(e.ids) * rng.uniform(0.85, 1.15))
    batches: list[list[Example]] = []
    for example in jittered:
        last = batches[-1] if batches else None
        longest = max((len(e.ids) for e in last), default=0) if last else 0
        if last and max(longest, len(example.ids)) * (len(last) + 1) <= pieces:
            last.append(example)
        else:
            batches.append([example])
    rng.shuffle(batches)
    yield from batches
