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
_BILLION = "مليار مليارات بليون بلايين مليارا"
_TRILLION = "تريليون تريليونات ترليون ترليونات تريليونا"
_TWO_BILLION = "ملياران مليارين ملياري"


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
    | {fold(w): 1_000_000_000_000 for w in _TRILLION.split()}
)
DOUBLES = (
    {key: 2_000 for w in _TWO_THOUSAND.split() for key in _both(w)}
    | {fold(w): 2_000_000 for w in _TWO_MILLION.split()}
    | {fold(w): 2_000_000_000 for w in _TWO_BILLION.split()}
)
FRACTIONS = {
    fold("نصف"): 1 / 2, fold("ثلث"): 1 / 3, fold("ربع"): 1 / 4, fold("ثلثين"): 2 / 3,
    fold("ثلثان"): 2 / 3,
}  # fmt: skip
"""What may be joined to a number by و."""

NOUGHT = fold("صفر")
POINT = fold("فاصلة")
TEEN = frozenset((fold("عشر"), fold("عشرة")))

_DIGITS = re.compile(r"\d{1,15}(?:[.,٫٬]\d{1,9})*")
_JOINED = re.compile(r"\s(و)\s+")
"""A joining و that stands alone."""

_GROUPED = re.compile(r"(?<!\S)(\d{1,3})((?:\s\d{3})+)(?![\d\S])")
"""Thousands parted by spaces: 40 000."""

MINUS = ("-", "−", "–")
MINUS_WORDS = frozenset(map(fold, ("سالب", "ناقص")))
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

    Ordinals count too (الثالث والعشرين), and what has فاصلة, سالب or a fraction joined to it.

    Example:
        >>> number_of("خمسة وعشرين")
        25
    """
    plain = _GROUPED.sub(lambda m: "".join(m.group().split()), ascii_digits(text))
    written = _JOINED.sub(r" \1", f" {plain}").split()[: LONGEST + 2]
    negative = bool(written) and (written[0][0] in MINUS or fold(written[0]) in MINUS_WORDS)
    if negative:
        written = [written[0][1:], *written[1:]] if written[0][0] in MINUS else written[1:]
    value = _whole([bare(fold(word))[0] for word in written])
    if value is None:
        return None
    value = -value if negative else value
    return int(value) if value == int(value) else value


def _whole(words: Sequence[str]) -> float | None:
    """The number that is all of the words: a cardinal, an ordinal, or one with فاصلة."""
    if POINT in words:
        at = words.index(POINT)
        whole, part = _whole(words[:at]), _whole(words[at + 1 : at + 4])
        told = whole is not None and part is not None and 0 <= part == int(part)
        return float(f"{int(whole or 0)}.{int(part or 0)}") if told else None
    if len(words) == 2 and words[0] in FRACTIONS and words[1] in SCALES:
        return FRACTIONS[words[0]] * SCALES[words[1]]
    value, end = read_number(words, 0)
    if value is not None and end == len(words) <= LONGEST:
        return value
    ordinal, end = read_ordinal(words, 0)
    return float(ordinal) if ordinal is not None and end == len(words) else None


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
        if key in FRACTIONS and end < len(words) and words[end] in SCALES:
            end += 1
    if part is None:
        return None, at
    return total + part, end


def _step(
    total: float, part: float | None, key: str, *, joined: bool
) -> tuple[float, float] | None:
    """The number so far with one more word; None if the word does not go on with it."""
    if key in SCALES:
        if (part is not None and joined) or (total and SCALES[key] >= _scale(total)):
            return (total + SCALES[key], 0.0) if joined and SCALES[key] < _scale(total) else None
        return total + (part or 1) * SCALES[key], 0.0
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
        fits = not part and (not total or DOUBLES[key] < _scale(total))
        return (total + DOUBLES[key], 0.0) if fits else None
    if key in FRACTIONS and part is not None:
        return total, part + FRACTIONS[key] * (1.0 if part else _scale(total))
    value = _simple(key)
    if value is None or not _goes_on(total, part, value, written=key[:1].isdigit()):
        return None
    return total, (part or 0.0) + value


def _goes_on(total: float, part: float | None, value: float, *, written: bool) -> bool:
    """Whether a value fills a lower place than what stands before it: 100 and 5 and 20."""
    if part is None:
        return True
    if written or value >= 100:
        return part == 0 and (not total or value < _scale(total))
    if value > 10 and value % 10 == 0:
        return part % 100 < 10
    return part % 100 == 0 and (part > 0 or total > 0)


def _scale(total: float) -> float:
    """What a half is a half of: مليون ونصف."""
    return next((s for s in (1e12, 1e9, 1e6, 1e3) if total >= s), 1.0)


def _simple(word: str) -> float | None:
    if word == NOUGHT:
        return 0.0
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
