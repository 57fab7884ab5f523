"""Rules for months and their days: 15 فبراير, من 3 إلى 5 مايو, مطلع سبتمبر, بين مارس ومايو."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from musnad.dates.days import FIRST_GREGORIAN, exact_day, with_weekday
from musnad.dates.expression import Facts, Found, number_after, number_before
from musnad.dates.facts import Fact
from musnad.dates.parts import LATTER, parted, week_of_month
from musnad.dates.spans import month_span, unit_around
from musnad.records import Step
from musnad.script import fold

MONTHS_AHEAD = 3
"""A bare month up to so many months ahead is the coming one; farther ones are the last. Measured
on the corpus against 2 and 1."""

NARROWED = range(2000, 2031)
"""Years that a weekday beside a day and month chooses from, where nothing else does."""


def month_date(facts: Facts) -> Found | None:
    """15 فبراير (شباط) 2015, الثالث من مايو, من 3 إلى 5 مايو, مطلع سبتمبر الجاري, تموز/يوليو."""
    months = _distinct(facts, facts.get("month"))
    if not months:
        return None
    if len(months) > 1:
        return _months_range(facts, months[0], months[-1])
    fact, month = months[0], int(months[0].value)
    days = days_of_month(facts, fact)
    year = _stated(facts) or year_of(facts, month, days[-1] if days else 0)
    if year is None:
        return _without_year(facts, month, days, fact)
    if days:
        return _days(facts, year, month, days, fact)
    if facts.has("unit", "week"):
        return _week(facts, year, month, fact)
    return parted(facts, Found(f"{year}-{month:02}", month_span(year, month), used=(fact,)))


def _distinct(facts: Facts, months: Sequence[Fact]) -> list[Fact]:
    """Months without the second names of the same: تموز/يوليو is one, unless days part them."""
    found: list[Fact] = []
    for month in months:
        if not found or month.value != found[-1].value or number_before(facts, month):
            found.append(month)
    return found


def _stated(facts: Facts) -> int | None:
    return next((y for y in facts.years if y >= FIRST_GREGORIAN), None)


def days_of_month(facts: Facts, month: Fact) -> list[int]:
    """Days that stand before a month's name, or as a range beside it."""
    ranges = [d for f in facts.get("day range") for d in (f.triple or ())[:2]]
    weeks = facts.has("unit", "week") or facts.has("fraction")
    before = [] if weeks else number_before(facts, month) or number_after(facts, month)
    return [d for d in (*ranges, *before) if 1 <= d <= 31]


def _without_year(facts: Facts, month: int, days: Sequence[int], fact: Fact) -> Found:
    """A month or day whose year nothing tells; a weekday beside it narrows it."""
    if not days:
        return Found(f"XXXX-{month:02}", used=(fact,))
    ends = [f"XXXX-{month:02}-{day:02}" for day in (days[0], days[-1])]
    value = ends[0] if days[0] == days[-1] else "/".join(ends)
    weekday = facts.first("weekday")
    years = _fitting(NARROWED, month, days[0], weekday) if weekday else []
    told = ", ".join(map(str, years))
    notes = (Step("weekday narrows the year", weekday.text, told),) if weekday else ()
    return Found(value, used=(fact,), notes=notes)


def _fitting(years: Sequence[int], month: int, day: int, weekday: Fact) -> list[int]:
    """The years in which a day of a month is that weekday."""
    found = [(year, exact_day(year, month, day)) for year in years]
    return [y for y, d in found if d and d.span and d.span[0].weekday() == int(weekday.value)]


def _days(facts: Facts, year: int, month: int, days: Sequence[int], fact: Fact) -> Found | None:
    """A day or days of a month: الثالث من مايو, من 3 إلى 5 مايو."""
    weekday = facts.first("weekday")
    if weekday and _stated(facts) is None and not facts.direction and len(days) == 1:
        near = _fitting((year, year - 1, year + 1), month, days[0], weekday)
        year = near[0] if near else year
    first, last = exact_day(year, month, days[0]), exact_day(year, month, days[-1])
    if first is None or last is None or first.span is None or last.span is None:
        return None
    if last.span > first.span:
        span = (first.span[0], last.span[0])
        return Found(f"{first.value}/{last.value}", span, used=(fact,))
    return with_weekday(facts, replace(first, used=(fact,)))


def _week(facts: Facts, year: int, month: int, fact: Fact) -> Found | None:
    latter = any(f.key in LATTER for f in facts.get("direction"))
    span = week_of_month(month_span(year, month), facts.first("ordinal"), latter=latter)
    return Found(f"{span[0]}/{span[1]}", span, used=(fact,)) if span else None


def year_of(facts: Facts, month: int, day: int = 0) -> int | None:
    """The year of a month that stands without one."""
    today = facts.today
    if today is None:
        return None
    if facts.has("unit", "year") and (facts.distance or facts.has("direction", "now")):
        return today.year + facts.distance
    return today.year + _years_off(facts, today, month, day)


def _years_off(facts: Facts, today: date, month: int, day: int) -> int:
    """Years from the article's to that of a bare month: -1, 0 or 1."""
    if facts.direction < 0:
        begun = 0 < day < today.day
        return -(month > today.month or (month == today.month and not begun))
    if facts.has("relation", "since"):
        return -(month > today.month)
    if facts.heading > 0:
        over = month < today.month or (month == today.month and 0 < day < today.day)
        return int(over or (month == today.month and facts.direction > 0 and not day))
    if facts.has("direction", "now"):
        return 0
    if (month - today.month) % 12 > MONTHS_AHEAD:
        return -(month > today.month)
    return int(month < today.month)


def _months_range(facts: Facts, first: Fact, last: Fact) -> Found | None:
    """بين مارس ومايو, من 28 ديسمبر إلى 3 يناير, بين مايو 2022 ويناير 2024."""
    months = (int(first.value), int(last.value))
    years = [y for y in facts.years if y >= FIRST_GREGORIAN]
    end = years[-1] if years else _last_year(facts, months[1])
    if end is None:
        return Found(f"XXXX-{months[0]:02}/XXXX-{months[1]:02}", used=(first, last))
    start = years[0] if len(years) > 1 else end - (months[0] > months[1])
    days = [number_before(facts, f) for f in (first, last)]
    if all(days):
        ends = exact_day(start, months[0], days[0][-1]), exact_day(end, months[1], days[1][-1])
        if ends[0] and ends[1] and ends[0].span and ends[1].span and ends[0].span < ends[1].span:
            days_span = (ends[0].span[0], ends[1].span[0])
            return Found(f"{ends[0].value}/{ends[1].value}", days_span, used=(first, last))
        return None
    span = (month_span(start, months[0])[0], month_span(end, months[1])[1])
    if span[0] > span[1]:
        return None
    return Found(f"{start}-{months[0]:02}/{end}-{months[1]:02}", span, used=(first, last))


def _last_year(facts: Facts, month: int) -> int | None:
    """The year of a range's last month: the last one, unless it is said to lie ahead."""
    if facts.today is None:
        return None
    near = (month - facts.today.month) % 12 <= 1
    if facts.heading or near:
        return year_of(facts, month)
    return facts.today.year - (month > facts.today.month)


def day_of_this_month(facts: Facts) -> Found | None:
    """السابع من الشهر الجاري, 13 الجاري, من 4 إلى 23 من هذا الشهر."""
    if facts.today is None:
        return None
    unit = next((u for u in facts.get("unit") if u.name == "month" and u.definite), None)
    fact = unit or facts.first("direction")
    if fact is None or (unit is None and (fact.name != "now" or facts.get("unit"))):
        return None
    _, span = unit_around(facts.today, "month", facts.distance)
    if unit and facts.has("unit", "week"):
        return _week(_ahead_of(facts, unit), span[0].year, span[0].month, unit)
    before = facts.before(fact)
    lead = before if before and before.key in THIS else fact
    ranges = [d for f in facts.get("day range") for d in (f.triple or ())[:2]]
    days = [d for d in (*ranges, *number_before(facts, lead)) if 1 <= d <= 31]
    return _days(facts, span[0].year, span[0].month, days, fact) if days else None


THIS = frozenset(map(fold, ("هذا",)))


def _ahead_of(facts: Facts, unit: Fact) -> Facts:
    """The facts that stand before a unit, for what is said of its part."""
    return Facts([f for f in facts.all if f.at < unit.at], facts.today, facts.future)


def weekday_of_month(facts: Facts) -> Found | None:
    """أول جمعة من يوليو, آخر اثنين من مارس: the weekday so often in a month."""
    month, weekday = facts.first("month"), facts.first("weekday")
    if month is None or weekday is None or facts.get("number"):
        return None
    before = facts.before(weekday)
    if before and before.kind == "unit" and before.name == "day":
        before = facts.before(before)
    year = _stated(facts) or year_of(facts, int(month.value))
    if before is None or year is None or before.end > weekday.at:
        return None
    begin, end = month_span(year, int(month.value))
    first = begin + timedelta(days=(int(weekday.value) - begin.weekday()) % 7)
    if before.kind == "ordinal" and not before.definite:
        day = first + timedelta(weeks=int(before.value) - 1)
    elif before.kind == "part" and before.key == LAST:
        day = end - timedelta(days=(end.weekday() - int(weekday.value)) % 7)
    else:
        return None
    return exact_day(day.year, day.month, day.day) if begin <= day <= end else None


LAST = fold("آخر")
