"""The network in PyTorch: encoder, unit states, light heads, and the role reader.

Shapes: B windows, L pieces, W units, N predicates, H hidden (384), S = LEFT + RIGHT.

The encoder runs once per window. A unit's state is the mean of its pieces' states. From unit
states come mentions, predicates, participants (extents of agents and targets) and attached
letters. The role reader then looks at S units around each predicate: unit state, predicate state,
their product and the distance go through two small transformer layers; each role has its own
O/B/I tags, since a content may hold a target. Antecedents of unsaid roles are pointed at over the
whole window, or at nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from musnad.model.labels import (
    CONTEXT_LABELS,
    FLAG_LABELS,
    LEFT,
    MAX_STRIP,
    MENTION_LABELS,
    MODE_LABELS,
    PREDICATE_LABELS,
    RIGHT,
    ROLE_LABELS,
    TAGS,
    UNSAID_ROLES,
)
from musnad.training.origin import Origin

SPAN = LEFT + RIGHT
POINTER_WIDTH = 128
DISTANCE_BUCKETS = 24


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of a network. `role_layers` transformer layers of `role_width` read the roles."""

    vocabulary: int
    layers: int = 6
    hidden: int = 384
    heads: int = 12
    feed_forward: int = 1536
    positions: int = 512
    role_width: int = 192
    role_layers: int = 2
    role_heads: int = 4
    dropout: float = 0.1


class Layer(nn.Module):
    """One BERT layer: attention and feed-forward, each added and normalised after."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        h = shape.hidden
        self.heads = shape.heads
        self.q, self.k, self.v, self.ao = (nn.Linear(h, h) for _ in range(4))
        self.fi, self.fo = nn.Linear(h, shape.feed_forward), nn.Linear(shape.feed_forward, h)
        self.aln, self.oln = nn.LayerNorm(h, 1e-12), nn.LayerNorm(h, 1e-12)
        self.drop = shape.dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """X (B, L, H), mask (B, 1, 1, L) additive."""
        b, n, h = x.shape
        q, k, v = (
            f(x).view(b, n, self.heads, h // self.heads).transpose(1, 2)
            for f in (self.q, self.k, self.v)
        )
        weights = torch.softmax(q @ k.transpose(-1, -2) * (h // self.heads) ** -0.5 + mask, -1)
        mixed = weights.to(v.dtype) @ v
        mixed = self.ao(mixed.transpose(1, 2).reshape(b, n, h))
        x = self.aln(x + functional.dropout(mixed, self.drop, self.training))
        wide = self.fo(functional.gelu(self.fi(x)))
        return torch.as_tensor(self.oln(x + functional.dropout(wide, self.drop, self.training)))


class Encoder(nn.Module):
    """The first layers of multilingual-e5-small."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.word = nn.Embedding(shape.vocabulary, shape.hidden)
        self.pos = nn.Embedding(shape.positions, shape.hidden)
        self.ln = nn.LayerNorm(shape.hidden, 1e-12)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        self.drop = shape.dropout

    def forward(self, ids: Tensor, piece_mask: Tensor) -> Tensor:
        """Ids (B, L) int64, piece_mask (B, L) float 1/0 -> states (B, L, H)."""
        x = self.word(ids) + self.pos.weight[: ids.shape[1]]
        x = functional.dropout(self.ln(x), self.drop, self.training)
        mask = (1.0 - piece_mask)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def load_origin(self, origin: Origin, kept: list[int]) -> None:
        """Copy the pretrained weights; row i of the embedding is piece `kept[i]`."""
        tensors = {k: torch.from_numpy(v.copy()) for k, v in origin.tensors.items()}
        with torch.no_grad():
            # token type 0 is added to every token of the original
            self.word.weight.copy_(tensors["emb.word"][kept] + tensors["emb.type"][0])
            self.pos.weight.copy_(tensors["emb.pos"])
            self.ln.weight.copy_(tensors["emb.ln.w"])
            self.ln.bias.copy_(tensors["emb.ln.b"])
            for number, layer in enumerate(self.layers):
                for name in ("q", "k", "v", "ao", "fi", "fo", "aln", "oln"):
                    part = getattr(layer, name)
                    part.weight.copy_(tensors[f"l{number}.{name}.w"])
                    part.bias.copy_(tensors[f"l{number}.{name}.b"])


class Heads(nn.Module):
    """Per-unit heads over unit states (B, W, H)."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        h = shape.hidden
        self.mention = nn.Linear(h, len(MENTION_LABELS))
        self.predicate = nn.Sequential(
            nn.Linear(h, h), nn.GELU(), nn.Linear(h, len(PREDICATE_LABELS))
        )
        self.participant = nn.Linear(h, TAGS)
        self.strip = nn.Linear(h, 2 * MAX_STRIP)

    def forward(self, units: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """Logits: mentions, predicates, participants, attached letters (predicate | role)."""
        return (
            self.mention(units),
            self.predicate(units),
            self.participant(units),
            self.strip(units),
        )


class RoleReader(nn.Module):
    """Roles, flags and antecedents of each predicate, from the same unit states."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        h, r = shape.hidden, shape.role_width
        self.unit, self.predicate, self.gate = nn.Linear(h, r), nn.Linear(h, r), nn.Linear(h, r)
        self.place = nn.Parameter(torch.randn(SPAN, r) * 0.02)
        self.ln = nn.LayerNorm(r)
        self.layers = nn.ModuleList(RoleLayer(shape) for _ in range(shape.role_layers))
        self.tags = nn.Linear(r, len(ROLE_LABELS) * TAGS)
        self.flags = nn.Sequential(nn.Linear(h + r, r), nn.GELU(), nn.Linear(r, len(FLAG_LABELS)))
        self.asks = nn.Linear(h, len(UNSAID_ROLES) * POINTER_WIDTH)
        self.answers = nn.Linear(h, len(UNSAID_ROLES) * POINTER_WIDTH)
        self.distance = nn.Embedding(2 * DISTANCE_BUCKETS + 1, len(UNSAID_ROLES))
        self.nothing = nn.Linear(h + r, len(UNSAID_ROLES))
        self.modes = nn.Sequential(nn.Linear(h + r, r), nn.GELU(), nn.Linear(r, len(MODE_LABELS)))
        self.contexts = nn.Sequential(
            nn.Linear(2 * h + r, r), nn.GELU(), nn.Linear(r, len(CONTEXT_LABELS))
        )

    def forward(
        self, units: Tensor, unit_mask: Tensor, which: Tensor, at: Tensor
    ) -> tuple[Tensor, ...]:
        """Read roles.

        Args:
            units: states, (B, W, H).
            unit_mask: (B, W) float 1/0.
            which: (N,) int64, the predicate's window.
            at: (N,) int64, its first unit in that window.

        Returns:
            tags (N, S, roles * 3) over units at-LEFT … at+RIGHT-1; flags (N, flags); pointers
            (N, unsaid roles, W + 1), the last column meaning "nothing"; modes (N, modes) and
            contexts (N, contexts), the latter also from the mean state of the window.
        """
        offsets = torch.arange(-LEFT, RIGHT)
        index = at[:, None] + offsets[None, :]
        inside = (index >= 0) & (index < units.shape[1])
        index = index.clamp(min=0).minimum(torch.full_like(index, units.shape[1] - 1))
        seen = unit_mask[which[:, None], index] * inside.to(units.dtype)
        head = units[which, at]
        local = self.unit(units)[which[:, None], index]
        x = self.ln(
            local * (1.0 + self.gate(head)[:, None, :])
            + self.predicate(head)[:, None, :]
            + self.place[None]
        )
        mask = (1.0 - seen)[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        both = torch.cat([head, x[:, LEFT]], -1)
        whole = (units * unit_mask[:, :, None]).sum(1) / unit_mask.sum(1, keepdim=True)
        return (
            self.tags(x),
            self.flags(both),
            self._point(units, unit_mask, which, at, both),
            self.modes(both),
            self.contexts(torch.cat([both, whole[which]], -1)),
        )

    def _point(
        self, units: Tensor, unit_mask: Tensor, which: Tensor, at: Tensor, both: Tensor
    ) -> Tensor:
        count, width = units.shape[1], POINTER_WIDTH
        asks = self.asks(units[which, at]).view(-1, len(UNSAID_ROLES), width)
        answers = self.answers(units).view(units.shape[0], count, len(UNSAID_ROLES), width)
        scores = torch.einsum("nrd,nwrd->nrw", asks, answers[which]) * width**-0.5
        gap = torch.arange(count)[None, :] - at[:, None]
        size = torch.log2(gap.abs().to(units.dtype) + 1.0) * 2.5
        bucket = (size.to(torch.int64)).clamp(max=DISTANCE_BUCKETS)
        bucket = DISTANCE_BUCKETS + torch.sign(gap) * bucket
        scores = scores + self.distance(bucket).transpose(1, 2)
        scores = scores + (1.0 - unit_mask[which])[:, None, :] * -1e4
        return torch.cat([scores, self.nothing(both)[:, :, None]], -1)


class Filler(nn.Module):
    """Guesses masked pieces from their states, through the encoder's own embeddings.

    Only the stage that goes on pretraining uses it; it is not exported.
    """

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.dense, self.ln = nn.Linear(shape.hidden, shape.hidden), nn.LayerNorm(shape.hidden)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))

    def forward(self, states: Tensor, embeddings: Tensor) -> Tensor:
        """States (M, H), embeddings (V, H) -> logits (M, V)."""
        scores: Tensor = self.ln(functional.gelu(self.dense(states))) @ embeddings.t() + self.bias
        return scores


class RoleLayer(nn.Module):
    """A small transformer layer, normalised before."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        r = shape.role_width
        self.heads = shape.role_heads
        self.qkv, self.out = nn.Linear(r, 3 * r), nn.Linear(r, r)
        self.fi, self.fo = nn.Linear(r, 2 * r), nn.Linear(2 * r, r)
        self.aln, self.oln = nn.LayerNorm(r), nn.LayerNorm(r)
        self.drop = shape.dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """X (N, S, R), mask (N, 1, 1, S) additive."""
        n, s, r = x.shape
        q, k, v = self.qkv(self.aln(x)).view(n, s, 3, self.heads, r // self.heads).unbind(2)
        q, k, v = q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2)
        weights = torch.softmax(q @ k.transpose(-1, -2) * (r // self.heads) ** -0.5 + mask, -1)
        mixed = self.out((weights.to(v.dtype) @ v).transpose(1, 2).reshape(n, s, r))
        x = x + functional.dropout(mixed, self.drop, self.training)
        wide = self.fo(functional.gelu(self.fi(self.oln(x))))
        return x + functional.dropout(wide, self.drop, self.training)


class Network(nn.Module):
    """Encoder, heads, role reader and filler together."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.heads = Heads(shape)
        self.roles = RoleReader(shape)
        self.filler = Filler(shape)

    def unit_states(self, ids: Tensor, piece_mask: Tensor, pool: Tensor) -> Tensor:
        """Mean piece state of each unit: pool (B, W, L) has rows that sum to one, or zero."""
        return pool @ self.encoder(ids, piece_mask)
