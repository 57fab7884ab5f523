"""Units: the words and single punctuation marks that the network labels.

A unit is a word (letters, marks, digits; a number keeps its inner separators) or one other visible
character. White space belongs to no unit. Units tile all visible characters of a text, in order,
so a span found over units reads back to the letter.
"""

from __future__ import annotations

from typing import NamedTuple

import regex

MAX_UNIT = 32
"""Longest unit in code points; longer runs (addresses, rubbish) are cut so that a unit's pieces
stay few."""

_UNIT = regex.compile(
    r"\d+(?:[.,٫٬/:]\d+)*"
    rf"|(?:[\p{{L}}\p{{M}}\p{{N}}_ـ](?:[\u200c\u200d](?=\p{{L}}))?){{1,{MAX_UNIT}}}"
    r"|[^\s]"
)


class Unit(NamedTuple):
    """One unit: `text[start:end]`, in the `line`-th line (counted from 0)."""

    start: int
    end: int
    line: int


def split_units(text: str) -> list[Unit]:
    """All units of a text in order."""
    units: list[Unit] = []
    at = 0
    for number, line in enumerate(text.split("\n")):
        units += [Unit(at + m.start(), at + m.end(), number) for m in _UNIT.finditer(line)]
        at += len(line) + 1
    return units
