"""What claims are made of: one frame as it was told in one article, ready to be compared."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from musnad.dates.numbers import read_number
from musnad.disputes.lexicon import FUNCTION_STEMS, NEGATORS
from musnad.disputes.told import Told
from musnad.script import ascii_digits, fold, stem, words_of

NOT = "¬"
"""Stands before the stem of a word that is negated."""

SMALL = 2
"""Numbers up to this one are articles and duals more often than counts."""

SOURCE_KEYS = 6
"""Stems under which a statement is kept for its source. Of two that share two thirds of their
words, one in five hundred has none of these in common."""

STORY_KEYS = 4
"""Stems under which it is kept for its story, whoever the source was taken for."""

LEAST_STEMS = 2
"""Words that a statement must have to be compared."""

LONGEST = 4_000
"""Characters of a content that are compared."""

TURNING = ("neg", "future", "hypothetical")
"""Flags that make another claim of the same words."""

ATTACHED = "بلوفك"
"""Particles of one letter that a light stem keeps."""

LEAST_BARE = 3
"""Letters that must be left without one."""

DIGITS = 8
"""Bytes of a key."""


@dataclass(frozen=True, slots=True)
class Statement:
    """A frame made comparable.

    Attributes:
        told: the frame.
        source: who says or does it: an actor's id, else a code, else None.
        target: to whom.
        stems: of its content, in order, without function words; of an act, those of its predicate
            and of all roles but the agent. A negated one begins with `NOT`.
        numbers: that it names, small ones left out.
        turned: those of its flags that make another claim of the same words.
        day: of publication.
    """

    told: Told
    source: str | None
    target: str | None
    stems: tuple[str, ...]
    numbers: frozenset[float]
    turned: frozenset[str]
    day: date | None

    @property
    def words(self) -> frozenset[str]:
        """The stems as a set, negated ones without their mark."""
        return frozenset(found.removeprefix(NOT) for found in self.stems)


def statement(told: Told) -> Statement | None:
    """A frame made comparable; None if it says too little."""
    content = texts(told, "content")
    parts = content or [told.predicate, *texts(told, "target", "place", "toll")]
    if not content and not texts(told, "agent", "target"):
        return None
    stems = tuple(found for part in parts for found in content_stems(part))
    if len(set(stems)) < LEAST_STEMS:
        return None
    return Statement(
        told,
        party(told, "agent"),
        party(told, "target"),
        stems,
        frozenset(number for part in parts for number in numbers_of(part)),
        frozenset(told.flags) & frozenset(TURNING),
        date.fromisoformat(told.published) if told.published else None,
    )


def texts(told: Told, *names: str) -> list[str]:
    """The words of all roles of these names, bounded."""
    return [part.text[:LONGEST] for part in told.roles if part.role in names]


def party(told: Told, name: str) -> str | None:
    """Who has a role, as far as it is known."""
    return next((p.actor or p.norm for p in told.roles if p.role == name), None)


def content_stems(text: str) -> Iterator[str]:
    """The stems that say something, the word after a negator marked."""
    negated = False
    for word in words_of(text):
        plain = fold(word.text)
        if plain in NEGATORS:
            negated = True
            continue
        found = stem(word.text)
        if found in FUNCTION_STEMS or found.isdecimal():
            continue
        yield NOT + found if negated else found
        negated = False


def numbers_of(text: str) -> Iterator[float]:
    """The numbers of a text in digits or words, those above `SMALL`."""
    words = [_counted(ascii_digits(word.key)) for word in words_of(text)]
    at = 0
    while at < len(words):
        value, end = read_number(words, at)
        if value is not None and value > SMALL:
            yield value
        at = max(end, at + 1)


def _counted(word: str) -> str:
    """A word as `read_number` takes it: في is no ألفي without ال, and و٣٤ is 34."""
    if word in FUNCTION_STEMS:
        return ""
    return word[1:] if word[:1] == "و" and word[1:].isdecimal() else word


def forms(word: str) -> tuple[str, ...]:
    """A stem, and what is left of it without a particle that may be attached."""
    attached = word[:1] in ATTACHED and len(word) > LEAST_BARE
    return (word, word[1:]) if attached else (word,)


def shared_words(one: frozenset[str], other: frozenset[str]) -> int:
    """How many stems two texts share; بتسميم and تسميم are one."""
    both = len(one & other)
    ours, theirs = one - other, other - one
    return both + sum(
        1
        for word in ours
        if any(form in theirs for form in forms(word)[1:])
        or any(particle + word in theirs for particle in ATTACHED)
    )


def keys(given: Statement) -> list[int]:
    """The numbers under which a statement is kept and looked for, each of 64 bits with sign."""
    ranked = sorted(given.words, key=lambda found: _hash("", found))
    kind = given.told.type
    found = [_hash(f"{kind} {given.source}", word) for word in ranked[:SOURCE_KEYS]]
    if given.told.story:
        found += [_hash(f"{kind} {given.told.story}", word) for word in ranked[:STORY_KEYS]]
    return list(dict.fromkeys(found))


def _hash(group: str, word: str) -> int:
    data = hashlib.blake2b(f"{group}\n{word}".encode("utf-8", "replace"), digest_size=DIGITS)
    return int.from_bytes(data.digest(), "big", signed=True)
