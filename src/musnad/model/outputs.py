"""What the network gives for one window, and its assembly into marks of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import regex

from musnad.model.calibrate import Calibration
from musnad.model.decode import (
    Array,
    PredicateRun,
    RoleRun,
    Thresholds,
    antecedent_runs,
    mention_runs,
    predicate_runs,
    role_runs,
    softmax,
)
from musnad.model.labels import CONTEXT_LABELS, FLAG_LABELS, MAX_STRIP, MODE_LABELS
from musnad.model.units import Unit
from musnad.model.windows import Window
from musnad.records import MODES, MentionMark, PredicateMark, RoleMark, Span


@dataclass(frozen=True, slots=True)
class UnitOutputs:
    """Logits over a window's W units."""

    mentions: Array
    predicates: Array
    participants: Array
    strip: Array


@dataclass(frozen=True, slots=True)
class RoleOutputs:
    """Logits for N predicates.

    tags (N, S, roles * 3), flags (N, flags), pointers (N, 2, W + 1), modes (N, modes), contexts
    (N, contexts); models of before 0.2 have no modes and contexts.
    """

    tags: Array
    flags: Array
    pointers: Array
    modes: Array | None = None
    contexts: Array | None = None


def _sigmoid(logits: Array) -> Array:
    return np.asarray(1.0 / (1.0 + np.exp(-logits)), dtype=np.float32)


_ATTACHED = regex.compile("[وف]?[بلك]?")
"""Letters that may stand attached before a span: a conjunction, then a preposition."""

_MODE_AT = {name: column for column, name in enumerate(MODE_LABELS)}

AskRoles = Callable[[list[int]], RoleOutputs]
"""Scores the roles of the predicates that begin at these units, in one go."""


class Assembler:
    """Turns a window's logits into marks with character spans."""

    def __init__(
        self, text: str, units: Sequence[Unit], thresholds: Thresholds, calibration: Calibration
    ) -> None:
        self.text = text
        self.units = units
        self.thresholds = thresholds
        self.calibration = calibration

    def marks(
        self, window: Window, outputs: UnitOutputs, ask: AskRoles
    ) -> tuple[list[MentionMark], list[PredicateMark]]:
        """Mentions and predicates that this window owns."""
        owned = (window.owned_first - window.first, window.owned_last - window.first)
        heads = predicate_runs(outputs.predicates, owned=owned, threshold=self.thresholds.predicate)
        mentions = self._mentions(window, outputs, owned)
        if not heads:
            return mentions, []
        answers = ask([h.first for h in heads])
        roles = self._roles(window, outputs, heads, answers)
        strips = softmax(outputs.strip.reshape(len(outputs.strip), 2, MAX_STRIP)).argmax(-1)
        flags = _sigmoid(answers.flags).tolist()
        modes = self._probable("mode", answers.modes)
        contexts = self._probable("context", answers.contexts)
        predicates = [
            PredicateMark(
                self._span(window, h.first, h.last, int(strips[h.first, 0])),
                h.type,
                self.calibration.of("predicate", h.score),
                tuple(zip(FLAG_LABELS, flags[k], strict=True)),
                tuple(self._role(window, r, strips) for r in roles if r.predicate == k),
                tuple((m, modes[k][_MODE_AT[m]]) for m in MODES.get(h.type, ())) if modes else (),
                tuple(zip(CONTEXT_LABELS, contexts[k], strict=True)) if contexts else (),
            )
            for k, h in enumerate(heads)
        ]
        return mentions, predicates

    def _probable(self, kind: str, logits: Array | None) -> list[list[float]]:
        """Calibrated probabilities of all labels of a kind, a row for each predicate."""
        if logits is None:
            return []
        rows: list[list[float]] = self.calibration.of_all(kind, _sigmoid(logits)).tolist()
        return rows

    def _roles(
        self,
        window: Window,
        outputs: UnitOutputs,
        heads: list[PredicateRun],
        answers: RoleOutputs,
    ) -> list[RoleRun]:
        explicit = role_runs(
            answers.tags,
            heads,
            units=window.last - window.first,
            threshold=self.thresholds.role,
        )
        unsaid = antecedent_runs(
            answers.pointers,
            outputs.participants,
            {(r.predicate, r.role) for r in explicit},
            threshold=self.thresholds.antecedent,
        )
        return explicit + unsaid

    def _role(self, window: Window, run: RoleRun, strips: np.ndarray) -> RoleMark:
        kind = "antecedent" if run.unsaid else run.role
        return RoleMark(
            run.role,
            self._span(window, run.first, run.last, int(strips[run.first, 1])),
            self.calibration.of(kind, run.score),
            run.unsaid,
            self.calibration.of(kind, run.rival) if run.unsaid else 0.0,
        )

    def _mentions(
        self, window: Window, outputs: UnitOutputs, owned: tuple[int, int]
    ) -> list[MentionMark]:
        strips = outputs.strip[:, MAX_STRIP:].argmax(-1)
        return [
            MentionMark(
                self._span(window, run.first, run.last, int(strips[run.first])),
                run.label,
                self.calibration.of("mention", run.score),
            )
            for run in mention_runs(outputs.mentions, threshold=self.thresholds.mention)
            if owned[0] <= run.first < owned[1]
        ]

    def _span(self, window: Window, first: int, last: int, strip: int) -> Span:
        """Characters of units first … last-1, without `strip` attached letters in front."""
        head = self.units[window.first + first]
        end = self.units[window.first + last - 1].end
        attached = self.text[head.start : head.start + strip]
        room = strip + 1 < head.end - head.start
        return Span(head.start + (strip if room and _ATTACHED.fullmatch(attached) else 0), end)
