"""Hours of the day in words and figures: الساعة الثالثة والنصف, الثامنة إلا ربعا, 10 صباحا."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from musnad.dates.numbers import read_number, read_ordinal
from musnad.script import Word, fold


@dataclass(frozen=True, slots=True)
class Hour:
    """An hour as told, before the part of the day is known, and where its words end."""

    triple: tuple[int, int, int]
    end: int


_HOUR = fold("ساعة")
BEFORE_HOURS = frozenset(
    map(fold, ("بالساعة", "عند", "في", "حتى", "تمام", "نحو", "حوالي", "قرابة"))
)
"""Words after which a feminine ordinal with ال is an hour."""

AFTER_HOURS = frozenset(
    fold(
        "صباحا صباح فجرا فجر ظهرا ظهر عصرا عصر مساء مساءا ليلا ليل بعد والنصف ونصف والربع وربع "
        "والثلث إلا زوالا من"
    ).split()
)
"""Words before which a feminine ordinal with ال is an hour."""

AFTER_FIGURES = AFTER_HOURS - {fold("من"), fold("بعد"), fold("إلا"), fold("والنصف"), fold("ونصف")}
"""Words before which a number is an hour without الساعة: 10 صباحا."""

_MINUTES = {
    fold(word): minutes
    for minutes, words in {30: "والنصف ونصف", 15: "والربع وربع", 20: "والثلث وثلث"}.items()
    for word in words.split()
}
_LESS = {
    fold(word): minutes
    for minutes, words in {15: "ربعا ربع", 20: "ثلثا ثلث"}.items()
    for word in words.split()
}
_BUT = fold("إلا")
_OF = fold("من")
_ONE = fold("واحدة")
_MINUTE = "دق"
LAST_HOUR = 24
HOUR_MINUTES = 60


def hour_at(words: Sequence[Word], keys: Sequence[str], at: int) -> Hour | None:
    """The hour that begins at a word, with or without الساعة."""
    told = keys[at] == _HOUR and (words[at].definite or words[at].text.startswith("بال"))
    start = at + 1 if told else at
    if start >= len(words):
        return None
    number, end = _hour_number(words, keys, start, told=told)
    if not 0 < number <= LAST_HOUR or (not told and not _alone(words, keys, start, end)):
        return None
    minute, end = _minutes(keys, end)
    total = (number * HOUR_MINUTES + minute) % (LAST_HOUR * HOUR_MINUTES)
    return Hour((total // HOUR_MINUTES, total % HOUR_MINUTES, 0), end)


def _hour_number(
    words: Sequence[Word], keys: Sequence[str], at: int, *, told: bool
) -> tuple[int, int]:
    ordinal, end = read_ordinal(keys, at)
    if ordinal is not None and words[at].definite and _feminine(keys[at]):
        return ordinal, end
    if keys[at] == _ONE and words[at].definite:
        return 1, at + 1
    value, end = _plain_number(keys, at)
    figures = words[at].text[:1].isdigit()
    if value is None or not (told or (figures and end < len(keys) and keys[end] in AFTER_FIGURES)):
        return 0, at
    return int(value), end


def _plain_number(keys: Sequence[str], at: int) -> tuple[float | None, int]:
    """A number without what و joins to it: ثلاثة وثلث is an hour and its minutes."""
    end = at + 1
    while end < len(keys) and not keys[end].startswith("و") and end < at + 2:
        end += 1
    return read_number(keys[:end], at)


def _feminine(key: str) -> bool:
    return key.endswith(("ه", "ولي"))


def _alone(words: Sequence[Word], keys: Sequence[str], at: int, end: int) -> bool:
    """Whether a number without الساعة tells an hour by what stands beside it."""
    if words[at].text[:1].isdigit():
        return True
    after = end < len(keys) and (keys[end] in AFTER_HOURS or _minutes(keys, end)[0] != 0)
    after = after and (keys[end] != _OF or at == 0)
    before = at > 0 and keys[at - 1] in BEFORE_HOURS | {_HOUR}
    counted = at > 0 and keys[at - 1].endswith(("مره", "ليله", "يوم", "سنه", "دوره"))
    return not counted and (after or before or (at == 0 and end == len(keys)))


def _minutes(keys: Sequence[str], at: int) -> tuple[int, int]:
    """Minutes after the hour, less than zero before it, and where they end."""
    if at < len(keys) and keys[at] in _MINUTES:
        return _MINUTES[keys[at]], at + 1
    if at + 1 < len(keys) and keys[at] == _BUT:
        if keys[at + 1] in _LESS:
            return -_LESS[keys[at + 1]], at + 2
        value, end = read_number(keys, at + 1)
        told = value and value < HOUR_MINUTES and end < len(keys) and keys[end].startswith(_MINUTE)
        return (-int(value or 0), end + 1) if told else (0, at)
    if at < len(keys) and keys[at].startswith("و"):
        value, end = read_number([*keys[:at], keys[at][1:], *keys[at + 1 :]], at)
        if value and value < HOUR_MINUTES and end < len(keys) and keys[end].startswith(_MINUTE):
            return int(value), end + 1
    return 0, at
