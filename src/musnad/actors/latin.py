"""Latin rendering of Arabic-script names, for display only.

Known names are written as newspapers in English write them; other words letter by letter, with the
vowels that the script leaves out supplied as e between consonants. It helps those who read Latin;
it is no transliteration that could be turned back.
"""

from __future__ import annotations

from functools import cache

from musnad.actors.known import Known
from musnad.actors.lexicon import rows
from musnad.script import fold, is_arabic_letter

ARTICLE = "ال"
JOINED = {
    "عبد": "Abdul",
    "ابو": "Abu",
    "ابي": "Abi",
    "ام": "Umm",
    "بن": "bin",
    "ابن": "ibn",
    "بنت": "bint",
    "ال": "Al",
    "ولد": "Ould",
}
_LETTERS = {
    "ا": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh", "د": "d", "ذ": "dh",
    "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a",
    "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "و": "w",
    "ي": "y", "ء": "", "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g", "ژ": "zh",
}  # fmt: skip
_VOWELS = {"ا": "a", "و": "u", "ي": "i", "ع": "a"}
LONGEST = 200
"""Characters of a name that are rendered."""


@cache
def _names() -> dict[str, str]:
    return {fold(row["name"]): row["latin"] for row in rows("given_names.csv")}


@cache
def first_names() -> frozenset[str]:
    """Known given names, folded."""
    return frozenset(_names())


def is_known(name: str) -> bool:
    """Whether somebody of our own table has the name."""
    return Known.shipped().named(name)


def latin_of(name: str) -> str:
    """A readable Latin rendering of a name.

    Example:
        >>> latin_of("خالد العطية")
        'Khaled al-Attiyah'
    """
    known = Known.shipped().find(name) if name else None
    if known is not None and len(name.split()) > 1:
        return known.latin
    words = fold(name[:LONGEST]).split()
    return " ".join(_word(word) for word in words)


def _word(word: str) -> str:
    names = _names()
    if word in names:
        return names[word]
    if word in JOINED:
        return JOINED[word]
    if word.startswith(ARTICLE) and len(word) > 3:
        rest = word.removeprefix(ARTICLE)
        return "al-" + (names.get(rest) or _spelled(rest))
    return _spelled(word)


def _spelled(word: str) -> str:
    """A word letter by letter."""
    out: list[str] = []
    for at, letter in enumerate(word):
        before = word[at - 1] if at else ""
        vowel = letter in _VOWELS and at > 0 and before not in _VOWELS
        if vowel:
            out.append(_VOWELS[letter])
        elif is_arabic_letter(letter):
            if _needs_vowel(word, at):
                out.append("e" if out else "")
            out.append(_LETTERS.get(letter, letter))
        else:
            out.append(letter)
    text = "".join(out)
    return text[:1].upper() + text[1:]


def _needs_vowel(word: str, at: int) -> bool:
    """Whether two consonants would begin or end a syllable without a vowel between."""
    if at == 0 or word[at] in _VOWELS or word[at - 1] in _VOWELS:
        return False
    return at == 1 or at == len(word) - 1
