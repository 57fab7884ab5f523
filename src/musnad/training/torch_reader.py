"""Reading with the PyTorch network, for dev scores during training.

Same windows and decoding as the shipped ONNX reader.
"""

from __future__ import annotations

import numpy as np
import torch

from musnad.model.calibrate import Calibration
from musnad.model.decode import Thresholds
from musnad.model.outputs import Assembler, RoleOutputs, UnitOutputs
from musnad.model.pieces import Pieces
from musnad.model.units import split_units
from musnad.model.windows import make_windows
from musnad.records import Marks
from musnad.training.batches import pad
from musnad.training.examples import Example
from musnad.training.network import Network


class TorchReader:
    """Marks texts with a network under training."""

    def __init__(
        self,
        network: Network,
        pieces: Pieces,
        *,
        thresholds: Thresholds | None = None,
        calibration: Calibration | None = None,
    ) -> None:
        self.network = network
        self.pieces = pieces
        self.thresholds = thresholds or Thresholds()
        self.calibration = calibration or Calibration()

    @torch.no_grad()
    def mark(self, text: str) -> Marks:
        """All marks of a text."""
        self.network.eval()
        units = split_units(text)
        assembler = Assembler(text, units, self.thresholds, self.calibration)
        mentions, predicates = [], []
        for window in make_windows(text, units, self.pieces):
            batch = pad([Example(window.ids, window.unit_of_piece, window.last - window.first)])
            states = self.network.unit_states(batch.ids, batch.piece_mask, batch.pool)
            outputs = UnitOutputs(*(_numpy(x[0]) for x in self._order(states)))

            def ask(
                at: list[int], states: torch.Tensor = states, mask: torch.Tensor = batch.unit_mask
            ) -> RoleOutputs:
                where = torch.tensor(at)
                answers = self.network.roles(states, mask, torch.zeros_like(where), where)
                return RoleOutputs(*(_numpy(x) for x in answers))

            found = assembler.marks(window, outputs, ask)
            mentions += found[0]
            predicates += found[1]
        return Marks(tuple(mentions), tuple(predicates))

    def _order(self, states: torch.Tensor) -> tuple[torch.Tensor, ...]:
        return tuple(self.network.heads(states))


def _numpy(x: torch.Tensor) -> np.ndarray:
    return np.asarray(x.float().numpy(), dtype=np.float32)
