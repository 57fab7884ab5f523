"""Network → ONNX graphs, int8: MatMul, Gemm and Gather weights, dynamic, per channel."""

from __future__ import annotations

import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from musnad.training.network import Network

OPSET = 17
_QUANTISED = ("MatMul", "Gemm", "Gather")


class UnitGraph(nn.Module):
    """ids, piece_mask, pool → unit states and the per-unit logits."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, piece_mask: Tensor, pool: Tensor) -> tuple[Tensor, ...]:
        """See `Network.unit_states` and `Heads`."""
        states = self.network.unit_states(ids, piece_mask, pool)
        return states, *self.network.heads(states)


def export(network: Network, folder: Path) -> None:
    """Write `encoder.onnx` and `roles.onnx` into `folder`."""
    network = network.eval().float()
    length, width, hidden = 24, 16, network.shape.hidden
    pool = torch.zeros(1, width, length)
    pool[0, torch.arange(width), torch.arange(width)] = 1.0
    unit_inputs = (
        torch.randint(4, network.shape.vocabulary, (1, length)),
        torch.ones(1, length),
        pool,
    )
    role_inputs = (
        torch.randn(1, width, hidden),
        torch.ones(1, width),
        torch.zeros(2, dtype=torch.int64),
        torch.tensor([1, 5]),
    )
    _write(
        UnitGraph(network),
        unit_inputs,
        folder / "encoder.onnx",
        inputs={
            "ids": {0: "B", 1: "L"},
            "piece_mask": {0: "B", 1: "L"},
            "pool": {0: "B", 1: "W", 2: "L"},
        },
        outputs={
            name: {0: "B", 1: "W"}
            for name in ("states", "mentions", "predicates", "participants", "strip")
        },
    )
    _write(
        network.roles,
        role_inputs,
        folder / "roles.onnx",
        inputs={
            "units": {0: "B", 1: "W"},
            "unit_mask": {0: "B", 1: "W"},
            "which": {0: "N"},
            "at": {0: "N"},
        },
        outputs={
            "tags": {0: "N"},
            "flags": {0: "N"},
            "pointers": {0: "N", 2: "W1"},
            "modes": {0: "N"},
            "contexts": {0: "N"},
        },
    )


def _write(
    module: nn.Module,
    example: tuple[Tensor, ...],
    path: Path,
    *,
    inputs: dict[str, dict[int, str]],
    outputs: dict[str, dict[int, str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            module,
            example,
            str(plain),
            input_names=list(inputs),
            output_names=list(outputs),
            dynamic_axes=inputs | outputs,
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            str(plain),
            str(path),
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=list(_QUANTISED),
        )
