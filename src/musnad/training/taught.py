"""Learning raw articles from finished networks ("distillation", Hinton et al. 2015).

Several networks of one recipe read an article together: their probabilities are averaged, which is
better than each of them. The network that learns sees the same windows with some words hidden, and
is to give the same probabilities. So articles that nobody has annotated are learned from, and what
several networks know goes into one.

Shapes as in `network`: B windows, W units, N predicates, S units around each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from musnad.model.labels import LEFT, RIGHT, ROLE_LABELS, TAGS
from musnad.training.network import Network

ASKED = 0.3
"""Least mean probability that a predicate begins at a unit, for its roles to be learned."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """Mean probabilities of the teachers: (B, W, labels) for units, (N, …) for predicates."""

    units: tuple[Tensor, Tensor, Tensor]
    which: Tensor
    at: Tensor
    tags: Tensor
    pointers: Tensor
    yes: tuple[Tensor, Tensor, Tensor]


@torch.no_grad()
def lesson(
    teachers: Sequence[Network], ids: Tensor, piece_mask: Tensor, pool: Tensor, unit_mask: Tensor
) -> Lesson:
    """What the teachers see in windows.

    Mentions, predicates and participants; then, where they see a predicate, role tags, antecedents,
    and flags, modes and contexts (`yes`).
    """
    states = [teacher.unit_states(ids, piece_mask, pool) for teacher in teachers]
    seen = [teacher.heads(s)[:3] for teacher, s in zip(teachers, states, strict=True)]
    mention, predicate, participant = (_mean(logits) for logits in zip(*seen, strict=True))
    begins = predicate[..., 2:].sum(-1) * unit_mask
    which, at = torch.nonzero(begins > ASKED, as_tuple=True)
    told = [t.roles(s, unit_mask, which, at) for t, s in zip(teachers, states, strict=True)]
    tags, flags, pointers, modes, contexts = zip(*told, strict=True)
    return Lesson(
        (mention, predicate, participant),
        which,
        at,
        _mean([_by_role(t) for t in tags]),
        _mean(pointers),
        (_mean_yes(flags), _mean_yes(modes), _mean_yes(contexts)),
    )


def _mean(logits: Sequence[Tensor]) -> Tensor:
    return torch.stack([torch.softmax(x.float(), -1) for x in logits]).mean(0)


def _mean_yes(logits: Sequence[Tensor]) -> Tensor:
    return torch.stack([torch.sigmoid(x.float()) for x in logits]).mean(0)


def _by_role(tags: Tensor) -> Tensor:
    return tags.view(*tags.shape[:2], len(ROLE_LABELS), TAGS)


def around(which: Tensor, at: Tensor, unit_mask: Tensor) -> Tensor:
    """(N, S) 1 where a unit of the text stands, 0 beyond it."""
    index = at[:, None] + torch.arange(-LEFT, RIGHT)[None, :]
    inside = (index >= 0) & (index < unit_mask.shape[1])
    held = index.clamp(0, unit_mask.shape[1] - 1)
    return unit_mask[which[:, None], held] * inside


def soft(logits: Tensor, aim: Tensor, mask: Tensor) -> Tensor:
    """Cross-entropy to probabilities (…, labels), over the expected labels that are not the first.

    `mask` (…) leaves places out.
    """
    total = -(aim * functional.log_softmax(logits.float(), -1)).sum(-1) * mask
    return total.sum() / ((1.0 - aim[..., 0]) * mask).sum().clamp(min=1.0)


def soft_yes(logits: Tensor, aim: Tensor) -> Tensor:
    """Binary cross-entropy to probabilities (N, labels), summed over the labels of a predicate."""
    total = functional.binary_cross_entropy_with_logits(logits.float(), aim, reduction="sum")
    return total / max(len(aim), 1)
