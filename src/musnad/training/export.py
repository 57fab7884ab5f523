"""Network → ONNX graphs, int8: MatMul, Gemm and Gather weights, dynamic, per channel.

The graphs read one window, so that nothing is padded and nothing masked but the places around a
predicate that lie outside the text. Attention is one operator of ONNX Runtime's own
(`com.microsoft.MultiHeadAttention`), which never writes the L × L weights to memory, and queries,
keys and values are one product; both give what `Network` gives.

Numbers that go into an int8 product are rounded to 255 steps between the least and the largest of
a window, and this encoder has a few dimensions that are ten times the others. So before rounding
each dimension is divided by what makes them alike, and the weights are multiplied by it
(SmoothQuant, Xiao et al. 2023, https://arxiv.org/abs/2211.10438).
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from musnad.model.labels import LEFT, RIGHT, UNSAID_ROLES
from musnad.training.network import (
    DISTANCE_BUCKETS,
    POINTER_WIDTH,
    Layer,
    Network,
    RoleLayer,
    RoleReader,
)

OPSET = 17
_QUANTISED = ("MatMul", "Gemm", "Gather")

Node = Any
"""What the exporter hands to `symbolic`: a graph, or a value in it. Its classes have no types."""


class _Attention(torch.autograd.Function):
    """Attention of (N, S, H) queries to keys and values; `seen` (N, S) int32 or None hides some."""

    @staticmethod
    def forward(
        _: Node, q: Tensor, k: Tensor, v: Tensor, seen: Tensor | None, heads: int
    ) -> Tensor:
        count, size, width = q.shape
        q, k, v = (x.view(count, size, heads, width // heads).transpose(1, 2) for x in (q, k, v))
        mask = None if seen is None else seen[:, None, None, :].bool()
        mixed = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        return mixed.transpose(1, 2).reshape(count, size, width)

    @staticmethod
    def symbolic(graph: Node, q: Node, k: Node, v: Node, seen: Node, heads: int) -> Node:
        given = [q, k, v]
        if seen is not None:
            bias = graph.op("prim::Constant")
            bias.setType(torch._C.OptionalType.ofTensor())
            given += [bias, seen]
        mixed = graph.op("com.microsoft::MultiHeadAttention", *given, num_heads_i=heads)
        return mixed.setType(q.type())


EVENNESS = 0.8
"""How much of the unevenness goes from the numbers into the weights, 0 to 1. On 30 texts the mean
fault of unit states is .068 without, .025 with .7, .021 with .8, .022 with .9, .027 with 1."""


class _Product(nn.Module):
    """A linear map whose input is made even before it is rounded."""

    def __init__(self, linear: nn.Linear) -> None:
        super().__init__()
        self.linear = nn.Linear(linear.in_features, linear.out_features)
        self.linear.load_state_dict(linear.state_dict())
        self.register_buffer("divided", torch.ones(linear.in_features))
        self.most = torch.zeros(linear.in_features)

    def forward(self, x: Tensor) -> Tensor:
        """X (…, in) → (…, out); keeps the largest number of each dimension."""
        if not torch.onnx.is_in_onnx_export():
            self.most = torch.maximum(self.most, x.detach().abs().flatten(0, -2).amax(0))
        return torch.as_tensor(self.linear(x * self.divided))

    def even_out(self) -> None:
        """Divide the input, multiply the weights; what comes out stays the same."""
        weight = self.linear.weight
        with torch.no_grad():
            most = self.most.clamp(min=1e-5) ** EVENNESS
            factor = most / weight.abs().amax(0).clamp(min=1e-5) ** (1.0 - EVENNESS)
            factor /= factor.median()
            weight.mul_(factor[None, :])
            self.get_buffer("divided").div_(factor)


class _EncoderLayer(nn.Module):
    """A `Layer` with queries, keys and values in one product."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        parts, width = (layer.q, layer.k, layer.v), layer.q.in_features
        joined = nn.Linear(width, 3 * width)
        with torch.no_grad():
            joined.weight.copy_(torch.cat([part.weight for part in parts]))
            joined.bias.copy_(torch.cat([part.bias for part in parts]))
        self.qkv, self.fi, self.fo = map(_Product, (joined, layer.fi, layer.fo))

    def forward(self, x: Tensor) -> Tensor:
        """X (1, L, H)."""
        layer = self.layer
        q, k, v = self.qkv(x).split(x.shape[-1], -1)
        x = layer.aln(x + layer.ao(_Attention.apply(q, k, v, None, layer.heads)))
        return torch.as_tensor(layer.oln(x + self.fo(functional.gelu(self.fi(x)))))


class UnitGraph(nn.Module):
    """ids (1, L), pool (1, W, L) → unit states (1, W, H) and the per-unit logits."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.encoder, self.heads = network.encoder, network.heads
        self.layers = nn.ModuleList(_EncoderLayer(layer) for layer in network.encoder.layers)

    def forward(self, ids: Tensor, pool: Tensor) -> tuple[Tensor, ...]:
        """See `Network.unit_states` and `Heads`."""
        x = self.encoder.ln(self.encoder.word(ids) + self.encoder.pos.weight[: ids.shape[1]])
        for layer in self.layers:
            x = layer(x)
        states = pool @ x
        return states, *self.heads(states)


class RoleGraph(nn.Module):
    """units (1, W, H), at (N) → what `RoleReader` gives for the predicates at those units."""

    def __init__(self, roles: RoleReader) -> None:
        super().__init__()
        self.roles = roles

    def forward(self, units: Tensor, at: Tensor) -> tuple[Tensor, ...]:
        """See `RoleReader`."""
        roles, states = self.roles, units[0]
        index = at[:, None] + torch.arange(-LEFT, RIGHT)[None, :]
        inside = ((index >= 0) & (index < states.shape[0])).to(torch.int32)
        index = index.clamp(min=0).minimum(torch.full_like(index, states.shape[0] - 1))
        head = states[at]
        x = roles.ln(
            functional.embedding(index, roles.unit(states)) * (1.0 + roles.gate(head)[:, None, :])
            + roles.predicate(head)[:, None, :]
            + roles.place[None]
        )
        for layer in roles.layers:
            x = _role_layer(layer, x, inside)
        both = torch.cat([head, x[:, LEFT]], -1)
        whole = states.mean(0, keepdim=True).expand(both.shape[0], -1)
        return (
            roles.tags(x),
            roles.flags(both),
            self._point(states, at, head, both),
            roles.modes(both),
            roles.contexts(torch.cat([both, whole], -1)),
        )

    def _point(self, states: Tensor, at: Tensor, head: Tensor, both: Tensor) -> Tensor:
        shape = (-1, len(UNSAID_ROLES), POINTER_WIDTH)
        asks = self.roles.asks(head).view(shape).transpose(0, 1)
        answers = self.roles.answers(states).view(shape).permute(1, 2, 0)
        scores = (asks @ answers).transpose(0, 1) * POINTER_WIDTH**-0.5
        gap = torch.arange(states.shape[0])[None, :] - at[:, None]
        size = torch.log2(gap.abs().to(states.dtype) + 1.0) * 2.5
        bucket = torch.sign(gap) * size.to(torch.int64).clamp(max=DISTANCE_BUCKETS)
        scores = scores + self.roles.distance(DISTANCE_BUCKETS + bucket).transpose(1, 2)
        return torch.cat([scores, self.roles.nothing(both)[:, :, None]], -1)


def _role_layer(layer: RoleLayer, x: Tensor, inside: Tensor) -> Tensor:
    q, k, v = layer.qkv(layer.aln(x)).split(x.shape[-1], -1)
    x = x + layer.out(_Attention.apply(q, k, v, inside, layer.heads))
    return torch.as_tensor(x + layer.fo(functional.gelu(layer.fi(layer.oln(x)))))


def _even_out(graph: UnitGraph, windows: Iterable[Sequence[int]]) -> None:
    """Learn from windows which dimensions are large, and make them alike."""
    with torch.no_grad():
        for ids in windows:
            graph(torch.tensor([list(ids)]), torch.zeros(1, 1, len(ids)))
    for part in graph.modules():
        if isinstance(part, _Product) and part.most.any():
            part.even_out()


def export(network: Network, folder: Path, *, windows: Iterable[Sequence[int]] = ()) -> None:
    """Write `encoder.onnx` and `roles.onnx` into `folder`.

    Args:
        network: what was trained.
        folder: there.
        windows: piece ids of some dozens of windows of usual text, from which it is learned what
            to divide before rounding; nothing is divided without them.
    """
    network = network.eval().float()
    length, width, hidden = 24, 16, network.shape.hidden
    pool = torch.zeros(1, width, length)
    pool[0, torch.arange(width), torch.arange(width)] = 1.0
    graph = UnitGraph(network)
    _even_out(graph, windows)
    _write(
        graph,
        (torch.randint(4, network.shape.vocabulary, (1, length)), pool),
        folder / "encoder.onnx",
        inputs={"ids": {1: "L"}, "pool": {1: "W", 2: "L"}},
        outputs={
            name: {1: "W"} for name in ("states", "mentions", "predicates", "participants", "strip")
        },
    )
    _write(
        RoleGraph(network.roles),
        (torch.randn(1, width, hidden), torch.tensor([1, 5])),
        folder / "roles.onnx",
        inputs={"units": {1: "W"}, "at": {0: "N"}},
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
            custom_opsets={"com.microsoft": 1},
            dynamo=False,
        )
        quantize_dynamic(
            str(plain),
            str(path),
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=list(_QUANTISED),
        )
