"""Folding of Arabic spelling for comparison."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_DROPPED = re.compile("[\u064b-\u065f\u0670\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
_DIGITS = {ord(c): str(unicodedata.digit(c)) for c in "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"}
_FOLDED = str.maketrans("أإآٱىئةؤیک", "اااايءهءيك") | _DIGITS
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")


def ascii_digits(text: str) -> str:
    """`text` with Arabic-Indic and Persian digits as ASCII; same length."""
    return text.translate(_DIGITS)


CACHED = 50_000
"""Words whose folded forms are remembered: an article asks for each of its own some ten times."""

LONGEST_CACHED = 40
"""Characters of what is remembered; words are shorter, sentences do not come twice."""


def fold(text: str) -> str:
    """A key under which spellings of one text are equal.

    Presentation forms are composed, marks and tatweel dropped, alef, ya, ta marbuta and hamza
    seats unified, digits made ASCII, runs of white space made one space, case dropped.
    """
    return _remembered(text) if len(text) <= LONGEST_CACHED else _folded(text)


def _folded(text: str) -> str:
    text = unicodedata.normalize("NFKC", text)
    text = _DROPPED.sub("", text).translate(_FOLDED)
    return " ".join(text.split()).casefold()


@lru_cache(maxsize=CACHED)
def _remembered(text: str) -> str:
    return _folded(text)


def same(one: str, other: str) -> bool:
    """Whether two texts are equal but for spelling habits."""
    return fold(one) == fold(other)


def arabic_letters(text: str) -> int:
    """How many letters of the Arabic script a text has, presentation forms included."""
    return len(text) - len(_ARABIC.sub("", text))


def is_arabic_letter(char: str) -> bool:
    """Whether a character is a letter of the Arabic script, presentation forms included."""
    return (
        "\u0620" <= char <= "\u064a"
        or "\u0671" <= char <= "\u06d3"
        or "\ufb50" <= char <= "\ufdff"
        or "\ufe70" <= char <= "\ufefc"
    )
