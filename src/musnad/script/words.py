"""Words of a mention or article with what may be attached to them, for search in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from musnad.script.fold import fold

_WORD = re.compile(r"[^\s«»\"“”„‟()\[\]{}،,؛;:.!؟?…/–—]+")
ARTICLE = "ال"
CONJUNCTIONS = "وف"
PREPOSITIONS = "بلك"
PRONOUNS = ("هما", "ها", "هم", "هن", "نا", "كم", "ه", "ي")
SHORTEST_STEM = 3
"""Letters that must be left when something attached is taken off."""

COMMAS = frozenset("،,؛;")
CACHED_WORDS = 100_000
"""Words whose keys are remembered; Arabic news uses some hundred thousand forms."""

CACHED_MENTIONS = 512
"""Mentions whose words are remembered; a reading asks for each some three times."""

CACHED_TEXTS = 4
"""Whole articles whose words are remembered: the one in hand, which several rooms go through."""

LONGEST_MENTION = 200
"""Characters of a text from which on it is taken for an article."""

LONGEST = 60_000
"""Characters of a text that are looked at."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text.

    Attributes:
        text: as written, without punctuation around it.
        start: where it begins in the text.
        key: folded, without ال.
        definite: whether it has ال.
        after_comma: whether a comma or line end parts it from the word before.
    """

    text: str
    start: int
    key: str
    definite: bool
    after_comma: bool = False

    @property
    def end(self) -> int:
        """Where it ends in the mention."""
        return self.start + len(self.text)


def words_of(text: str, *, longest: int = LONGEST) -> tuple[Word, ...]:
    """The words of a text, in order; of what is longer, those at its beginning."""
    text = text[:longest]
    return (_words_of_mention if len(text) <= LONGEST_MENTION else _words_of_text)(text)


def _read(text: str) -> tuple[Word, ...]:
    found: list[Word] = []
    last = 0
    for match in _WORD.finditer(text):
        between = text[last : match.start()]
        key, definite = _key_of(match.group())
        comma = not COMMAS.isdisjoint(between)
        found.append(Word(match.group(), match.start(), key, definite, comma))
        last = match.end()
    return tuple(found)


_words_of_mention = lru_cache(maxsize=CACHED_MENTIONS)(_read)
_words_of_text = lru_cache(maxsize=CACHED_TEXTS)(_read)


@lru_cache(maxsize=CACHED_WORDS)
def _key_of(word: str) -> tuple[str, bool]:
    """A word's folded form without ال, and whether it had it."""
    return bare(fold(word))


def bare(folded: str) -> tuple[str, bool]:
    """A folded word without ال, and whether it had it."""
    if folded.startswith(ARTICLE) and len(folded) >= len(ARTICLE) + SHORTEST_STEM - 1:
        return folded.removeprefix(ARTICLE), True
    return folded, False


def phrase_key(phrase: str) -> tuple[str, ...]:
    """The key under which a phrase of a table is found."""
    return tuple(word.key for word in words_of(phrase))


def unattached(folded: str) -> Iterator[str]:
    """What a folded word may be without what is attached before it, the likelier first."""
    if folded[:1] in CONJUNCTIONS and len(folded) >= SHORTEST_STEM:
        yield bare(folded[1:])[0]
        yield from _without_preposition(folded[1:])
    yield from _without_preposition(folded)


def _without_preposition(folded: str) -> Iterator[str]:
    """للصين → صين, بالصين → صين, لقطر → قطر."""
    if folded.startswith("لل") and len(folded) > SHORTEST_STEM + 1:
        yield folded[2:]
    if folded[:1] and folded[0] in PREPOSITIONS and len(folded) >= SHORTEST_STEM:
        yield bare(folded[1:])[0]


def without_pronoun(key: str) -> Iterator[str]:
    """What a key may be without an attached pronoun: حكومته → حكومه, وزيرها → وزير."""
    for pronoun in PRONOUNS:
        stem = key.removesuffix(pronoun)
        if stem != key and len(stem) >= SHORTEST_STEM:
            if stem.endswith("ت"):
                yield stem[:-1] + "ه"
            yield stem
