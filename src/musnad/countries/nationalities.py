"""Nationality adjectives in all genders, numbers and definitenesses.

The table gives stems (سعودي) and broken plurals (أتراك); the regular forms of a nisba adjective
follow from the stem: feminine, dual and sound plurals in their cases, each with and without ال.
A stem of two words (جنوب أفريقي) is inflected and made definite in its last word.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache

from musnad.countries.tables import table
from musnad.script import fold

ENDINGS = ("", "ة", "ا", "ون", "ين", "ان", "تان", "تين", "ات", "و")
"""Of a nisba: feminine, accusative, plural, dual, feminine dual and plural, construct plural."""

ARTICLE = "ال"


@cache
def nationalities() -> dict[str, tuple[str, ...]]:
    """Folded adjective or people's name → codes (ISO 3166-1 alpha-3), the likelier first."""
    found: dict[str, tuple[str, ...]] = {}
    for row in csv.DictReader(io.StringIO(table("nationalities.csv"))):
        for form in _forms(row["stem"], row["plurals"]):
            key = fold(form)
            codes = found.get(key, ())
            if row["code"] not in codes:
                found[key] = (*codes, row["code"])
    return found


def nationality_of(word: str) -> str | None:
    """The code that a nationality adjective or a people's name stands for, with or without ال.

    Example:
        >>> nationality_of("القطرية")
        'QAT'
    """
    codes = nationalities().get(fold(word))
    return codes[0] if codes else None


def _forms(stem: str, plurals: str) -> Iterator[str]:
    """All forms of one stem. Of two words, both are inflected if both are adjectives."""
    *first, last = stem.split()
    nisba = bool(first) and first[0].endswith("ي")
    for ending in ENDINGS:
        lead = "".join(f"{word}{ending if nisba else ''} " for word in first)
        yield f"{lead}{last}{ending}"
        if first:
            both = f"{ARTICLE}{lead}{ARTICLE}{last}{ending}"
            yield from (both,) if nisba else (both, f"{ARTICLE}{lead}{last}{ending}")
        if not nisba:
            yield f"{lead}{ARTICLE}{last}{ending}"
    for plural in filter(None, plurals.split("|")):
        yield plural
        yield ARTICLE + plural
