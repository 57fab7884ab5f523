"""Countries by ISO 3166-1 alpha-3 code, with the names that Arabic newspapers give them.

Codes, capitals and neighbours are from GeoNames, names from CLDR and our own table of spellings;
`resources/countries/compile.py` says how. Names of states that are no more stand for the one that
took their seat: الاتحاد السوفياتي is RUS, يوغوسلافيا is SRB.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from musnad.script import fold

ARTICLE = "ال"
_REMARK = re.compile(r"\s*\([^)]*\)")
"""CLDR says (بورما) after ميانمار; no newspaper writes the two as one name."""


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory.

    Attributes:
        code: ISO 3166-1 alpha-3; XKX for Kosovo.
        alpha2: ISO 3166-1 alpha-2.
        names: in Arabic, the usual one first.
        capital: in English; "" if there is none.
        neighbours: codes of countries by land.
        continent: GeoNames' two letters.
    """

    code: str
    alpha2: str
    english: str
    names: tuple[str, ...]
    capital: str
    neighbours: tuple[str, ...]
    continent: str

    @property
    def arabic(self) -> str:
        """The usual Arabic name."""
        return self.names[0]


def table(name: str) -> str:
    """The text of a packaged table."""
    data = resources.files("musnad.countries") / "data" / name
    return data.read_text(encoding="utf-8")


@cache
def countries() -> Mapping[str, Country]:
    """All countries by code."""
    ours = {
        row["code"]: row["names"].split("|")
        for row in csv.DictReader(io.StringIO(table("spellings.csv")))
    }
    found = {}
    for row in csv.DictReader(io.StringIO(table("countries.tsv")), delimiter="\t"):
        cldr = [_REMARK.sub("", name) for name in row["names"].split("|") if name]
        names = tuple(dict.fromkeys((*cldr, *ours.get(row["code"], ()))))
        if names:
            found[row["code"]] = Country(
                row["code"],
                row["alpha2"],
                row["english"],
                names,
                row["capital"],
                tuple(row["neighbours"].split()),
                row["continent"],
            )
    return MappingProxyType(found)


@cache
def country_names() -> Mapping[str, str]:
    """Code by folded Arabic name, with and without ال."""
    found: dict[str, str] = {}
    for country in countries().values():
        for name in country.names:
            key = fold(name)
            found.setdefault(key, country.code)
            if " " not in key and key.startswith(ARTICLE) and len(key) > SHORTEST_BARE:
                found.setdefault(key.removeprefix(ARTICLE), country.code)
    return MappingProxyType(found)


SHORTEST_BARE = 6
"""Letters that a name with ال needs for its bare form to count: صين is no word but الهند's would
be a woman's name."""


def country_of(name: str) -> str | None:
    """The code of the country of exactly this Arabic name, whatever its spelling.

    Example:
        >>> country_of("الجمهورية اليمنية")
        'YEM'
    """
    return country_names().get(fold(name))
