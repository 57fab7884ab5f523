"""Days, weeks, months and years as intervals of days, both ends inclusive."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

Span = tuple[date, date]

UNIT_CODES = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "week": "W",
    "month": "M", "year": "Y", "decade": "0Y", "century": "00Y",
}  # fmt: skip
"""TIMEX3 letters of the units."""

YEARS = {"year": 1, "decade": 10, "century": 100}
HOURS = {
    "second": 1 / 3600,
    "minute": 1 / 60,
    "hour": 1.0,
    "day": 24.0,
    "night": 24.0,
    "week": 168.0,
}
MOST_YEARS = 900
"""A shift is never farther, whatever number stands in a text."""


def day_span(day: date) -> Span:
    """One day."""
    return day, day


def month_span(year: int, month: int) -> Span:
    """A month's first and last day."""
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def year_span(year: int) -> Span:
    """A year's first and last day."""
    return date(year, 1, 1), date(year, 12, 31)


def shifted(day: date, unit: str, count: float) -> date:
    """The day so many units later, or earlier where `count` is negative."""
    if unit in YEARS:
        return _months_later(day, round(count * YEARS[unit] * 12))
    if unit == "month":
        return _months_later(day, round(count))
    hours = max(-MOST_YEARS * 8760, min(MOST_YEARS * 8760, count * HOURS[unit]))
    try:
        return day + timedelta(days=int(hours / 24))
    except OverflowError:
        return day


def _months_later(day: date, months: int) -> date:
    months = max(-MOST_YEARS * 12, min(MOST_YEARS * 12, months))
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    year = max(1, min(9998, year))
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def unit_around(day: date, unit: str, direction: int) -> tuple[str, Span]:
    """The calendar week, month or year of a day, or the one before or after; TIMEX3 value, days."""
    if unit == "week":
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=direction)
        year, week, _ = monday.isocalendar()
        return f"{year}-W{week:02}", (monday, monday + timedelta(days=6))
    if unit == "month":
        other = _months_later(day.replace(day=1), direction)
        return f"{other.year}-{other.month:02}", month_span(other.year, other.month)
    if unit == "year":
        return f"{day.year + direction:04}", year_span(day.year + direction)
    other = day + timedelta(days=direction)
    return other.isoformat(), day_span(other)


MONTH_DAYS = range(28, 32)
LATE = 21
"""First day of a month's أواخر."""


def part_of(span: Span, part: str, *, last_day: bool = False) -> Span:
    """The beginning, middle or end of an interval.

    Of a month it is ten days (مطلع 1 to 10, منتصف 11 to 20, أواخر from 21 on), or its first or last
    day where the word says so (غرة, نهاية); of a year the first, a middle or the last month; of a
    week a third.
    """
    begin, end = span
    size = (end - begin).days + 1
    if size in MONTH_DAYS:
        if last_day and part != "MID":
            return (end, end) if part == "END" else (begin, begin)
        first = {"START": 1, "MID": 11, "END": LATE}[part]
        last = {"START": 10, "MID": 20, "END": size}[part]
        return begin + timedelta(days=first - 1), begin + timedelta(days=last - 1)
    if size in YEAR_DAYS:
        return month_span(begin.year, {"START": 1, "MID": 6, "END": 12}[part])
    piece = max(1, size // 3)
    if part == "START":
        return begin, begin + timedelta(days=piece - 1)
    if part == "END":
        return end - timedelta(days=piece - 1), end
    middle = begin + timedelta(days=(size - piece) // 2)
    return middle, middle + timedelta(days=piece - 1)


YEAR_DAYS = (365, 366)
