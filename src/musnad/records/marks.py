"""What the network saw: typed spans with scores, no meaning beyond labels."""

from __future__ import annotations

from dataclasses import dataclass

from musnad.records.span import Span


@dataclass(frozen=True, slots=True)
class MentionMark:
    """An entity mention. `kind` is one of MENTION_KINDS; `score` a probability."""

    span: Span
    kind: str
    score: float


@dataclass(frozen=True, slots=True)
class RoleMark:
    """A role of a predicate.

    `unsaid` is True where the predicate's clause does not spell the role out and the span is its
    antecedent elsewhere in the article. `score` is a probability, `rival` that of the next best
    antecedent.
    """

    role: str
    span: Span
    score: float
    unsaid: bool = False
    rival: float = 0.0


@dataclass(frozen=True, slots=True)
class PredicateMark:
    """A predicate with its type, the probabilities of its flags, and its roles.

    `flags` holds (flag, probability) for every flag that was scored, also improbable ones; so do
    `modes` for the modes of its type and `contexts`.
    `score` is the probability that this is a frame of this type.
    """

    span: Span
    type: str
    score: float
    flags: tuple[tuple[str, float], ...] = ()
    roles: tuple[RoleMark, ...] = ()
    modes: tuple[tuple[str, float], ...] = ()
    contexts: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """All marks of one article, each list sorted by span."""

    mentions: tuple[MentionMark, ...] = ()
    predicates: tuple[PredicateMark, ...] = ()
