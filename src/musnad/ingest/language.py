"""Is this Arabic? Told from letters alone, before anything expensive runs.

Share of Arabic script among letters, and within it the letters that Persian, Urdu, Kurdish,
Pashto and Uighur use and Arabic does not. Measured on 40,814 Arabic articles of 15 outlets: 4 have
less than the least share (lists of films, broken pages), none more than the most of foreign
letters.
"""

from __future__ import annotations

import re

from musnad.pages.decode import COMMON

LEAST_ARABIC = 0.2
"""Share of Arabic letters among the letters of a text. Short articles behind which a script was
left standing have 0.22 and more."""

MOST_FOREIGN = 0.015
"""Share of letters unknown to Arabic among Arabic-script letters. Persian in Arabic code points
has over 0.02, Urdu 0.1; Arabic articles, which use some for names, have up to 0.009."""

MOST_FARSI = 0.05
"""Share of Farsi yeh and keheh: over 0.1 in Persian, in some Arabic pages 0.06 by a wrong
keyboard; those are told apart by everyday words."""

LEAST_WORDS = 0.04
"""Share of everyday words that only Arabic has."""

FOREIGN = frozenset("پچژگےۓںڈٹڑہھەێۆۇۈڵڕڤڭېۍټډړښځڅږڼ")
FARSI = frozenset("یک")
_AS_ARABIC = str.maketrans("یک", "يك")

SAMPLE = 200_000
"""Characters that are looked at."""

_LETTERS = re.compile(r"[^\W\d_]+")
_ARABIC = re.compile("[\u0620-\u064a\u0671-\u06d3\u06d5\ufb50-\ufdff\ufe70-\ufefc]+")
_OPENING = re.compile(r"<(?:(script|style|noscript|svg)\b|(!--)|[a-zA-Z/!?])", re.IGNORECASE)
_CLOSING = {
    "script": re.compile(r"</script\s{0,9}>", re.IGNORECASE),
    "style": re.compile(r"</style\s{0,9}>", re.IGNORECASE),
    "noscript": re.compile(r"</noscript\s{0,9}>", re.IGNORECASE),
    "svg": re.compile(r"</svg\s{0,9}>", re.IGNORECASE),
    "!--": re.compile("-->"),
    "": re.compile(">"),
}


def looks_arabic(text: str) -> bool:
    """Whether a text is Arabic, judged by its letters."""
    return why_not_arabic(text) is None


def why_not_arabic(text: str, *, least: float = LEAST_ARABIC) -> str | None:
    """Why a text is taken for no Arabic; None where it is Arabic.

    Args:
        text: without markup.
        least: share of Arabic letters among all.
    """
    letters = "".join(_LETTERS.findall(text[:SAMPLE]))
    script = "".join(_ARABIC.findall(letters))
    if not letters:
        return "not Arabic: there are no letters in the text"
    if len(script) < least * len(letters):
        return f"not Arabic: {len(script):,} of {len(letters):,} letters are"
    foreign = sum(script.count(letter) for letter in FOREIGN)
    if foreign > MOST_FOREIGN * len(script):
        return f"not Arabic: {foreign:,} of {len(script):,} letters are Persian, Urdu or the like"
    farsi = sum(script.count(letter) for letter in FARSI)
    if farsi > MOST_FARSI * len(script) and not _has_arabic_words(text[:SAMPLE]):
        return "not Arabic: the letters and words are Persian"
    return None


def page_letters(page: str) -> str:
    """What a reader sees of a page, roughly: markup, scripts and styles are taken out.

    Each character is looked at once; behind markup that does not end, nothing is seen.
    """
    page = page[:SAMPLE]
    parts = []
    at = 0
    while opening := _OPENING.search(page, at):
        parts.append(page[at : opening.start()])
        kind = (opening.group(1) or opening.group(2) or "").lower()
        closing = _CLOSING[kind].search(page, opening.end())
        if closing is None:
            return " ".join(parts)
        at = closing.end()
    return " ".join([*parts, page[at:]])


def _has_arabic_words(text: str) -> bool:
    words = text.translate(_AS_ARABIC).split()
    return sum(word in COMMON for word in words) >= LEAST_WORDS * len(words)
