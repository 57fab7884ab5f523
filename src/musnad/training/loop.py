"""The training loop: CPU, bf16 where the processor has it, one process per core.

Each process takes every n-th batch of the same shuffled order; gradients are averaged before each
step, so two processes are one training with twice the batch. From one seed and the same number of
processes the result is the same.
"""

from __future__ import annotations

import logging
import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
import torch.distributed as dist
import torch.multiprocessing as mp

from musnad.model.pieces import Pieces
from musnad.training.batches import epoch_batches, pad
from musnad.training.entities import MentionText
from musnad.training.examples import Example, FramedText, frame_examples, mention_example
from musnad.training.losses import Weights, loss_of
from musnad.training.network import Network
from musnad.training.vary import vary

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. `entity_share` of the entity passages is seen in each epoch."""

    seed: int = 7
    epochs: int = 22
    batch_pieces: int = 450
    entity_share: float = 0.12
    rate: float = 2e-4
    head_rate: float = 1e-3
    layer_decay: float = 0.95
    warm_up: float = 0.1
    weight_decay: float = 0.01
    clip: float = 1.0
    processes: int = 2
    weights: Weights = field(default_factory=Weights)


@dataclass(frozen=True, slots=True)
class Material:
    """What is trained on: articles with frames, passages with mentions."""

    framed: Sequence[FramedText]
    mentioned: Sequence[MentionText]


OnEpoch = Callable[[int, Network], None]


def train(
    network: Network,
    pieces: Pieces,
    material: Material,
    plan: Plan,
    *,
    keep: Path,
    on_epoch: OnEpoch,
) -> None:
    """Train in place.

    The state after each epoch is kept in `keep`, so that a run that was cut off is not lost.
    `on_epoch` is called in this process.
    """
    if plan.processes == 1:
        _worker(0, network, pieces, material, plan, keep, on_epoch)
        return
    os.environ.setdefault("MASTER_ADDR", "127.0.0.1")
    os.environ.setdefault("MASTER_PORT", str(20000 + os.getpid() % 20000))
    network.share_memory()
    context = mp.get_context("fork")
    others = [
        context.Process(target=_worker, args=(rank, network, pieces, material, plan, keep, None))
        for rank in range(1, plan.processes)
    ]
    for process in others:
        process.start()
    _worker(0, network, pieces, material, plan, keep, on_epoch)
    for process in others:
        process.join()


def _worker(
    rank: int,
    shared: Network,
    pieces: Pieces,
    material: Material,
    plan: Plan,
    keep: Path,
    on_epoch: OnEpoch | None,
) -> None:
    torch.set_num_threads(1)
    network = Network(shared.shape)
    network.load_state_dict(shared.state_dict())
    if plan.processes > 1:
        dist.init_process_group("gloo", rank=rank, world_size=plan.processes)
    torch.manual_seed(plan.seed + rank)
    optimiser = _optimiser(network, plan)
    order = random.Random(plan.seed)  # noqa: S311 - no secret
    texts = random.Random(plan.seed + 1)  # noqa: S311
    steps = 0
    total = None
    for epoch in range(plan.epochs):
        began = time.monotonic()
        examples = _epoch_examples(material, pieces, plan, epoch, texts)
        batches = list(epoch_batches(examples, pieces=plan.batch_pieces, rng=order))
        batches = batches[: len(batches) // plan.processes * plan.processes]
        per_epoch = len(batches) // plan.processes
        total = total or per_epoch * plan.epochs
        sums: dict[str, float] = {}
        network.train()
        for batch in batches[rank :: plan.processes]:
            _set_rate(optimiser, plan, steps / total)
            for name, value in _step(network, batch, optimiser, plan).items():
                sums[name] = sums.get(name, 0.0) + value
            steps += 1
        if rank == 0:
            means = "  ".join(f"{k} {v / per_epoch:.3f}" for k, v in sums.items())
            log.info("epoch %d  %.0f s  %s", epoch + 1, time.monotonic() - began, means)
            torch.save(network.state_dict(), keep)
            shared.load_state_dict(network.state_dict())
            if on_epoch:
                on_epoch(epoch, network)
    if plan.processes > 1:
        dist.destroy_process_group()


def _epoch_examples(
    material: Material, pieces: Pieces, plan: Plan, epoch: int, rng: random.Random
) -> list[Example]:
    """All articles in a varied spelling, and this epoch's share of the entity passages."""
    examples = [
        e
        for text, frames in material.framed
        for e in frame_examples(vary(text, rng), frames, pieces)
    ]
    count = int(len(material.mentioned) * plan.entity_share)
    for k in range(count):
        text, mentions = material.mentioned[(epoch * count + k) % len(material.mentioned)]
        examples += mention_example(vary(text, rng), mentions, pieces)
    return examples


def _step(
    network: Network, batch: list[Example], optimiser: torch.optim.Optimizer, plan: Plan
) -> dict[str, float]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        losses = loss_of(network, pad(batch), plan.weights)
    optimiser.zero_grad(set_to_none=False)
    torch.stack(list(losses.values())).sum().backward()
    if plan.processes > 1:
        _average(network, plan.processes)
    torch.nn.utils.clip_grad_norm_(network.parameters(), plan.clip)
    optimiser.step()
    return {k: float(v.detach()) for k, v in losses.items()}


def _average(network: Network, processes: int) -> None:
    grads = [p.grad if p.grad is not None else torch.zeros_like(p) for p in network.parameters()]
    flat = torch.cat([g.reshape(-1) for g in grads])
    dist.all_reduce(flat)
    flat /= processes
    at = 0
    for p, g in zip(network.parameters(), grads, strict=True):
        p.grad = flat[at : at + g.numel()].view_as(p)
        at += g.numel()


def _optimiser(network: Network, plan: Plan) -> torch.optim.AdamW:
    """Rates fall by `layer_decay` from the heads down to the embeddings."""
    count = network.shape.layers
    groups: list[dict[str, Any]] = []
    for name, parameter in network.named_parameters():
        if name.startswith("encoder.layers."):
            depth = count - int(name.split(".")[2])
            rate = plan.rate * plan.layer_decay**depth
        elif name.startswith("encoder."):
            rate = plan.rate * plan.layer_decay ** (count + 1)
        else:
            rate = plan.head_rate
        decay = plan.weight_decay if parameter.dim() > 1 else 0.0
        groups.append({"params": [parameter], "lr": rate, "top": rate, "weight_decay": decay})
    return torch.optim.AdamW(groups)


def _set_rate(optimiser: torch.optim.Optimizer, plan: Plan, done: float) -> None:
    """Linear warm-up, then linear fall to zero."""
    scale = done / plan.warm_up if done < plan.warm_up else (1 - done) / (1 - plan.warm_up)
    for group in optimiser.param_groups:
        group["lr"] = group["top"] * max(scale, 0.0)
