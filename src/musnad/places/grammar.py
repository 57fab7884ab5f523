"""What the words around a name say of it: a named grammar of place expressions.

`grammar.csv` gives words their roles: after an `eponym` a name is a building's or street's (شارع
حلب lies anywhere); the adjective of an `embassy` or an `owner` says whose it is, not where; after a
`border` word a country is beside the place, not around it; `within` leads to what contains it;
`near` to what it is seen from; a `capital` is that of the country beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from musnad.places.gazetteer import generic, plain_words, rows
from musnad.records import PlaceKind
from musnad.script import Word, fold, phrase_key

DEFINITE = "ال"
CONJUNCTIONS = "وف"
CONTAINING = "ب"
"""Attached, it leads to what contains the place: بالقاهرة."""

PREPOSITIONS = CONTAINING + "ل"

DUALS = (("تين", "ه"), ("تي", "ه"), ("تان", "ه"), ("ين", ""), ("ان", ""), ("ي", ""), ("ات", "ه"))
"""Endings of duals and plurals of generic nouns, and those of the singular: ناحيتي, حيي."""

SHORTEST_ATTACHED = 4
"""Letters that a name needs to be seen after an attached letter in running text: لسان, كتبت."""


@cache
def _roles() -> dict[tuple[str, ...], frozenset[str]]:
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for row in rows("grammar.csv"):
        key = phrase_key(row["word"])
        found[key] = found.get(key, frozenset()) | {row["role"]}
    return found


def _keys(word: Word) -> Iterator[str]:
    """The key of a word, without what may be attached, and the singular's."""
    keys = [word.key]
    if not word.definite and len(word.key) > 3:
        first = word.key[1:] if word.key[0] in CONJUNCTIONS else word.key
        keys.append(first)
        if first[:1] in (*PREPOSITIONS, "ك"):
            keys.append(first[1:].removeprefix(DEFINITE).removeprefix("ل"))
            keys.append(first[1:].removeprefix(DEFINITE))
    for key in keys:
        yield key
        for ending, singular in DUALS:
            if key.endswith(ending) and len(key) > len(ending) + 1:
                yield key.removesuffix(ending) + singular


def roles_of(word: Word) -> frozenset[str]:
    """What a word says of the name after it."""
    table = _roles()
    return next((table[key,] for key in _keys(word) if (key,) in table), frozenset())


def kind_of(word: Word) -> PlaceKind | None:
    """The kind of place that a generic noun names, in any number and with what is attached."""
    kinds = generic()
    return next((kinds[key,] for key in _keys(word) if (key,) in kinds), None)


def attached(word: Word, key: str) -> str:
    """What stands before the key of a table in a word, with ال: "", "ال", "بال", "وب"."""
    folded = fold(word.text)
    at = folded.find(key)
    return folded[:at] if at > 0 else ""


def has_article(word: Word, key: str) -> bool:
    """Whether a name has ال in a word, whatever else is attached: بالقاهرة, للقاهرة."""
    before = attached(word, key)
    return before.endswith((DEFINITE, "لل"))


def is_plain(words: Sequence[Word], start: int, end: int, key: str) -> bool:
    """Whether a one-word name is an ordinary word first."""
    if end - start > 1:
        return False
    surface = (DEFINITE if has_article(words[start], key) else "") + key
    return surface in plain_words()


def is_adjective(words: Sequence[Word], at: int) -> bool:
    """Whether a definite nisba belongs to the definite noun before it: الأحياء الشرقية."""
    word = words[at]
    nisba = word.definite and word.key.endswith(NISBA)
    return nisba and at > 0 and not word.after_comma and words[at - 1].definite


NISBA = ("ي", "يه")

MARKED = {("عمان", "\u0651"): "JOR", ("عمان", "\u064f"): "OMN"}
"""Countries that a mark tells apart in names that are else one: عمّان, عُمان; the first that fits."""


def marked_country(word: Word) -> str:
    """The country that a written mark speaks for; "" if none."""
    found = (c for (key, mark), c in MARKED.items() if mark in word.text and key in word.key)
    return next(found, "")


def stands_in_running_text(words: Sequence[Word], start: int, end: int, key: str) -> bool:
    """Whether a name is one where nothing says that a place is meant: no كان, لسان, المدني."""
    if end - start > 1:
        return True
    word = words[start]
    bare_attached = attached(word, key) not in {"", DEFINITE} and not has_article(word, key)
    if bare_attached and len(key) < SHORTEST_ATTACHED:
        return False
    plain = is_plain(words, start, end, key) or is_adjective(words, start)
    return not plain or _named_as_settlement(words, start)


def _named_as_settlement(words: Sequence[Word], at: int) -> bool:
    """Whether a generic noun in the construct state stands before: مدينة الباب."""
    return at > 0 and not words[at - 1].definite and kind_of(words[at - 1]) is not None
