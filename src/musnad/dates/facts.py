"""A time expression → the facts that it states, in order: numbers, units, names, relations."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from musnad.dates.hours import hour_at
from musnad.dates.lexicon import DAY, Term, terms
from musnad.dates.months import MONTHS
from musnad.dates.numbers import ORDINALS, TEEN, read_number, read_ordinal
from musnad.script import Run, Word, ascii_digits, fold, words_of

LONGEST = 300
"""Characters of an expression that are read; none that means one time is longer."""

_YEAR_RANGE = re.compile(
    r"(?<![\d/.\-])((?:1[2-9]|20)\d\d)\s?[-–/]\s?((?:1[2-9]|20)\d\d)(?![\d/.\-])"
)
_FULL_DATE = re.compile(r"(?<!\d)(\d{1,4})\s?[/\-.]\s?(\d{1,2})\s?[/\-.]\s?(\d{1,4})(?!\d)")
_MONTH_YEAR = re.compile(r"(?<![\d/])(\d{1,2})/((?:19|20)\d\d)(?![\d/])")
_DAY_MONTH = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})(?![\d/])")
_CLOCK = re.compile(
    r"(?<!\d)(\d{1,2})[:٫.](\d{2})(?::\d{2})?(?!\d)|\w{0,4}ساع[ةه]\W{0,3}\s(\d{1,2}),(\d{2})(?!\d)"
)
_DAY_RANGE = re.compile(r"(?<!\d)(\d{1,2})\s?[-–]\s?(\d{1,2})(?!\d)")
_ATTACHED = re.compile(r"(?<!\d)(\d{1,2})(?=([^\W\d_]{3,}))")
_HIJRI_SIGN = re.compile(r"(?<=\d)\s?هـ|(?<=\d)\s?ه(?!\w)")
_LONE_AND = re.compile(r"(?<!\S)و(\s)(?=\S)")
"""و that stands alone is drawn to the next word; no offset changes but its own."""

_DECIMAL = re.compile(r"(?<=\d)\.(?=\d)")
DECIMAL_SIGN = "٫"
FIRST_YEAR, LAST_YEAR = 1200, 2100
LAST_HOUR, LAST_MINUTE, LAST_MONTH = 24, 59, 12


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that an expression states.

    Attributes:
        kind: a kind of the lexicon, or "number", "ordinal", "year", "date", "clock", "unknown".
        value: its number, if it has one.
        name: its name in the lexicon.
        text: the words that state it.
        definite: whether its first word has ال.
        at, end: index of its first word among the expression's, and of the first after it.
        triple: the numbers of a full date or a clock time, in their order.
    """

    kind: str
    value: float = 0
    name: str = ""
    text: str = ""
    definite: bool = False
    at: int = 0
    end: int = 0
    triple: tuple[int, int, int] | None = None

    @property
    def key(self) -> str:
        """Its words folded, to be compared."""
        return fold(self.text)


def read_facts(text: str) -> list[Fact]:
    """The facts of an expression, in order; words that no table knows are kept as "unknown"."""
    plain = ascii_digits(text[:LONGEST])
    hijri = bool(_HIJRI_SIGN.search(plain))
    plain = _HIJRI_SIGN.sub(_blank, plain)
    found, plain = _figures(text, plain)
    plain = _attached_days(text, plain, found)
    plain = _DECIMAL.sub(DECIMAL_SIGN, _LONE_AND.sub(r"\1و", plain))
    found += _with_years(_words(text, words_of(plain)))
    if hijri:
        found.append(Fact("era", name="hijri", text="هـ", at=LONGEST, end=LONGEST))
    return found


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _figures(text: str, plain: str) -> tuple[list[Fact], str]:
    """What stands in figures with signs between them, and the text without it."""
    found: list[Fact] = []
    for pattern, read in FIGURES:
        for match in pattern.finditer(plain):
            numbers = [int(group) for group in match.groups() if group]
            facts = read(text[match.start() : match.end()], numbers)
            if facts:
                found += facts
                plain = plain[: match.start()] + _blank(match) + plain[match.end() :]
    return found, plain


def _attached_days(text: str, plain: str, found: list[Fact]) -> str:
    """Takes out days that are written together with their month: 31جانفي."""
    for match in _ATTACHED.finditer(plain):
        if fold(match.group(2)) in MONTHS:
            day = int(match.group(1))
            written = text[match.start() : match.end()]
            found.append(Fact("day range", text=written, at=-1, triple=(day, day, 0)))
            plain = plain[: match.start()] + _blank(match) + plain[match.end() :]
    return plain


def _year_range(text: str, numbers: list[int]) -> list[Fact]:
    return [Fact("year", n, text=text, at=-1) for n in numbers if numbers[0] < numbers[1]]


def _full_date(text: str, numbers: list[int]) -> list[Fact]:
    return [Fact("date", text=text, at=-1, triple=(numbers[0], numbers[1], numbers[2]))]


def _month_year(text: str, numbers: list[int]) -> list[Fact]:
    month, year = numbers
    if not 1 <= month <= LAST_MONTH:
        return []
    return [Fact("month", month, text=text, at=-1), Fact("year", year, text=text, at=-1)]


def _day_month(text: str, numbers: list[int]) -> list[Fact]:
    day, month = numbers
    if not (1 <= day <= 31 and 1 <= month <= LAST_MONTH):
        return []
    return [Fact("day range", text=text, at=-1, triple=(day, day, 0)),
            Fact("month", month, text=text, at=-1)]  # fmt: skip


def _clock(text: str, numbers: list[int]) -> list[Fact]:
    hour, minute = numbers
    if hour > LAST_HOUR or minute > LAST_MINUTE:
        return []
    return [Fact("clock", text=text, at=-1, triple=(hour, minute, 0))]


def _day_range(text: str, numbers: list[int]) -> list[Fact]:
    return [Fact("day range", text=text, at=-1, triple=(numbers[0], numbers[1], 0))]


FIGURES = (
    (_YEAR_RANGE, _year_range), (_FULL_DATE, _full_date), (_MONTH_YEAR, _month_year),
    (_DAY_MONTH, _day_month), (_CLOCK, _clock), (_DAY_RANGE, _day_range),
)  # fmt: skip
"""Shapes of figures, the most telling first, and what reads them; each is a line of one grammar."""


def _words(text: str, words: Sequence[Word]) -> list[Fact]:
    runs = {run.start: run for run in terms().find(words)}
    keys = [word.key for word in words]
    found: list[Fact] = []
    at = 0
    while at < len(words):
        word = words[at]
        fact, end = _fact(words, keys, runs.get(at), at)
        end = max(end, at + 1)
        found.append(replace(fact, at=at, end=end, text=text[word.start : words[end - 1].end]))
        at = end
    return found


def _fact(
    words: Sequence[Word], keys: Sequence[str], run: Run[Term] | None, at: int
) -> tuple[Fact, int]:
    word = words[at]
    hour = hour_at(words, keys, at)
    if hour:
        return Fact("hour", triple=hour.triple), hour.end
    value, end = read_number(_unjoined(keys, at), at)
    if value is not None and (run is None or _outdoes(words, keys, run, end)):
        kind = "year" if _is_year(word, value) else "number"
        return Fact(kind, value, definite=word.definite), end
    term = _term(words, run, at) if run else None
    if run is not None and term is not None:
        return Fact(term.kind, term.value, term.name, definite=word.definite), run.end
    ordinal, end = read_ordinal(_unjoined(keys, at), at)
    if ordinal is not None:
        return Fact("ordinal", ordinal, definite=word.definite), end
    if word.key.startswith("و") and word.key[1:] in MONTHS:
        return Fact("month", MONTHS[word.key[1:]]), at + 1
    return Fact("unknown", definite=word.definite), at + 1


def _outdoes(words: Sequence[Word], keys: Sequence[str], run: Run[Term], end: int) -> bool:
    """Whether a number is meant where the lexicon has a word too: واحد is no Sunday without ال."""
    word, kind = words[run.start], run.value.kind
    if kind == "weekday":
        teen = run.end < len(keys) and keys[run.end] in TEEN
        if _counted_out(keys, run.start):
            return False
        return teen or not (word.definite or word.text.startswith(("وال", "بال", "لل")))
    return kind != "named date" and end > run.end


def _counted_out(keys: Sequence[str], at: int) -> bool:
    """Whether a weekday without ال is one of several: أول أحد, آخر اثنين."""
    return at > 0 and (keys[at - 1] == LAST or keys[at - 1] in ORDINALS)


def _unjoined(keys: Sequence[str], at: int) -> Sequence[str]:
    """The keys with what is attached to the first one taken off, where that leaves a number."""
    key = keys[at]
    for head in ("و", "ب", "ل", "ف"):
        rest = key.removeprefix(head).removeprefix("ال")
        if rest != key and (rest[:1].isdigit() or _numeral(rest)):
            return [*keys[:at], rest, *keys[at + 1 :]]
    return keys


def _numeral(key: str) -> bool:
    return read_number([key], 0)[0] is not None or read_ordinal([key], 0)[0] is not None


def _term(words: Sequence[Word], run: Run[Term], at: int) -> Term | None:
    """What a run says here: اليوم is today but يوم a day, الأحد a Sunday but أحد someone."""
    term, word = run.value, words[at]
    attached = word.text.startswith(("لل", "وال", "بال", "فال"))
    if term.name == "second" and run.end == at + 1 and (word.definite or attached):
        return None if term.value == 0 else term
    if term.kind == "month" and word.definite and run.end == at + 1:
        return None
    if term.kind == "vague" and words[run.end - 1].key in NOW and not words[run.end - 1].definite:
        return None
    if not term.definite or word.definite or attached:
        return term
    if term.kind == "day":
        return DAY if word.key.endswith("يوم") else None
    before = words[at - 1].key if at else ""
    counted = _counted_out([word.key for word in words[: at + 1]], at)
    return term if counted or before in {"يوم", "كل"} else None


LAST = fold("آخر")
NOW = frozenset(map(fold, ("آن", "لحظة")))
"""Words that mean the present only with ال: أن and لحظة do not."""


def _is_year(word: Word, value: float) -> bool:
    return (
        word.text.strip("ولب").isdigit()
        and len(str(int(value))) == 4
        and (FIRST_YEAR <= value <= LAST_YEAR)
    )


def _with_years(facts: list[Fact]) -> list[Fact]:
    """A large number after عام or a month is a year: عام ألفين وأحد عشر."""
    pairs = zip([None, *facts], facts, strict=False)
    return [replace(f, kind="year") if _spelled_year(last, f) else f for last, f in pairs]


def _spelled_year(last: Fact | None, fact: Fact) -> bool:
    if fact.kind != "number" or not FIRST_YEAR <= fact.value <= LAST_YEAR or last is None:
        return False
    return last.kind == "month" or (last.kind == "unit" and last.name == "year" and not last.value)
