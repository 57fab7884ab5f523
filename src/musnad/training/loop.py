"""The training loop: CPU, bf16 where the processor has it, one process per core.

Each process takes every n-th batch of the same shuffled order; gradients are averaged before each
step, so two processes are one training with twice the batch. From one seed and the same number of
processes the result is the same.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import TypeVar

import torch
import torch.multiprocessing as mp
from torch import Tensor

from musnad.model.pieces import Pieces
from musnad.training.batches import epoch_batches, pad
from musnad.training.entities import MentionText
from musnad.training.examples import Example, FramedText, frame_examples, mention_example
from musnad.training.losses import Weights, loss_of
from musnad.training.network import Network
from musnad.training.raw import hide, masked_examples, taught_examples
from musnad.training.vary import vary

log = logging.getLogger(__name__)

Item = TypeVar("Item")

PATIENCE = 900.0
"""Seconds that a process waits for the others' gradients; the first one scores dev meanwhile."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A part of the training with its own material and rates.

    Attributes:
        framed: whether the articles with frames are seen (all of them in each epoch).
        entity_share, raw_share: how much of the entity passages and of the raw articles is seen in
            each epoch; the next epoch goes on where the last one stopped.
        taught_share: how much of the raw articles is learned from teachers in each epoch.
        batch_pieces: padded pieces of a batch.
        rate: of the encoder's last layer; it falls by the plan's `layer_decay` with each layer
            below.
        head_rate: of everything else.
        hidden: most of the words of an article with frames that are shown as unknown; how many
            are is drawn for each window.
        warm_up: share of the steps in which the rates rise; then they fall to zero.
    """

    name: str
    epochs: int
    framed: bool = True
    entity_share: float = 0.0
    raw_share: float = 0.0
    taught_share: float = 0.0
    batch_pieces: int = 450
    rate: float = 2e-4
    head_rate: float = 1e-3
    hidden: float = 0.0
    warm_up: float = 0.1


LANGUAGE = Stage(
    "language",
    epochs=2,
    framed=False,
    entity_share=1.0,
    raw_share=1.0,
    batch_pieces=900,
    rate=3e-4,
    warm_up=0.05,
)
"""The encoder goes on with its pretraining, on Arabic news; mentions are learned beside it."""

LANGUAGE_ROUNDS = tuple(replace(LANGUAGE, name=f"language-{n}") for n in (1, 2, 3))
"""Each round's rates rise anew and other words are hidden. The loss of the hidden words fell from
4.1 at the end of the first round to 3.8 at the end of the second."""

FRAMES = Stage("frames", epochs=16, entity_share=0.2, hidden=0.15)

STAGES = (*LANGUAGE_ROUNDS, FRAMES)

TAUGHT = Stage(
    "taught",
    epochs=6,
    entity_share=0.1,
    taught_share=0.2,
    batch_pieces=900,
    rate=1e-4,
    head_rate=5e-4,
    hidden=0.15,
)
"""Finished runs teach their mean raw articles, beside the articles with frames."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train: stages one after the other, and what holds for all of them."""

    seed: int = 7
    stages: tuple[Stage, ...] = STAGES
    layer_decay: float = 0.95
    weight_decay: float = 0.01
    clip: float = 1.0
    processes: int = 2
    weights: Weights = field(default_factory=Weights)


@dataclass(frozen=True, slots=True)
class Material:
    """What is trained on: annotated and raw articles, mentions, and networks that teach."""

    framed: Sequence[FramedText]
    mentioned: Sequence[MentionText]
    raw: Sequence[str] = ()
    teachers: Sequence[Network] = ()


OnEpoch = Callable[[int, Network], None]


def train(
    network: Network,
    pieces: Pieces,
    material: Material,
    plan: Plan,
    stage: Stage,
    *,
    keep: Path,
    on_epoch: OnEpoch | None,
) -> None:
    """Train in place for one stage.

    The state after each epoch is kept in `keep`, so that a run that was cut off is not lost.
    `on_epoch` is called in the first of the training processes.

    Raises:
        RuntimeError: a training process failed; what happened was logged by it.
    """
    network.share_memory()
    context = mp.get_context("fork")
    sizes = [p.numel() for p in network.parameters()]
    gradients = torch.zeros(plan.processes, sum(sizes)).share_memory_()
    used = torch.zeros(plan.processes, len(sizes), dtype=torch.bool).share_memory_()
    barrier = context.Barrier(plan.processes)
    job = _Job(network, pieces, material, plan, stage, keep, on_epoch, gradients, used, barrier)
    processes = [context.Process(target=_work, args=(n, job)) for n in range(plan.processes)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    if any(process.exitcode for process in processes):
        raise RuntimeError(f"stage {stage.name!r}: a training process failed; see the log above")


@dataclass(frozen=True, slots=True)
class _Job:
    """What each training process gets.

    `gradients` (processes, numbers) and `used` (processes, parameters) are memory that they share:
    a row for each to write, and a barrier before and after all rows are read.
    """

    shared: Network
    pieces: Pieces
    material: Material
    plan: Plan
    stage: Stage
    keep: Path
    on_epoch: OnEpoch | None
    gradients: Tensor
    used: Tensor
    barrier: Barrier


def _work(rank: int, job: _Job) -> None:
    torch.set_num_threads(1)
    plan, stage = job.plan, job.stage
    network = Network(job.shared.shape)
    network.load_state_dict(job.shared.state_dict())
    torch.manual_seed(plan.seed + rank)
    optimiser = _optimiser(network, plan, stage)
    order = random.Random(f"{plan.seed} {stage.name} order")  # noqa: S311 - no secret
    texts = random.Random(f"{plan.seed} {stage.name} texts")  # noqa: S311
    steps = 0
    total = None
    for epoch in range(stage.epochs):
        began = time.monotonic()
        examples = _epoch_examples(job.material, job.pieces, stage, epoch, texts)
        batches = list(epoch_batches(examples, pieces=stage.batch_pieces, rng=order))
        batches = batches[: len(batches) // plan.processes * plan.processes]
        per_epoch = len(batches) // plan.processes
        total = total or per_epoch * stage.epochs
        sums: dict[str, float] = {}
        network.train()
        for batch in batches[rank :: plan.processes]:
            _set_rate(optimiser, stage, steps / total)
            for name, value in _step(network, batch, optimiser, job, rank).items():
                sums[name] = sums.get(name, 0.0) + value
            steps += 1
        if rank == 0:
            means = "  ".join(f"{k} {v / per_epoch:.3f}" for k, v in sums.items())
            took = time.monotonic() - began
            log.info("%s, epoch %d  %.0f s  %s", stage.name, epoch + 1, took, means)
            torch.save(network.state_dict(), job.keep)
            job.shared.load_state_dict(network.state_dict())
            if job.on_epoch:
                job.on_epoch(epoch, network)


def _epoch_examples(
    material: Material, pieces: Pieces, stage: Stage, epoch: int, rng: random.Random
) -> list[Example]:
    """What the stage sees in this epoch, in a varied spelling."""
    examples: list[Example] = []
    for text, frames in material.framed if stage.framed else ():
        seen = frame_examples(vary(text, rng), frames, pieces)
        examples += [hide(e, rng.uniform(0.0, stage.hidden), rng) for e in seen]
    for text, mentions in _turn(material.mentioned, stage.entity_share, epoch):
        examples += mention_example(vary(text, rng), mentions, pieces)
    for text in _turn(material.raw, stage.raw_share, epoch):
        examples += masked_examples(vary(text, rng), pieces, rng)
    for text in _turn(material.raw, stage.taught_share, epoch) if material.teachers else ():
        seen = taught_examples(vary(text, rng), pieces)
        examples += [hide(e, rng.uniform(0.0, stage.hidden), rng) for e in seen]
    return examples


def _turn(items: Sequence[Item], share: float, epoch: int) -> Iterator[Item]:
    """An epoch's share of the items; the next epoch goes on from there, round and round."""
    count = int(len(items) * share)
    for k in range(epoch * count, (epoch + 1) * count):
        yield items[k % len(items)]


def _step(
    network: Network,
    batch: list[Example],
    optimiser: torch.optim.Optimizer,
    job: _Job,
    rank: int,
) -> dict[str, float]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        losses = loss_of(network, pad(batch), job.plan.weights, job.material.teachers)
    optimiser.zero_grad()
    if losses:  # a batch of one short text may have nothing hidden
        torch.stack(list(losses.values())).sum().backward()
    if job.plan.processes > 1:
        _average(network, job, rank)
    torch.nn.utils.clip_grad_norm_(network.parameters(), job.plan.clip)
    optimiser.step()
    return {k: float(v.detach()) for k, v in losses.items()}


def _average(network: Network, job: _Job, rank: int) -> None:
    """The mean of all processes' gradients, in each of them.

    Through shared memory: half the time of a reduction over local sockets. What no process has
    used gets no gradient, so that its weights do not decay.
    """
    parameters = list(network.parameters())
    grads = [p.grad if p.grad is not None else torch.zeros_like(p) for p in parameters]
    torch.cat([g.reshape(-1) for g in grads], out=job.gradients[rank])
    job.used[rank] = torch.tensor([p.grad is not None for p in parameters])
    job.barrier.wait(PATIENCE)
    mean = job.gradients.sum(0).div_(len(job.gradients))
    used = job.used.any(0).tolist()
    job.barrier.wait(PATIENCE)
    at = 0
    for p, use in zip(parameters, used, strict=True):
        p.grad = mean[at : at + p.numel()].view_as(p) if use else None
        at += p.numel()


def _optimiser(network: Network, plan: Plan, stage: Stage) -> torch.optim.AdamW:
    """Rates fall by `layer_decay` from the heads down to the embeddings."""
    count = network.shape.layers
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in network.named_parameters():
        if name.startswith("encoder.layers."):
            depth = count - int(name.split(".")[2])
            rate = stage.rate * plan.layer_decay**depth
        elif name.startswith("encoder."):
            rate = stage.rate * plan.layer_decay ** (count + 1)
        else:
            rate = stage.head_rate
        decay = plan.weight_decay if parameter.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(parameter)
    return torch.optim.AdamW(
        [
            {"params": parameters, "lr": rate, "top": rate, "weight_decay": decay}
            for (rate, decay), parameters in groups.items()
        ],
        fused=True,
    )


def _set_rate(optimiser: torch.optim.Optimizer, stage: Stage, done: float) -> None:
    """Linear warm-up, then linear fall to zero."""
    scale = done / stage.warm_up if done < stage.warm_up else (1 - done) / (1 - stage.warm_up)
    for group in optimiser.param_groups:
        group["lr"] = group["top"] * max(scale, 0.0)
