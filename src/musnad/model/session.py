"""The shipped model: ONNX graphs on CPU, from a folder in the package. No network, ever.

A model folder holds `card.json` (what it is, its figures, operating points, calibration, digests),
`CARD.md` (the same for people), `pieces.json` (vocabulary), `encoder.onnx` (encoder and unit
heads) and `roles.onnx` (role reader).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from musnad.errors import ModelError
from musnad.model.calibrate import Calibration
from musnad.model.decode import Array, Thresholds
from musnad.model.outputs import Assembler, RoleOutputs, UnitOutputs
from musnad.model.pieces import Pieces
from musnad.model.units import split_units
from musnad.model.windows import Window, make_windows
from musnad.records import Marks, MentionMark, PredicateMark

MODEL_FOLDER = Path(__file__).parent / "weights"
GRAPHS = ("encoder.onnx", "roles.onnx")


@dataclass(frozen=True, slots=True)
class Card:
    """Identity and operating points of a model."""

    name: str
    date: str
    digest: str
    thresholds: Thresholds
    calibration: Calibration

    @classmethod
    def read(cls, folder: Path) -> Card:
        """Read `card.json`.

        Raises:
            ModelError: the file is missing or not what `musnad train` writes.
        """
        path = folder / "card.json"
        try:
            data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise ModelError(
                f"{path}: no readable model card ({error}). A model folder is what "
                "`musnad train` writes; the shipped one comes with the package."
            ) from error
        return cls(
            name=data["name"],
            date=data["date"],
            digest=data["digest"],
            thresholds=Thresholds(**data["thresholds"]),
            calibration=Calibration({k: (v[0], v[1]) for k, v in data["calibration"].items()}),
        )


class Model:
    """Marks texts. One instance may be used by one thread at a time; it pickles by its folder."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self.folder = folder
        self.threads = threads
        self.card = Card.read(folder)
        self.pieces = Pieces.load(folder / "pieces.json")
        self._encoder, self._roles = (_session(folder / g, threads) for g in GRAPHS)
        self._asked = [given.name for given in self._encoder.get_inputs()]
        self._masked = len(self._roles.get_inputs()) > len(("units", "at"))

    @classmethod
    def load(cls, folder: Path | None = None, *, threads: int = 1) -> Model:
        """Load the shipped model, or the one in `folder`.

        Raises:
            ModelError: a file is missing or can't be loaded.
        """
        return cls(folder or MODEL_FOLDER, threads=threads)

    def __reduce__(self) -> tuple[Any, ...]:
        return _reload, (self.folder, self.threads)

    def mark(self, text: str, *, thresholds: Thresholds | None = None) -> Marks:
        """All marks of a text, sorted by span; offsets are code points of `text`.

        Other `thresholds` than the card's give more or fewer marks.
        """
        units = split_units(text)
        thresholds = thresholds or self.card.thresholds
        assembler = Assembler(text, units, thresholds, self.card.calibration)
        mentions: list[MentionMark] = []
        predicates: list[PredicateMark] = []
        for window in make_windows(text, units, self.pieces):
            found = self._mark_window(window, assembler)
            mentions += found[0]
            predicates += found[1]
        return Marks(
            tuple(sorted(mentions, key=lambda m: m.span)),
            tuple(sorted(predicates, key=lambda p: p.span)),
        )

    def pipe(self, texts: Iterable[str]) -> Iterator[Marks]:
        """`mark` for each text, in order."""
        for text in texts:
            yield self.mark(text)

    @property
    def hidden(self) -> int:
        """Size of a unit's state."""
        return int(self._encoder.get_outputs()[0].shape[-1])

    def states(self, inputs: dict[str, Array | np.ndarray[Any, Any]]) -> Array:
        """Unit states of one window, (W, hidden), for work on top of the encoder."""
        feed = {name: inputs[name] for name in self._asked}
        return np.asarray(self._encoder.run(["states"], feed)[0][0], dtype=np.float32)

    def _mark_window(
        self, window: Window, assembler: Assembler
    ) -> tuple[list[MentionMark], list[PredicateMark]]:
        inputs = window_inputs(window)
        states, *logits = self._encoder.run(None, {name: inputs[name] for name in self._asked})

        def ask(at: list[int]) -> RoleOutputs:
            feed = {"units": states, "at": np.asarray(at, np.int64)}
            if self._masked:
                feed["unit_mask"] = np.ones(states.shape[:2], np.float32)
                feed["which"] = np.zeros(len(at), np.int64)
            return RoleOutputs(*self._roles.run(None, feed))

        return assembler.marks(window, UnitOutputs(*(x[0] for x in logits)), ask)


def _reload(folder: Path, threads: int) -> Model:
    return Model(folder, threads=threads)


def window_inputs(window: Window) -> dict[str, Array | np.ndarray[Any, Any]]:
    """A window as the encoder graph takes it; graphs since 0.4 ask for no mask."""
    length, width = len(window.ids), window.last - window.first
    pool = np.zeros((1, width, length), np.float32)
    owners = np.asarray(window.unit_of_piece)
    where = np.nonzero(owners >= 0)[0]
    pool[0, owners[where], where] = 1.0
    pool /= np.maximum(pool.sum(-1, keepdims=True), 1.0)
    return {
        "ids": np.asarray([window.ids], np.int64),
        "piece_mask": np.ones((1, length), np.float32),
        "pool": pool,
    }


_SLOW = ["SkipLayerNormFusion"]
"""Rewritings that cost more than they save: adding and normalising in one operator takes 0.9 ms
for a window of 420 pieces, one after the other 0.2 (ONNX Runtime 1.32: 7 % of the encoder)."""


def _session(path: Path, threads: int) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOW
        )
    except Exception as error:  # onnxruntime raises its own unrelated classes
        raise ModelError(f"{path}: the model can't be loaded ({error}).") from error


def digest_of(folder: Path) -> str:
    """SHA-256 over the graphs and the vocabulary, in hexadecimal."""
    total = hashlib.sha256()
    for name in (*GRAPHS, "pieces.json"):
        total.update((folder / name).read_bytes())
    return total.hexdigest()


def card_text(folder: Path | None = None) -> str:
    """The model card for people, Markdown."""
    return ((folder or MODEL_FOLDER) / "CARD.md").read_text(encoding="utf-8")
