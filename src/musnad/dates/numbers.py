"""Arabic numbers in words and digits, with case, gender and spelling as newspapers have them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from musnad.script import ascii_digits, fold
from musnad.script.words import bare

_ONES = """
واحد واحدة احد احدى|اثنان اثنين اثنا اثني اثنتان اثنتين اثنتا اثنتي|ثلاث ثلاثة|أربع أربعة|خمس خمسة|
ست ستة|سبع سبعة|ثمان ثماني ثمانية|تسع تسعة|عشر عشرة
"""
_TENS = """
عشرون عشرين|ثلاثون ثلاثين|أربعون أربعين|خمسون خمسين|ستون ستين|سبعون سبعين|ثمانون ثمانين|تسعون تسعين
"""
_ORDINALS = """
أول أولى|ثاني ثانية ثان|ثالث ثالثة|رابع رابعة|خامس خامسة|سادس سادسة|سابع سابعة|ثامن ثامنة|
تاسع تاسعة|عاشر عاشرة
"""
_HUNDRED = "مئة مائة مية"
_TWO_HUNDRED = "مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي"
_THOUSAND = "ألف آلاف ألفا"
_TWO_THOUSAND = "ألفان ألفين ألفي"
_MILLION = "مليون ملايين مليونا"
_TWO_MILLION = "مليونان مليونين مليوني"
_BILLION = "مليار مليارات بليون بلايين"


def _table(text: str, first: int, step: int) -> dict[str, int]:
    return {
        fold(word): first + step * n
        for n, words in enumerate(text.replace("\n", " ").split("|"))
        for word in words.split()
    }


def _both(word: str) -> tuple[str, str]:
    """A folded word, and what is left of it where its first letters were taken for ال: ألفين."""
    return fold(word), bare(fold(word))[0]


ONES = _table(_ONES, 1, 1)
TENS = _table(_TENS, 20, 10)
ORDINALS = _table(_ORDINALS, 1, 1) | {fold("حادي"): 1, fold("حادية"): 1}
HUNDREDS = {fold(w): 100 for w in _HUNDRED.split()} | {fold(w): 200 for w in _TWO_HUNDRED.split()}
HUNDREDS |= {
    stem + fold(hundred): value * 100
    for stem, value in ONES.items()
    for hundred in _HUNDRED.split()
    if 3 <= value <= 9
}
SCALES = (
    {key: 1_000 for w in _THOUSAND.split() for key in _both(w)}
    | {fold(w): 1_000_000 for w in _MILLION.split()}
    | {fold(w): 1_000_000_000 for w in _BILLION.split()}
)
DOUBLES = {key: 2_000 for w in _TWO_THOUSAND.split() for key in _both(w)} | {
    fold(w): 2_000_000 for w in _TWO_MILLION.split()
}
HALF = fold("نصف")
TEEN = frozenset((fold("عشر"), fold("عشرة")))

_DIGITS = re.compile(r"\d{1,15}(?:[.,٫٬]\d{1,9})*")
_JOINED = re.compile(r"\s(و)\s+")
"""A joining و that stands alone."""

MINUS = ("-", "−", "–")
LONGEST = 16
"""Words of a number that are read."""


def digits_value(text: str) -> float | None:
    """The value of a number in digits: 1,500 and 1.500 are 1500, 3.5 and 3,5 are 3.5."""
    plain = ascii_digits(text).replace("٬", ",").replace("٫", ".")
    if not _DIGITS.fullmatch(plain):
        return None
    groups = re.split(r"[.,]", plain)
    if len(groups) > 1 and all(len(g) == 3 for g in groups[1:]):
        return float("".join(groups))
    if len(groups) == 2:
        return float(".".join(groups))
    return float(groups[0]) if len(groups) == 1 else None


def number_of(text: str) -> int | float | None:
    """The number that a text spells or writes; None if it is not one number and nothing else.

    Example:
        >>> number_of("خمسة وعشرين")
        25
    """
    written = _JOINED.sub(r" \1", f" {text}").split()
    negative = bool(written) and written[0].startswith(MINUS)
    if negative:
        written[0] = written[0][1:]
    words = [bare(fold(word))[0] for word in written][: LONGEST + 1]
    value, end = read_number(words, 0)
    if value is None or end != len(words) or len(words) > LONGEST:
        return None
    value = -value if negative else value
    return int(value) if value == int(value) else value


def read_number(words: Sequence[str], at: int) -> tuple[float | None, int]:
    """The cardinal that begins at a word and where it ends; (None, at) if there is none.

    Args:
        words: folded, without ال.
        at: index of the first word.
    """
    total = 0.0
    part: float | None = None
    end = at
    while end < len(words) and end - at < LONGEST:
        word = words[end]
        key = bare(word[1:])[0] if end > at and word.startswith("و") else word
        step = _step(total, part, key, joined=key != word)
        if step is None:
            break
        total, part = step
        end += 1
        if key == HALF and end < len(words) and words[end] in SCALES:
            end += 1
    if part is None:
        return None, at
    return total + part, end


def _step(
    total: float, part: float | None, key: str, *, joined: bool
) -> tuple[float, float] | None:
    """The number so far with one more word; None if the word does not go on with it."""
    if key in SCALES:
        scaled = (part or 1) * SCALES[key]
        return (total + scaled, 0.0) if part is None or not joined else None
    if part is None or joined:
        return _added(total, part, key)
    if key in TEEN and 1 <= part % 100 <= 9:
        return total, part + 10
    if key in HUNDREDS and 3 <= part <= 9:
        return total, part * HUNDREDS[key]
    return None


def _added(total: float, part: float | None, key: str) -> tuple[float, float] | None:
    """The number so far and a word that begins it or is joined to it by و."""
    if key in DOUBLES:
        return total + DOUBLES[key], 0.0
    if key == HALF and part is not None:
        return total, part + 0.5 * _scale(total)
    value = _simple(key)
    written = key[:1].isdigit() and part is not None
    return None if value is None or written else (total, (part or 0.0) + value)


def _scale(total: float) -> float:
    """What a half is a half of: مليون ونصف."""
    return next((s for s in (1e9, 1e6, 1e3) if total >= s), 1.0)


def _simple(word: str) -> float | None:
    for table in (ONES, TENS, HUNDREDS):
        if word in table:
            return float(table[word])
    return digits_value(word)


def read_ordinal(words: Sequence[str], at: int) -> tuple[int | None, int]:
    """The ordinal that begins at a word and where it ends: الثالث والعشرين is 23.

    Args:
        words: folded, without ال.
        at: index of the first word.
    """
    if at >= len(words) or words[at] not in ORDINALS:
        tens = TENS.get(words[at]) if at < len(words) else None
        return (tens, at + 1) if tens else (None, at)
    value, end = ORDINALS[words[at]], at + 1
    if end < len(words):
        after = words[end]
        if after in TEEN:
            return value + 10, end + 1
        joined = after[1:].removeprefix("ال") if after.startswith("و") else ""
        if joined in TENS:
            return value + TENS[joined], end + 1
    return value, end
