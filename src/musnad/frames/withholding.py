"""Values that are too unsure to stand in a record are withheld, with the reason.

Probabilities are calibrated, so keeping what is likelier than half of the F1 that is reached is
what serves F1 best (Lipton, Elkan & Naryanaswamy 2014, Optimal thresholding of classifiers to
maximize F1 measure); the operating points are about there. Where the text itself is doubtful, more
is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import regex

from musnad.records import Frame, PredicateMark, Role, Withheld
from musnad.records.frames import WithheldReason

ENOUGH_LETTERS = 40
"""Letters below which a text's script says nothing."""
LEAST_ARABIC = 0.6
"""Share of Arabic letters among all letters below which a text is not one to read."""
MOST_FOREIGN = 0.02
"""Share of letters that Persian, Urdu or Kurdish have and Arabic lacks. Arabic news spells a few
foreign names with them."""
MOST_DAMAGED = 0.01
"""Share of replacement characters, and of runs of question marks, in a text that was read well."""

_LETTER = regex.compile(r"\p{L}")
_ARABIC = regex.compile(r"\p{Script=Arabic}")
_FOREIGN = regex.compile(
    "[\u067e\u0686\u0698\u06af\u06a9\u06cc\u06d2\u0679\u0688\u0691\u06be\u06c6]"
)
_DAMAGED = regex.compile("\ufffd|\\?{3,}|[\ufb50-\ufdff\ufe70-\ufefc]")

Rivals = Mapping[tuple[str, str], float]
"""Probability of the next best antecedent by frame id and role."""


@dataclass(frozen=True, slots=True)
class Withholding:
    """Least probabilities.

    Attributes:
        role: of a role that is spelt out.
        antecedent: of the antecedent of an unsaid agent or target.
        doubted: what is added to both in a damaged text or one in another language.
    """

    role: float = 0.3
    antecedent: float = 0.25
    doubted: float = 0.25


def withheld(
    text: str, frames: Iterable[Frame], rivals: Rivals, points: Withholding
) -> tuple[list[Frame], tuple[Withheld, ...]]:
    """The frames without what is too unsure, and what that was.

    What lies in a withheld content stays somebody's claim: it is never promoted to a fact.
    """
    doubt = doubts(text)
    more = points.doubted if doubt else 0.0
    kept: list[Frame] = []
    left: list[Withheld] = []
    for frame in frames:
        weak = [
            role
            for role in frame.roles
            if role.score < (points.antecedent if role.unsaid else points.role) + more
        ]
        left += [_withheld(frame, role, doubt, rivals) for role in weak]
        kept.append(replace(frame, roles=tuple(r for r in frame.roles if r not in weak)))
    return kept, tuple(left)


def doubts(text: str) -> WithheldReason | None:
    """Why a text is not one that the model was made for; None if it is."""
    letters = len(_LETTER.findall(text))
    if len(_DAMAGED.findall(text)) > MOST_DAMAGED * max(1, len(text)):
        return "damaged text"
    if letters < ENOUGH_LETTERS:
        return None
    arabic = len(_ARABIC.findall(text))
    foreign = len(_FOREIGN.findall(text))
    if arabic < LEAST_ARABIC * letters or foreign > MOST_FOREIGN * letters:
        return "other language"
    return None


def rivals_of(
    frames: Iterable[Frame], marks: Iterable[PredicateMark]
) -> dict[tuple[str, str], float]:
    """The rivals of unsaid roles; `marks` are those that the frames came from, in their order."""
    return {
        (frame.id, role.role): role.rival
        for frame, mark in zip(frames, marks, strict=True)
        for role in mark.roles
        if role.unsaid
    }


def _withheld(frame: Frame, role: Role, doubt: WithheldReason | None, rivals: Rivals) -> Withheld:
    rival = rivals.get((frame.id, role.role), 0.0) if role.unsaid else 0.0
    reason: WithheldReason = doubt or ("two candidates" if 2 * rival >= role.score else "unsure")
    return Withheld(
        frame.id, role.role, role.span, role.text, role.score, unsaid=role.unsaid, reason=reason
    )
