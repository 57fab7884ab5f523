"""A throw-away tagger on ANERcorp's own labels over the shipped encoder's frozen states.

For comparison only: ANERcorp is free for research, so nothing trained on it is shipped.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from torch import nn

import entities
from musnad.evaluation import EntityScores, Sentence, read_conll, score_entities
from musnad.model import Model
from musnad.model.decode import runs_of, viterbi
from musnad.model.session import window_inputs
from musnad.model.units import split_units
from musnad.model.windows import make_windows

LABELS = ("O", *(f"{b}-{k}" for k in ("PERS", "LOC", "ORG", "MISC") for b in "BI"))
EPOCHS, RATE, HIDDEN = 12, 1e-3, 256


def word_states(model: Model, passage: Sentence) -> np.ndarray:
    """State of each word: that of its first unit, (words, hidden)."""
    text, words = entities.text_of(passage.tokens)
    units = split_units(text)
    states = np.zeros((len(units), model.hidden), np.float32)
    for window in make_windows(text, units, model.pieces):
        found = model.states(window_inputs(window))
        states[window.owned_first : window.owned_last] = found[
            window.owned_first - window.first : window.owned_last - window.first
        ]
    starts = [u.start for u in units]
    return states[[min(np.searchsorted(starts, a), len(units) - 1) for a, _ in words]]


def labels_of(passage: Sentence) -> np.ndarray:
    """Label numbers of the words."""
    found = np.zeros(len(passage.tokens), np.int64)
    for first, last, name in passage.spans:
        found[first:last] = LABELS.index(f"I-{name}")
        found[first] = LABELS.index(f"B-{name}")
    return found


class Tagger(nn.Module):
    """Two layers over a window of three words."""

    def __init__(self, hidden: int) -> None:
        super().__init__()
        self.mix = nn.Conv1d(hidden, HIDDEN, 3, padding=1)
        self.out = nn.Linear(HIDDEN, len(LABELS))
        self.drop = nn.Dropout(0.3)

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """(words, hidden) to (words, labels)."""
        mixed = nn.functional.gelu(self.mix(self.drop(states).T[None])[0].T)
        return self.out(self.drop(mixed))


def compared(folder: Path, model: Model) -> EntityScores:
    """Train on `train.conll`, score on `test.conll`."""
    torch.manual_seed(7)
    train = entities.passages(read_conll(folder / "train.conll"))
    test = entities.passages(read_conll(folder / "test.conll"))
    pairs = [
        (torch.from_numpy(word_states(model, p)), torch.from_numpy(labels_of(p))) for p in train
    ]
    tagger = Tagger(model.hidden)
    optimiser = torch.optim.AdamW(tagger.parameters(), RATE)
    for _ in range(EPOCHS):
        for k in torch.randperm(len(pairs)).tolist():
            loss = nn.functional.cross_entropy(tagger(pairs[k][0]), pairs[k][1])
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    tagger.eval()
    seen = []
    with torch.no_grad():
        for passage in test:
            logits = tagger(torch.from_numpy(word_states(model, passage)))
            seen.append(_spans(torch.log_softmax(logits, -1).numpy()))
    return score_entities([p.spans for p in test], seen)


def _spans(scores: np.ndarray) -> list[entities.Labelled]:
    """Runs of begin and inside, each with its best label."""
    kinds = scores[:, 1:].reshape(len(scores), -1, 2)
    best = np.stack([scores[:, 0], kinds[:, :, 0].max(1), kinds[:, :, 1].max(1)], -1)
    found = []
    for first, last in runs_of(viterbi(best)):
        kind = int(kinds[first:last].sum((0, 2)).argmax())
        found.append((first, last, LABELS[1 + 2 * kind][2:]))
    return found
