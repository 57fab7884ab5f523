"""Losses over units.

Each is a sum divided by the number of labelled (non-O) units, since a mean over all units, most of
which are O, learns slowly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from musnad.model.labels import MAX_STRIP, ROLE_LABELS, TAGS
from musnad.training.batches import Batch
from musnad.training.examples import IGNORE
from musnad.training.network import Network
from musnad.training.taught import around, lesson, soft, soft_yes


@dataclass(frozen=True, slots=True)
class Weights:
    """How much each loss counts."""

    predicate: float = 1.0
    role: float = 1.0
    pointer: float = 1.0
    flag: float = 0.3
    mode: float = 0.3
    context: float = 0.3
    participant: float = 0.3
    strip: float = 0.2
    mention: float = 0.7
    masked: float = 1.0
    taught: float = 1.0
    smoothing: float = 0.0


def per_labelled(logits: Tensor, labels: Tensor, smoothing: float = 0.0) -> Tensor:
    """Cross-entropy summed, over the number of labels that are neither O (0) nor ignored."""
    total = functional.cross_entropy(
        logits.reshape(-1, logits.shape[-1]).float(),
        labels.reshape(-1),
        ignore_index=IGNORE,
        reduction="sum",
        label_smoothing=smoothing,
    )
    return total / (labels > 0).sum().clamp(min=1)


def loss_of(
    network: Network, batch: Batch, weights: Weights, teachers: Sequence[Network] = ()
) -> dict[str, Tensor]:
    """All losses of a batch, weighted; their sum is what is minimised."""
    states = network.encoder(batch.ids, batch.piece_mask)
    units = batch.pool @ states
    mention, predicate, participant, strip = network.heads(units)
    losses: dict[str, Tensor] = {}
    hidden = batch.masked != IGNORE
    if hidden.any():
        guesses = network.filler(states[hidden], network.encoder.word.weight)
        losses["masked"] = weights.masked * functional.cross_entropy(
            guesses.float(), batch.masked[hidden]
        )
    if (batch.mentions != IGNORE).any():
        losses["mention"] = weights.mention * per_labelled(mention, batch.mentions)
    if (batch.predicates != IGNORE).any():
        losses["predicate"] = weights.predicate * per_labelled(
            predicate, batch.predicates, weights.smoothing
        )
        losses["participant"] = weights.participant * per_labelled(participant, batch.participants)
        attached = functional.cross_entropy(
            strip.reshape(-1, MAX_STRIP).float(),
            batch.strip.reshape(-1),
            ignore_index=IGNORE,
            reduction="sum",
        )
        known = (batch.strip != IGNORE).sum().clamp(min=1)
        losses["strip"] = weights.strip * attached / known
    if len(batch.at):
        losses |= _role_losses(network, batch, weights, units)
    if teachers and len(batch.taught):
        seen = (mention, predicate, participant)
        losses |= _taught_losses(network, batch, weights, units, seen, teachers)
    return losses


def _role_losses(
    network: Network, batch: Batch, weights: Weights, units: Tensor
) -> dict[str, Tensor]:
    tags, flags, pointers, modes, contexts = network.roles(
        units, batch.unit_mask, batch.which, batch.at
    )
    n, span = tags.shape[:2]
    shaped = tags.view(n, span, len(ROLE_LABELS), TAGS)
    known = batch.antecedents != IGNORE
    pointer = functional.cross_entropy(
        pointers.transpose(1, 2).float(), batch.antecedents, ignore_index=IGNORE, reduction="sum"
    )
    return {
        "role": weights.role * per_labelled(shaped, batch.tags) * 3.0,
        "pointer": weights.pointer * pointer / known.sum().clamp(min=1),
        "flag": weights.flag
        * functional.binary_cross_entropy_with_logits(flags.float(), batch.flags)
        * torch.tensor(float(batch.flags.shape[1])),
        "mode": weights.mode * _per_coded(modes, batch.modes),
        "context": weights.context * _per_coded(contexts, batch.contexts),
    }


def _taught_losses(
    network: Network,
    batch: Batch,
    weights: Weights,
    units: Tensor,
    seen: tuple[Tensor, Tensor, Tensor],
    teachers: Sequence[Network],
) -> dict[str, Tensor]:
    rows = batch.taught
    mask = batch.unit_mask[rows]
    aim = lesson(teachers, batch.whole, batch.piece_mask[rows], batch.pool[rows], mask)
    parts = (weights.mention, weights.predicate, weights.participant)
    losses = [
        weight * soft(logits[rows], wanted, mask)
        for weight, logits, wanted in zip(parts, seen, aim.units, strict=True)
    ]
    if len(aim.at):
        tags, flags, pointers, modes, contexts = network.roles(units[rows], mask, aim.which, aim.at)
        inside = around(aim.which, aim.at, mask)[:, :, None]
        shaped = tags.view(*tags.shape[:2], len(ROLE_LABELS), TAGS)
        pointed = -(aim.pointers * functional.log_softmax(pointers.float(), -1)).sum(-1)
        losses += [
            weights.role * soft(shaped, aim.tags, inside) * 3.0,
            weights.pointer * pointed.mean(),
            weights.flag * soft_yes(flags, aim.yes[0]),
            weights.mode * soft_yes(modes, aim.yes[1]),
            weights.context * soft_yes(contexts, aim.yes[2]),
        ]
    return {"taught": weights.taught * torch.stack(losses).sum()}


def _per_coded(logits: Tensor, labels: Tensor) -> Tensor:
    """Binary cross-entropy summed over labels, over the number of frames that were coded."""
    known = labels >= 0
    total = functional.binary_cross_entropy_with_logits(
        logits.float(), labels.clamp(min=0), weight=known.float(), reduction="sum"
    )
    return total / known.any(-1).sum().clamp(min=1)
