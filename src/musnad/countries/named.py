"""Which countries a text names, and where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cache

from musnad.countries.nationalities import nationalities
from musnad.countries.tables import country_names
from musnad.script import Phrases, Run, Word, fold, phrase_key, words_of


@dataclass(frozen=True, slots=True)
class NamedCountry:
    """A country that a text names.

    Attributes:
        at: where, in code points.
        code: ISO 3166-1 alpha-3.
        adjective: whether it is named by an adjective or its people, not by its own name.
    """

    at: int
    code: str
    adjective: bool


@dataclass(frozen=True, slots=True)
class _Name:
    code: str
    adjective: bool
    definite: bool | None
    homograph: bool = False
    """Whether the name, with ال, is also the adjective: سورية, السورية."""


@cache
def _phrases() -> Phrases[_Name]:
    table: dict[tuple[str, ...], _Name] = {}
    for name, code in country_names().items():
        key, definite = phrase_key(name), words_of(name)[0].definite
        both = key in table and table[key].definite != definite
        table[key] = _Name(code, adjective=False, definite=None if both else definite)
    for form, codes in nationalities().items():
        key = phrase_key(form)
        if key in table and not table[key].adjective:
            table[key] = replace(table[key], homograph=True)
        table.setdefault(key, _Name(codes[0], adjective=True, definite=None))
    return Phrases(table, refuse=_other_word)


def _other_word(word: Word, name: _Name) -> bool:
    """Whether a country's name stands here with ال that it has not, or without the one it has."""
    return not name.homograph and name.definite not in {None, word.definite}


AMMAN = fold("عمان")
"""Without marks the capital of one country and the name of another."""

DAMMA, SHADDA = "\u064f", "\u0651"


def named_countries(text: str) -> list[NamedCountry]:
    """The countries that a text names, in its order, each as often as it is named."""
    words = words_of(text)
    found = [
        NamedCountry(words[run.start].start, run.value.code, _as_adjective(words[run.start], run))
        for run in _phrases().find(words)
    ]
    by_start = {word.start: word for word in words}
    doubtful = {n.at for n in found if by_start[n.at].key.endswith(AMMAN) and not n.adjective}
    if not doubtful:
        return found
    sure = Counter(n.code for n in found if n.at not in doubtful)
    usual = "JOR" if sure["JOR"] > sure["OMN"] else "OMN"
    return [
        replace(n, code=_amman_or_oman(by_start[n.at], usual)) if n.at in doubtful else n
        for n in found
    ]


def _amman_or_oman(word: Word, usual: str) -> str:
    """JOR for عمّان, OMN for عُمان, else the one that the text names otherwise."""
    if SHADDA in word.text:
        return "JOR"
    return "OMN" if DAMMA in word.text else usual


def _as_adjective(word: Word, run: Run[_Name]) -> bool:
    name = run.value
    return name.adjective or (name.homograph and word.definite and name.definite is False)
