"""A time expression → the facts that it states, in order: numbers, units, names, relations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from musnad.dates.lexicon import DAY, Term, terms
from musnad.dates.numbers import read_number, read_ordinal
from musnad.script import Run, Word, ascii_digits, fold, words_of

LONGEST = 300
"""Characters of an expression that are read; none that means one time is longer."""

_FULL_DATE = re.compile(r"(?<!\d)(\d{1,4})\s?[/\-.]\s?(\d{1,2})\s?[/\-.]\s?(\d{1,4})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})[:٫.](\d{2})(?!\d)")
_DAY_RANGE = re.compile(r"(?<!\d)(\d{1,2})\s?[-–]\s?(\d{1,2})(?!\d)")
_HIJRI_SIGN = re.compile(r"(?<=\d)\s?هـ|(?<=\d)\s?ه(?!\w)")
FIRST_YEAR, LAST_YEAR = 1200, 2100


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that an expression states.

    Attributes:
        kind: a kind of the lexicon, or "number", "ordinal", "year", "date", "clock", "unknown".
        value: its number, if it has one.
        name: its name in the lexicon.
        text: the words that state it.
        definite: whether its first word has ال.
        at: index among the expression's words.
        triple: the numbers of a full date, in their order.
    """

    kind: str
    value: float = 0
    name: str = ""
    text: str = ""
    definite: bool = False
    at: int = 0
    triple: tuple[int, int, int] | None = None


def read_facts(text: str) -> list[Fact]:
    """The facts of an expression, in order; words that no table knows are kept as "unknown"."""
    plain = ascii_digits(text[:LONGEST])
    hijri = bool(_HIJRI_SIGN.search(plain))
    plain = _HIJRI_SIGN.sub(lambda m: " " * len(m.group()), plain)
    found: list[Fact] = []
    for pattern, kind in ((_FULL_DATE, "date"), (_CLOCK, "clock"), (_DAY_RANGE, "day range")):
        for match in pattern.finditer(plain):
            numbers = tuple(int(group) for group in match.groups())
            triple = (*numbers, 0)[:3] if kind != "date" else numbers
            found.append(
                Fact(kind, text=match.group(), at=-1, triple=(triple[0], triple[1], triple[2]))
            )
        plain = pattern.sub(lambda m: " " * len(m.group()), plain)
    found += _words(words_of(plain))
    if hijri:
        found.append(Fact("era", name="hijri", text="هـ", at=LONGEST))
    return found


def _words(words: Sequence[Word]) -> list[Fact]:
    runs = {run.start: run for run in terms().find(words)}
    keys = [word.key for word in words]
    found: list[Fact] = []
    at = 0
    while at < len(words):
        fact, end = _fact(words, keys, runs.get(at), at)
        found.append(fact)
        at = max(end, at + 1)
    return found


def _fact(
    words: Sequence[Word], keys: Sequence[str], run: Run[Term] | None, at: int
) -> tuple[Fact, int]:
    word = words[at]
    value, end = read_number(_unjoined(keys, at), at)
    if value is not None and (run is None or end > run.end or _plain_number(word, run)):
        kind = "year" if _is_year(word, value) else "number"
        return Fact(kind, value, text=_text(words, at, end), definite=word.definite, at=at), end
    term = _term(words, run, at) if run else None
    if run is not None and term is not None:
        text = _text(words, at, run.end)
        fact = Fact(term.kind, term.value, term.name, text, word.definite, at)
        return fact, run.end
    ordinal, end = read_ordinal(_unjoined(keys, at), at)
    if ordinal is not None and _is_hour(words, keys, at, end):
        minute, end = _minutes(keys, end)
        hour = (ordinal + (minute < 0), minute % 60, 0)
        return Fact("hour", text=_text(words, at, end), at=at, triple=hour), end
    if ordinal is not None:
        return Fact("ordinal", ordinal, text=_text(words, at, end), at=at), end
    return Fact("unknown", text=word.text, definite=word.definite, at=at), at + 1


def _is_hour(words: Sequence[Word], keys: Sequence[str], at: int, end: int) -> bool:
    """Whether an ordinal tells an hour: الثالثة فجرا, الساعة السادسة. It is feminine and has ال."""
    feminine = keys[at].endswith(("ه", "ولي")) and words[at].definite
    after = end < len(keys) and keys[end] in AFTER_HOURS
    before = at > 0 and keys[at - 1] in HOURS
    return feminine and (after or before or end == len(keys) == at + 1)


HOURS = frozenset(map(fold, ("ساعة", "بالساعة", "عند", "حتى", "تمام")))
AFTER_HOURS = frozenset(
    map(
        fold,
        [
            "صباحا",
            "صباح",
            "فجرا",
            "فجر",
            "ظهرا",
            "ظهر",
            "عصرا",
            "عصر",
            "مساء",
            "ليلا",
            "ليل",
            "بعد",
            "والنصف",
            "والربع",
            "إلا",
            "من",
        ],
    )
)
_MINUTES = {fold("والنصف"): 30, fold("ونصف"): 30, fold("والربع"): 15, fold("وربع"): 15,
            fold("والثلث"): 20, fold("وثلث"): 20}  # fmt: skip
_LESS = {fold("ربعا"): -15, fold("ربع"): -15, fold("ثلثا"): -20, fold("الثلث"): -20}


def _minutes(keys: Sequence[str], at: int) -> tuple[int, int]:
    """Minutes after the hour, less than zero before it, and where they end."""
    if at < len(keys) and keys[at] in _MINUTES:
        return _MINUTES[keys[at]], at + 1
    if at + 1 < len(keys) and keys[at] == fold("إلا"):
        if keys[at + 1] in _LESS:
            return _LESS[keys[at + 1]], at + 2
        value, end = read_number(keys, at + 1)
        return (-int(value), end + 1) if value else (0, at + 1)
    if at < len(keys) and keys[at].startswith("و"):
        value, end = read_number([*keys[:at], keys[at][1:], *keys[at + 1 :]], at)
        if value and value < 60 and end < len(keys) and keys[end].startswith("دق"):
            return int(value), end + 1
    return 0, at


def _unjoined(keys: Sequence[str], at: int) -> Sequence[str]:
    """The keys with what is attached to the first one taken off, where that leaves a number."""
    key = keys[at]
    for head in ("و", "ب", "ل", "ف"):
        rest = key.removeprefix(head)
        if rest != key and (rest[:1].isdigit() or read_number([rest], 0)[0] is not None):
            return [*keys[:at], rest, *keys[at + 1 :]]
    return keys


def _plain_number(word: Word, run: Run[Term]) -> bool:
    """واحد and اثنين without ال are numbers, not days; نصف stays what the lexicon says."""
    return run.value.kind == "weekday" and not word.definite


def _term(words: Sequence[Word], run: Run[Term], at: int) -> Term | None:
    """What a run says here: اليوم is today but يوم a day, الأحد a Sunday but أحد someone."""
    term, word = run.value, words[at]
    attached = word.text.startswith(("لل", "وال", "بال", "فال"))
    if not term.definite or word.definite or attached:
        return term
    if term.kind == "day":
        return DAY if word.key.endswith("يوم") else None
    return term if at > 0 and words[at - 1].key == "يوم" else None


def _is_year(word: Word, value: float) -> bool:
    return (
        word.text.strip("ولب").isdigit()
        and len(str(int(value))) == 4
        and (FIRST_YEAR <= value <= LAST_YEAR)
    )


def _text(words: Sequence[Word], start: int, end: int) -> str:
    return " ".join(word.text for word in words[start:end])
