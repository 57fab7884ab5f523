"""Claims: the same statement or act, told in several articles.

Two frames belong to one claim if they have the same type, the same source (or stand in copies of
one story), no contradicting target, number or negation, days not far apart, and most of the
shorter one's words in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from musnad.disputes.statement import NOT, Statement, keys, shared_words, statement
from musnad.disputes.told import Told
from musnad.records.ids import content_id

WINDOW = 30
"""Days between two tellings of one claim, unless the user says otherwise."""

LEAST_SHARE = 0.7
"""Share of the shorter one's words that both must have."""

LEAST_SHARE_IN_STORY = 0.6
"""The same within copies of one story."""

LEAST_OF_LONGER = 0.3
"""Share of the longer one's words, so that a few words are not found in a whole speech."""

LEAST_WORDS = 3
"""Words they share; what has fewer must have the same."""

MOST_CANDIDATES = 60
"""Statements that are compared with a new one; those with the most keys in common come first."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How far two statements are one claim: the share of words, and the reasons."""

    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Placed:
    """To which claim a frame went; `like` is the frame that it resembles, None for a new claim."""

    frame: str
    claim: str
    like: str | None = None
    likeness: Likeness | None = None


class Store(Protocol):
    """Where claims are kept."""

    def prepare(self, keys: Iterable[int]) -> None:
        """Look up what these keys lead to, before frames are placed one by one."""
        ...

    def candidates(self, keys: Sequence[int], *, most: int) -> Iterable[tuple[Told, str]]:
        """Frames that share keys with their claims, those with the most in common first."""
        ...

    def add(self, placed: Placed, told: Told, keys: Sequence[int]) -> None:
        """Keep a frame in its claim."""
        ...


def same_claim(one: Statement, other: Statement, *, window: int = WINDOW) -> Likeness | None:
    """Whether two statements are one claim, and why; None if not."""
    in_story = one.told.story is not None and one.told.story == other.told.story
    if one.told.type != other.told.type or one.turned != other.turned:
        return None
    if not _same_source(one, other, in_story=in_story) or _far(one, other, window):
        return None
    if _differ(one.target, other.target) or contradict(one, other):
        return None
    shared = shared_words(one.words, other.words)
    few, many = sorted((len(one.words), len(other.words)))
    if shared < min(LEAST_WORDS, many):
        return None
    share, of_longer = shared / few, shared / many
    if share < (LEAST_SHARE_IN_STORY if in_story else LEAST_SHARE) or of_longer < LEAST_OF_LONGER:
        return None
    reasons = ["copies of one story" if in_story else "same source"]
    reasons.append(f"{shared} of {few} words")
    if one.numbers & other.numbers:
        reasons.append("same numbers")
    return Likeness(round(share, 3), tuple(reasons))


def contradict(one: Statement, other: Statement) -> bool:
    """Whether numbers or negations are at odds."""
    fewer, more = sorted((one.numbers, other.numbers), key=len)
    if fewer - more:
        return True
    return _turns(one, other) or _turns(other, one)


def place(told: Iterable[Told], store: Store, *, window: int = WINDOW) -> list[Placed]:
    """Put frames into the claims that they tell, or begin new ones.

    Args:
        told: frames of one article; those that say too little are passed over.
        store: where claims are looked up and kept.
        window: days between two tellings of one claim.
    """
    given = [(found, keys(found)) for one in told if (found := statement(one))]
    store.prepare(key for _, found in given for key in found)
    return [_place(one, found, store, window) for one, found in given]


def _place(given: Statement, found: Sequence[int], store: Store, window: int) -> Placed:
    best: tuple[Likeness, str, str] | None = None
    for candidate, claim in store.candidates(found, most=MOST_CANDIDATES):
        other = statement(candidate)
        likeness = same_claim(given, other, window=window) if other else None
        if likeness and (best is None or likeness.score > best[0].score):
            best = likeness, claim, candidate.id
    frame = given.told.id
    if best is None:
        placed = Placed(frame, content_id("c", [frame]))
    else:
        placed = Placed(frame, best[1], best[2], best[0])
    store.add(placed, given.told, found)
    return placed


def _same_source(one: Statement, other: Statement, *, in_story: bool) -> bool:
    if one.source is not None and one.source == other.source:
        return True
    return in_story and (one.source is None or other.source is None or _like_source(one, other))


def _like_source(one: Statement, other: Statement) -> bool:
    """Whether the sources are written alike: a cut copy calls him by his last name only."""
    ours, theirs = _agent_words(one), _agent_words(other)
    few = min(len(ours), len(theirs))
    return few > 0 and len(ours & theirs) == few


def _agent_words(given: Statement) -> set[str]:
    agents = (part.text for part in given.told.roles if part.role == "agent")
    return {word for text in agents for word in text.split()}


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other


def _far(one: Statement, other: Statement, window: int) -> bool:
    return bool(one.day and other.day and abs((one.day - other.day).days) > window)


def _turns(one: Statement, other: Statement) -> bool:
    """Whether one negates a word that the other has only as it is."""
    negated = {found for found in one.stems if found.startswith(NOT)}
    return any(n not in other.stems and n.removeprefix(NOT) in other.stems for n in negated)
