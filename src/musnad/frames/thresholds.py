"""Least scores at which marks become records."""

from __future__ import annotations

from dataclasses import dataclass, field

from musnad.frames.speakers import Continuity
from musnad.frames.withholding import Withholding


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Least scores.

    The model has already applied its own operating points to predicates, roles and mentions, so
    these keep everything by default; a caller who wants fewer and surer frames raises them.

    Attributes:
        predicate: of a predicate with its type.
        role: of a role, explicit or unsaid.
        mention: of an entity mention.
        flag: of a flag. Marks carry the probability of every flag, so one half is "more likely
            than not".
        mode, context: of a PLOVER mode or context, likewise: on the corpus' dev part nine in ten
            modes and two in three contexts are right then. At .25 contexts would have their best F1
            (.40 for .25), but be wrong more often than not.
        denial: of a link between a denial and what it denies (see `denials`): a bare "these
            accusations" reaches it one paragraph below an accusation, not from farther away.
        withholding: below what probability a role is withheld.
        continuity: when an unsaid agent is the speaker before it.
    """

    predicate: float = 0.0
    role: float = 0.0
    mention: float = 0.0
    flag: float = 0.5
    mode: float = 0.5
    context: float = 0.5
    denial: float = 0.4
    continuity: Continuity = field(default_factory=Continuity)
    withholding: Withholding = field(default_factory=Withholding)


DEFAULT = Thresholds()
