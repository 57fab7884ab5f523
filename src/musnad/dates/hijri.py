"""Rules for the Hijri calendar (Umm al-Qura): days, months, and the year of a bare month."""

from __future__ import annotations

from datetime import date

from hijridate import Hijri

from musnad.dates.expression import Facts, Found, number_before
from musnad.dates.facts import Fact
from musnad.dates.parts import parted
from musnad.dates.spans import Span

LAST_HIJRI = 1600
LENGTH_RATIO = 0.970224
"""A Hijri year in Gregorian ones; with EPOCH it gives the year to begin looking from."""

EPOCH = 621.5774


def hijri_day(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Hijri one; None outside the calendar's tables."""
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def hijri_month(year: int, month: int) -> Span | None:
    """First and last Gregorian day of a Hijri month."""
    first = hijri_day(year, month, 1)
    if first is None:
        return None
    last = hijri_day(year, month, Hijri(year, month, 1).month_length())
    return (first, last) if last else None


def hijri_date(facts: Facts) -> Found | None:
    """15 شعبان 1436, رمضان الماضي: a Hijri month, with the day and year if they are stated."""
    months = facts.get("hijri month")
    if facts.has("month"):
        return None
    if not months:
        return _hijri_year(facts)
    fact, month = months[0], int(months[0].value)
    year = hijri_year(facts, month)
    if year is None:
        return None
    days = [d for d in (*_range(facts), *number_before(facts, fact)) if 1 <= d <= 30]
    if days:
        return _days(year, month, days, fact)
    span = hijri_month(year, month)
    return _month(facts, span, fact) if span else None


def _hijri_year(facts: Facts) -> Found | None:
    """عام 1436هـ: from its first day to its last."""
    fact = next((f for f in facts.get("year") if f.value < LAST_HIJRI), None)
    if fact is None or not facts.has("era", "hijri") or len(facts.years) > 1:
        return None
    first, last = hijri_month(int(fact.value), 1), hijri_month(int(fact.value), 12)
    if first is None or last is None:
        return None
    return Found(f"{first[0]}/{last[1]}", (first[0], last[1]), used=(fact,))


def _range(facts: Facts) -> list[int]:
    return [d for f in facts.get("day range") for d in (f.triple or ())[:2]]


def _days(year: int, month: int, days: list[int], fact: Fact) -> Found | None:
    first, last = hijri_day(year, month, days[0]), hijri_day(year, month, days[-1])
    if first is None or last is None or last < first:
        return None
    value = f"{first}/{last}" if last != first else first.isoformat()
    return Found(value, (first, last), used=(fact,))


def _month(facts: Facts, span: Span, fact: Fact) -> Found:
    part = facts.first("part")
    if part is None or facts.has("relation", "ago"):
        return Found(f"{span[0]}/{span[1]}", span, used=(fact,))
    return parted(facts, Found(f"{span[0]}/{span[1]}", span, used=(fact,)))


def hijri_year(facts: Facts, month: int) -> int | None:
    """The Hijri year of a month: as stated, in a stated Gregorian year, or the nearest."""
    stated = next((y for y in facts.years if y < LAST_HIJRI), None)
    if stated is not None:
        return stated
    today = date(facts.year, 7, 1) if facts.year else facts.today
    if today is None:
        return None
    around = round((today.year - EPOCH) / LENGTH_RATIO)
    starts = [(hijri_day(year, month, 1), year) for year in range(around - 1, around + 4)]
    known = [(first, year) for first, year in starts if first is not None]
    if facts.year:
        return next((year for first, year in known if first.year == facts.year), None)
    from_today = [(abs((d - today).days), year) for d, year in known if _fits(facts, d)]
    return min(from_today)[1] if from_today else None


def _fits(facts: Facts, day: date) -> bool:
    if facts.today is None or not facts.direction:
        return True
    return (day - facts.today).days * facts.direction > 0
