"""Laundering: the same claim, whose chain grows shorter or whose cue grows harder between outlets.

One outlet writes `زعم مصدر أن …`, the next `أكد مصدر أن …`, the third states it as a fact. Each is
shown beside the telling that came before it; whether anybody meant to deceive is not ours to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from musnad.disputes.lexicon import ASSERTING, DOUBTING
from musnad.disputes.told import Told
from musnad.script import fold, words_of

StepKind = Literal["chain shortened", "cue hardened", "claim became fact"]

DOUBT, NEUTRAL, CERTAIN = 0, 1, 2
"""Strengths of a cue."""


@dataclass(frozen=True, slots=True)
class Step:
    """A later telling that says more than an earlier one of another outlet.

    Attributes:
        earlier, later: ids of the frames; from_outlet, to_outlet: where they stand.
        before, after: the cues, or the chains, as written.
        same_day: whether the order within the day is not known.
    """

    kind: StepKind
    earlier: str
    later: str
    from_outlet: str | None
    to_outlet: str | None
    before: str
    after: str
    same_day: bool

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "kind": self.kind,
            "earlier": self.earlier,
            "later": self.later,
            "from_outlet": self.from_outlet,
            "to_outlet": self.to_outlet,
            "before": self.before,
            "after": self.after,
            "same_day": self.same_day,
        }


def strength(predicate: str) -> int:
    """How far a cue stands behind the words: `DOUBT`, `NEUTRAL` or `CERTAIN`."""
    forms = {form for word in words_of(predicate) for form in _forms(fold(word.text))}
    if forms & DOUBTING:
        return DOUBT
    return CERTAIN if forms & ASSERTING else NEUTRAL


def laundering(members: Sequence[Told]) -> list[Step]:
    """The steps by which a claim grew harder, in order of time; undated tellings are left out."""
    dated = sorted((m for m in members if m.published), key=lambda m: (m.published or "", m.id))
    found: list[Step] = []
    for n, later in enumerate(dated):
        before = [m for m in dated[:n] if m.outlet != later.outlet]
        found.extend(step for kind in KINDS if (step := _step(kind, before, later)))
    return found


KINDS: tuple[StepKind, ...] = ("claim became fact", "chain shortened", "cue hardened")


def _step(kind: StepKind, before: Sequence[Told], later: Told) -> Step | None:
    """The step from the last telling before it that this one goes beyond."""
    for earlier in reversed(before):
        if _goes_beyond(kind, earlier, later):
            cues = kind == "cue hardened"
            return Step(
                kind,
                earlier.id,
                later.id,
                earlier.outlet,
                later.outlet,
                earlier.predicate if cues else _shown(earlier),
                later.predicate if cues else _shown(later),
                earlier.published == later.published,
            )
    return None


def _goes_beyond(kind: StepKind, earlier: Told, later: Told) -> bool:
    said = any(part.role == "content" for part in later.roles)
    if kind == "cue hardened":
        return said and strength(earlier.predicate) == DOUBT < strength(later.predicate)
    if kind == "claim became fact":
        return not said and "claimed" in earlier.flags and "claimed" not in later.flags
    return said and 0 < later.depth < earlier.depth


def _shown(told: Told) -> str:
    return " ← ".join(voice or "?" for voice in told.chain)


def _forms(word: str) -> tuple[str, ...]:
    """A word, and what is left of it without و or ف."""
    return (word, word[1:]) if word[:1] in ("و", "ف") else (word,)
