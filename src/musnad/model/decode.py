"""Logits → labelled runs of units. Pure numpy; the same code serves training's dev scores.

Runs are (first, last) unit numbers counted from the window's first unit, half open.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from musnad.model.labels import (
    LEFT,
    PREDICATE_LABELS,
    ROLE_LABELS,
    TAGS,
    UNSAID_ROLES,
    B,
    I,
    O,
)
from musnad.records import MENTION_KINDS

Array = npt.NDArray[np.float32]

MAX_PREDICATE_UNITS = 8
SPANS_PER_ROLE = {"content": 2, "target": 1}
"""Most spans of one role that a predicate takes; others take one. Two contents occur where the
cue interrupts the quotation."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Operating points, fitted on the corpus' dev part and stored with the model.

    `predicate`: least probability that a unit begins a predicate of any type.
    `role`: least score of a role span. `antecedent`: least probability that a role is unsaid.
    `mention`: least score of a mention; there is nothing on dev to fit it on, so it stands a little
    above half of the F1 that is reached (see `frames.withholding`).
    """

    predicate: float = 0.45
    role: float = 0.35
    antecedent: float = 0.35
    mention: float = 0.4


class PredicateRun(NamedTuple):
    """A predicate: units, type, probability."""

    first: int
    last: int
    type: str
    score: float


class LabelledRun(NamedTuple):
    """A run of units with a label and a probability."""

    first: int
    last: int
    label: str
    score: float


class RoleRun(NamedTuple):
    """A role of the `predicate`-th predicate; `unsaid` runs are antecedents."""

    predicate: int
    first: int
    last: int
    role: str
    score: float
    unsaid: bool
    rival: float = 0.0


def softmax(logits: Array) -> Array:
    """Softmax over the last axis."""
    e = np.exp(logits - logits.max(-1, keepdims=True))
    return np.asarray(e / e.sum(-1, keepdims=True), dtype=np.float32)


def predicate_runs(
    logits: Array, *, owned: tuple[int, int], threshold: float
) -> list[PredicateRun]:
    """Predicates that begin in the owned units. logits (W, labels)."""
    p = softmax(logits)
    begins = p[:, 2:].sum(-1)
    inside = p[:, 1]
    runs: list[PredicateRun] = []
    for first in np.nonzero(begins >= threshold)[0].tolist():
        if not owned[0] <= first < owned[1]:
            continue
        last = first + 1
        while (
            last < len(p)
            and last - first < MAX_PREDICATE_UNITS
            and inside[last] > 0.5
            and begins[last] < threshold
        ):
            last += 1
        best = int(p[first, 2:].argmax())
        runs.append(
            PredicateRun(first, last, PREDICATE_LABELS[best + 2], float(p[first, best + 2]))
        )
    return runs


def viterbi(scores: Array) -> npt.NDArray[np.int64]:
    """Best O/B/I paths in which I never follows O. scores (..., S, 3) log probabilities."""
    flat = scores.reshape(-1, *scores.shape[-2:])
    paths = flat.argmax(-1)
    before = np.pad(paths[:, :-1], ((0, 0), (1, 0)), constant_values=O)
    # the best tag of each step by itself is the best path, unless an I follows an O in it
    for row in np.nonzero(((paths == I) & (before == O)).any(-1))[0].tolist():
        paths[row] = _constrained(flat[row].tolist())
    return np.asarray(paths.reshape(scores.shape[:-1]), np.int64)


def _constrained(scores: list[list[float]]) -> list[int]:
    """The path of one run of (O, B, I) scores, step by step: rows are few and plain lists fast."""
    outside, begin, _ = scores[0]
    inside = -math.inf
    backs: list[tuple[int, int]] = []
    for o, b, i in scores[1:]:
        last = O if outside >= begin and outside >= inside else B if begin >= inside else I
        best = outside if last == O else begin if last == B else inside
        owner = B if begin >= inside else I
        backs.append((last, owner))
        inside = (begin if owner == B else inside) + i
        outside, begin = best + o, best + b
    tag = O if outside >= begin and outside >= inside else B if begin >= inside else I
    path = [tag]
    for last, owner in reversed(backs):
        tag = owner if tag == I else last
        path.append(tag)
    path.reverse()
    return path


def runs_of(path: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
    """(first, last) of each B I … I run."""
    runs: list[tuple[int, int]] = []
    for begin in np.nonzero(path == B)[0].tolist():
        end = begin + 1
        while end < len(path) and path[end] == I:
            end += 1
        runs.append((begin, end))
    return runs


def role_runs(
    tag_logits: Array, heads: list[PredicateRun], *, units: int, threshold: float
) -> list[RoleRun]:
    """Explicit roles. tag_logits (N, S, roles * 3), N the number of predicates."""
    n, span = tag_logits.shape[:2]
    p = softmax(tag_logits.reshape(n, span, len(ROLE_LABELS), TAGS).transpose(0, 2, 1, 3))
    paths = viterbi(np.log(np.maximum(p, 1e-9)))
    found: list[RoleRun] = []
    for k, column in np.argwhere((paths == B).any(-1)).tolist():
        head, role = heads[k], ROLE_LABELS[column]
        scored = [
            (_run_score(p[k, column], first, last), first, last)
            for first, last in runs_of(paths[k, column])
        ]
        scored = [s for s in sorted(scored, reverse=True) if s[0] >= threshold]
        for score, first, last in scored[: SPANS_PER_ROLE.get(role, 1)]:
            low, high = first - LEFT + head.first, last - LEFT + head.first
            if 0 <= low < min(high, units):
                found.append(RoleRun(k, low, min(high, units), role, score, unsaid=False))
    return found


def _run_score(p: Array, first: int, last: int) -> float:
    """Probability of the beginning, times the mean of being inside for the rest."""
    inside = float(p[first + 1 : last, I].mean()) if last > first + 1 else 1.0
    return float(p[first, B] + 0.5 * p[first, I]) * inside


def antecedent_runs(
    pointer_logits: Array,
    participants: Array,
    said: set[tuple[int, str]],
    *,
    threshold: float,
) -> list[RoleRun]:
    """Antecedents of unsaid agents and targets.

    Args:
        pointer_logits: (N, unsaid roles, W + 1).
        participants: (W, 3) logits of the extents of agents and targets.
        said: (predicate, role) pairs that have an explicit span and need no antecedent.
        threshold: least probability that the role is unsaid rather than absent.
    """
    found: list[RoleRun] = []
    if not len(pointer_logits):
        return found
    p = softmax(pointer_logits)
    extents = runs_of(viterbi(np.log(np.maximum(softmax(participants), 1e-9))))
    edges = np.asarray(extents, np.int64).reshape(-1)
    for k, column in np.argwhere(1.0 - p[:, :, -1] >= threshold).tolist():
        role = UNSAID_ROLES[column]
        if (k, role) not in said:
            first, last, score, rival = _pointed(p[k, column], extents, edges)
            found.append(RoleRun(k, first, last, role, score, unsaid=True, rival=rival))
    return found


def _pointed(
    p: Array, extents: list[tuple[int, int]], edges: npt.NDArray[np.int64]
) -> tuple[int, int, float, float]:
    """The participant with most of the pointer's weight, or a single unit that has more.

    `p` (W + 1), the last for "nothing"; `edges` holds the numbers of `extents` in a row. The last
    value that is returned is the weight of the next best participant.
    """
    best = int(p[:-1].argmax())
    if not extents:
        return best, best + 1, float(p[best]), 0.0
    weights = np.add.reduceat(p, edges)[::2]  # the odd ones lie between participants
    top = int(weights.argmax())
    if weights[top] >= p[best]:
        others = np.delete(weights, top)
        return (*extents[top], float(weights[top]), float(others.max()) if len(others) else 0.0)
    return best, best + 1, float(p[best]), float(weights[top])


def mention_runs(logits: Array, *, threshold: float) -> list[LabelledRun]:
    """Entity mentions. logits (W, labels); kinds compete, so a run takes its first unit's kind."""
    p = softmax(logits)
    pairs = p[:, 1:].reshape(len(p), len(MENTION_KINDS), 2)
    tags = np.stack([p[:, 0], pairs[:, :, 0].sum(-1), pairs[:, :, 1].sum(-1)], -1)
    found: list[LabelledRun] = []
    for first, last in runs_of(viterbi(np.log(np.maximum(tags, 1e-9)))):
        kinds = pairs[first:last].sum((0, 2))
        best = int(kinds.argmax())
        score = float((1.0 - p[first:last, 0]).min() * kinds[best] / kinds.sum())
        if score >= threshold:
            found.append(LabelledRun(first, last, MENTION_KINDS[best], score))
    return found
