"""What the words of a mention can stand for: one dictionary made of all tables.

A key is a run of folded words without ال. Titles are entered in all genders and numbers of their
first word; adjectives of nationality and names of countries come from `musnad.countries`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Literal

from musnad.countries import country_names, nationalities
from musnad.script import Phrases, Run, Word, phrase_key, words_of

EntryKind = Literal["title", "head", "body", "nationality", "country", "city"]

ENDINGS = ("", "ه", "ون", "ين", "ان", "ات", "ا", "و", "ي", "تان", "تين", "تا")
"""Of a title's first word, folded: feminine, plurals, duals, accusative and construct forms."""

CARRIER = ">"
"""Before the role of a title that takes its role from what follows it: رئيس، المتحدث باسم. The
role after the sign holds where nothing follows."""

CODE_LETTERS = 3
PRESS = "MED"
"""Role of papers and broadcasters: their names are common words, and those win over them."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What a run of words stands for.

    Attributes:
        kind: "head" is a title that takes its role from what follows.
        country: alpha-3, "IGO", "INT"; "" if it names none.
        roles: codes of the roles in order; for a head, those that hold if nothing follows.
        english: name of a body; "" for the others.
        definite: whether the name of a country or city has ال: مالي is one, المالي is not. None if
            it may have it.
        homograph: whether a country's name, with ال, is also its adjective: سورية, السورية.
    """

    kind: EntryKind
    country: str = ""
    roles: tuple[str, ...] = ()
    english: str = ""
    definite: bool | None = None
    homograph: bool = False


Hit = Run[Entry]
"""A run of a mention's words that the tables know."""


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a packaged table."""
    data = resources.files("musnad.actors") / "data" / name
    return list(csv.DictReader(io.StringIO(data.read_text(encoding="utf-8"))))


def parted(code: str) -> tuple[str, tuple[str, ...]]:
    """A CAMEO-style code as country and roles: "SAUGOV" → ("SAU", ("GOV",))."""
    country, rest = code[:CODE_LETTERS], code[CODE_LETTERS:]
    return country, tuple(rest[at : at + CODE_LETTERS] for at in range(0, len(rest), CODE_LETTERS))


@cache
def lexicon() -> dict[tuple[str, ...], Entry]:
    """All entries by key; where tables collide, bodies win over titles, titles over countries."""
    found: dict[tuple[str, ...], Entry] = {}
    for name, code in country_names().items():
        words = words_of(name)
        key = tuple(w.key for w in words)
        both = key in found and found[key].definite != words[0].definite
        found[key] = Entry("country", code, definite=None if both else words[0].definite)
    for form, codes in nationalities().items():
        key = phrase_key(form)
        if key in found and found[key].kind == "country":
            found[key] = replace(found[key], homograph=True)
        found.setdefault(key, Entry("nationality", codes[0]))
    for row in rows("metonyms.csv"):
        country, roles = parted(row["code"])
        definite = words_of(row["place"])[0].definite
        entry = Entry("city", country, roles, definite=definite)
        found.setdefault(phrase_key(row["place"]), entry)
    found.update(_titles())
    for row in rows("bodies.csv"):
        country, roles = parted(row["code"].removeprefix("-"))
        if row["code"].startswith("-"):
            country, roles = "", (row["code"][1:],)
        for name in row["names"].split("|"):
            key = phrase_key(name)
            if roles != (PRESS,) or key not in found:
                found[key] = Entry("body", country, roles, row["english"])
    return found


def _titles() -> Iterator[tuple[tuple[str, ...], Entry]]:
    """Titles with their inflected forms; a form never hides a title of its own."""
    table = [(phrase_key(row["title"]), row["role"]) for row in rows("titles.csv")]
    own = {key for key, _ in table}
    for (first, *rest), role in table:
        kind: EntryKind = "head" if role.startswith(CARRIER) else "title"
        entry = Entry(kind, "", tuple(filter(None, (role.removeprefix(CARRIER),))))
        yield (first, *rest), entry
        stem = first.removesuffix("ه")
        for ending in ENDINGS:
            key = (stem + ending, *rest)
            if key not in own:
                yield key, entry


@cache
def _phrases() -> Phrases[Entry]:
    return Phrases(lexicon(), refuse=_other_word, pronouns=True)


def _other_word(word: Word, entry: Entry) -> bool:
    """Whether a name of a place stands here with ال that it has not, or without the one it has."""
    other = entry.definite not in {None, word.definite}
    return entry.kind in {"country", "city"} and other and not entry.homograph


def hits(words: Sequence[Word]) -> list[Hit]:
    """The known runs of a mention, longest first from the left, without overlap."""
    return [_adjective(words[run.start], run) for run in _phrases().find(words)]


def _adjective(word: Word, run: Hit) -> Hit:
    """A country's name with ال that it has not is its adjective: السورية."""
    entry = run.value
    if entry.homograph and word.definite and entry.definite is False:
        return Run(run.start, run.end, Entry("nationality", entry.country))
    return run
