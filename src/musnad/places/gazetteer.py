"""The gazetteer: what places an Arabic name may mean.

Made of GeoNames' cities with Arabic names, our own table of what they lack, and the countries;
`resources/places/compile.py` says how.
"""

from __future__ import annotations

import csv
import gzip
import io
import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import cast

from musnad.countries import countries, country_names
from musnad.records import PlaceKind
from musnad.script import Phrases, Word, fold, phrase_key, words_of

WELL_KNOWN = 300_000
"""Inhabitants from which on a town is believed in any article."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place of the gazetteer.

    Attributes:
        names: in Arabic, the usual one first.
        country: alpha-3; "" for seas and what crosses borders.
        admin: GeoNames' code of the first-level region, such as "YE.25"; "" if unknown.
        position: latitude and longitude in degrees, or None.
        population: 0 if unknown.
        ours: whether it is from our own table, which lists what the news speaks of.
    """

    kind: PlaceKind
    names: tuple[str, ...]
    english: str
    country: str
    admin: str = ""
    position: tuple[float, float] | None = None
    population: int = 0
    ours: bool = False


@cache
def _lines() -> tuple[str, ...]:
    """The file's lines, our own places first."""
    data = resources.files("musnad.places") / "data" / "gazetteer.tsv.gz"
    return tuple(gzip.decompress(data.read_bytes()).decode().splitlines())


@cache
def _entry(number: int) -> Entry:
    """The place of a line."""
    kind, country, english, admin, latitude, longitude, population, names, _ = _lines()[
        number
    ].split("\t")
    return Entry(
        cast("PlaceKind", kind),
        tuple(names.split("|")),
        english,
        country,
        admin,
        (float(latitude), float(longitude)) if latitude else None,
        int(population.removeprefix(OURS) or 0),
        ours=population.startswith(OURS),
    )


@cache
def regions() -> dict[str, str]:
    """English names of first-level regions by GeoNames' code."""
    found: dict[str, str] = {}
    for number, line in enumerate(_lines()):
        if not line.startswith("region\t"):
            if line.startswith("city\t") and not _entry(number).ours:
                break
            continue
        entry = _entry(number)
        found.setdefault(entry.admin, entry.english)
    return {code: name for code, name in found.items() if code}


RENAMED = {"KAZ": "Astana", "MMR": "Naypyidaw"}
"""Capitals whose name in the table of countries is another one."""


def _unaccented(name: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


@cache
def capitals() -> dict[str, int]:
    """Lines of the countries' capitals, by alpha-3."""
    names = {c.code: RENAMED.get(c.code, c.capital) for c in countries().values()}
    wanted = {(code, _unaccented(name)) for code, name in names.items() if name}
    found: dict[str, int] = {}
    for number, line in enumerate(_lines()):
        kind, country, english, _ = line.split("\t", 3)
        if kind == "city" and (country, _unaccented(english)) in wanted:
            found.setdefault(country, number)
    return found


def capital_of(country: str) -> Entry | None:
    """The capital of a country (alpha-3), if the gazetteer has it."""
    number = capitals().get(country)
    return None if number is None else _entry(number)


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a packaged table."""
    data = resources.files("musnad.places") / "data" / name
    return list(csv.DictReader(io.StringIO(data.read_text(encoding="utf-8"))))


@cache
def generic() -> dict[tuple[str, ...], PlaceKind]:
    """Words for kinds of places (محافظة, مخيم), which are no names themselves."""
    return {phrase_key(r["word"]): cast("PlaceKind", r["kind"]) for r in rows("generic.csv")}


@cache
def plain_words() -> frozenset[str]:
    """Folded names of places that are ordinary words first: كان, عنه, الخبر."""
    return frozenset(fold(r["word"]) for r in rows("plain_words.csv"))


@dataclass(frozen=True, slots=True)
class Named:
    """All places of one name: lines of the file and a country.

    Attributes:
        definite: whether all of them have ال: المدينة is no مدينة.
        bare: whether none of them has it: المدني is no مدني.
        first: the key of the name's first word.
    """

    lines: tuple[int, ...] = ()
    country: str = ""
    definite: bool = False
    bare: bool = False
    first: str = ""

    @property
    def entries(self) -> tuple[Entry, ...]:
        """The places."""
        state = countries().get(self.country)
        states = (
            [Entry("country", state.names, state.english, state.code, ours=True)] if state else []
        )
        return (*states, *map(_entry, self.lines))


@cache
def phrases() -> Phrases[Named]:
    """The gazetteer by name."""
    lines: dict[str, list[int]] = {}
    for number, line in enumerate(_lines()):
        for key in line.rpartition("\t")[2].split("|"):
            lines.setdefault(key, []).append(number)
    lines.pop("", None)
    table: dict[tuple[str, ...], Named] = {}
    for stored, numbers in lines.items():
        words = tuple(stored.removeprefix(DEFINITE).split(" "))
        known = table.get(words, Named(definite=True, bare=True))
        definite = stored.startswith(DEFINITE)
        table[words] = Named(
            tuple(dict.fromkeys((*known.lines, *numbers))),
            definite=known.definite and definite,
            bare=known.bare and not definite,
            first=words[0],
        )
    for name, code in country_names().items():
        of_country = phrase_key(name)
        plain = Named(definite=words_of(name)[0].definite, first=of_country[0])
        table[of_country] = replace(table.get(of_country, plain), country=code, bare=False)
    return Phrases(table, refuse=_other_word)


DEFINITE = "*"
"""Before a key in the file: the name has ال."""

OURS = "*"
"""Before the population in the file: the place is from our own table."""


def stored_key(name: str, *, small: bool, city: bool) -> str:
    """The key of a name as the file has it; "" if the name is to be left out.

    Args:
        name: in Arabic, as written.
        small: whether the place has fewer than LEAST_POPULATION inhabitants.
        city: whether it is a city of GeoNames.
    """
    words = words_of(name)
    key = phrase_key(name)
    if not key or (city and _too_common(key, small=small)):
        return ""
    if key in generic() and (city or not words[0].definite):
        return ""
    return (DEFINITE if words[0].definite else "") + " ".join(key)


COMMON = frozenset(
    map(
        fold,
        (
            "شمال", "جنوب", "شرق", "غرب", "وسط", "في", "من", "على", "عن", "مع", "الى", "بعد", "قبل",
            "عدة", "كل", "بين", "داخل", "خارج", "قرب", "نحو", "خلف", "أمام", "حول", "عند", "أحد",
            "الشمالية", "الجنوبية", "الشرقية", "الغربية", "الوسطى", "الكبرى", "الصغرى", "القديمة",
            "الجديدة", "المركزي", "المركزية", "الدولي", "الدولية", "الملك", "الأمير", "الرئيس",
            "الأول", "الثاني", "الثالث", "العليا", "السفلى", "الحرب", "السلام", "القوات", "الجيش",
            "منزل", "بيت", "عين", "رأس", "باب", "دار", "أم", "أبو", "بن", "بني", "تل", "كفر", "خان",
        ),
    )
)  # fmt: skip
"""Words that villages are named with but that a place expression means plainly."""

LEAST_POPULATION = 15_000
"""Of a GeoNames place whose name is one word of at most LONGEST_COMMON letters."""

LONGEST_COMMON = 3


def _too_common(key: tuple[str, ...], *, small: bool) -> bool:
    """Whether a one-word name of a place is more likely a plain word."""
    if len(key) > 1:
        return False
    return key[0] in COMMON or (small and len(key[0]) <= LONGEST_COMMON)


def _other_word(word: Word, named: Named) -> bool:
    """Whether a word lacks the ال that all places of the name have: مدينة is not المدينة."""
    return named.definite and not word.definite and not named.country
