"""Publication dates as tables hold them. What is doubtful is no date: nothing is guessed."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from musnad.pages.days import day_in
from musnad.script import ascii_digits

YEARS = range(1900, 2101)
LONGEST = 80
"""Characters of a date; what is longer is a text."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_SECONDS = range(631_152_000, 4_102_444_800)
"""Unix time from 1990 to 2100; smaller numbers are years, counters or dates in one run."""

_ISO = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)")
_RUN = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T?\d{4,6}Z?)?$")
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")
_UNIX = re.compile(r"(\d{10}|\d{13})(?:\.\d{1,6})?$")
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_ENGLISH = re.compile(
    rf"(?<![^\W_])(?:(\d{{1,2}})(?:st|nd|rd|th)?[ \-]({'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
    rf"|({'|'.join(_MONTHS)})[a-z]{{0,6}}\.? (\d{{1,2}})(?:st|nd|rd|th)?),?[ \-](\d{{4}})(?!\d)",
    re.IGNORECASE,
)


def given_day(value: object) -> date | None:
    """The day that a table's value means; None where it means none or leaves a choice.

    `05/01/2023` may be of January or of May: None. `25/01/2023` is clear.
    """
    if isinstance(value, dict):
        value = value.get("$date")  # MongoDB's extended JSON
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _of_number(value)
    return _of_text(ascii_digits(value).strip()) if isinstance(value, str) else None


def _of_number(value: float) -> date | None:
    if not abs(value) < 1e14:  # NaN as well
        return None
    whole = int(value)
    for seconds in (whole, whole // 1000):
        if seconds in _SECONDS:
            return (_EPOCH + timedelta(seconds=seconds)).date()
    return _run(str(whole))


def _of_text(text: str) -> date | None:
    if not text or len(text) > LONGEST:
        return None
    if found := _ISO.match(text):
        return _day(found[1], found[3], found[4])
    if found := _UNIX.match(text):
        return _of_number(float(text))
    if found := _NUMBERS.match(text):
        return _of_two(int(found[1]), int(found[2]), found[3])
    if found := _ENGLISH.search(text):
        month = _MONTHS.index((found[2] or found[3]).lower()) + 1
        return _day(found[5], month, found[1] or found[4])
    return _run(text) or _printed(text)


def _run(text: str) -> date | None:
    found = _RUN.match(text)
    return _day(*found.groups()) if found else None


def _of_two(first: int, second: int, year: str) -> date | None:
    """Day and month in either order, where only one is possible."""
    if first > 12 or first == second:
        return _day(year, second, first)
    return _day(year, first, second) if second > 12 else None


def _printed(text: str) -> date | None:
    """A date with an Arabic month's name. Dates in figures were judged before."""
    day = None if _NUMBERS.search(text) else day_in(text)
    return day if day and day.year in YEARS else None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.year in YEARS else None
