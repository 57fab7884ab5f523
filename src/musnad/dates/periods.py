"""Rules for weeks, months, years, seasons, decades and centuries, and for vague words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from musnad.dates.days import FIRST_GREGORIAN
from musnad.dates.expression import Facts, Found
from musnad.dates.facts import Fact
from musnad.dates.month_dates import year_of
from musnad.dates.parts import parted
from musnad.dates.spans import day_span, month_span, unit_around, year_span
from musnad.records import Step

SEASON_CODES = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}
SEASON_STARTS = {1: 3, 2: 6, 3: 9, 4: 12}
"""The month of equinox or solstice; a season is three months from it."""

LAST_CENTURY = 30
CALENDAR_UNITS = frozenset(("week", "month", "year", "day", "night", "decade"))


def calendar_unit(facts: Facts) -> Found | None:
    """الأسبوع الماضي, هذا الشهر, العام المقبل, مطلع العام, الأسبوع قبل الماضي."""
    units = [u for u in facts.get("unit") if u.name in CALENDAR_UNITS and u.value >= 0]
    told = facts.has("direction") or facts.has("part") or any(u.definite for u in units)
    if not units or not told:
        return None
    unit = units[-1] if len(units) > 1 and units[-1].definite else units[0]
    after = facts.after(unit)
    one_of_many = after is not None and after.kind in {"ordinal", "relative"}
    if one_of_many or (unit.name in {"day", "night", "decade"} and not facts.direction):
        return None
    if facts.has("same") or facts.has("told"):
        return _told_before(facts, unit)
    if facts.today is None:
        names = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
        return Found(names[facts.direction], used=(unit,))
    if unit.name == "decade":
        return _decade_from(facts.today.year // 10 + facts.distance)
    value, span = unit_around(facts.today, unit.name, facts.distance)
    return parted(facts, Found(value, span, used=(unit,)))


def _told_before(facts: Facts, unit: Fact) -> Found:
    """الشهر نفسه, نفس العام: of the day told before, or unknown."""
    if facts.context is None or unit.name == "decade":
        return Found(None, used=(unit,), notes=(Step("day told before", unit.text),))
    value, span = unit_around(facts.context, unit.name, 0)
    return Found(value, span, used=(unit,))


def months_of_year(facts: Facts) -> Found | None:
    """الأشهر الستة الأولى من العام الجاري, الشهر الأول من 2014."""
    unit = next((u for u in facts.get("unit") if u.name == "month" and u.definite), None)
    ordinal = facts.first("ordinal")
    year = _container_year(facts)
    if unit is None or ordinal is None or year is None or facts.has("month"):
        return None
    number = facts.first("number")
    if unit.value >= 0 and ordinal.at == unit.end and number is None:
        first = last = int(ordinal.value)
    elif unit.value < 0 and number is not None and ordinal.value == 1:
        first, last = 1, int(number.value)
    else:
        return None
    if not 1 <= last <= YEAR_MONTHS:
        return None
    span = (date(year, first, 1), month_span(year, last)[1])
    value = f"{year}-{first:02}" + (f"/{year}-{last:02}" if last > first else "")
    return Found(value, span, used=(unit, ordinal))


YEAR_MONTHS = 12


def _container_year(facts: Facts) -> int | None:
    """The year that something is a part of: as stated, or this or the last one."""
    if facts.year:
        return facts.year
    told = any(u.name == "year" and u.definite for u in facts.get("unit"))
    told = told or (facts.has("unit", "year") and facts.has("direction"))
    return facts.today.year + facts.distance if told and facts.today else None


def years(facts: Facts) -> Found | None:
    """عام 2015, بين عامي 2011 و2014, نهاية 2019, الربع الأول من 2018."""
    stated = facts.years
    hijri = facts.has("era", "hijri") or (bool(stated) and stated[0] < FIRST_GREGORIAN)
    if not stated or hijri:
        return None
    used = tuple(facts.get("year"))
    first, last = stated[0], stated[-1]
    if first < last:
        return Found(f"{first}/{last}", (date(first, 1, 1), date(last, 12, 31)), used=used)
    return parted(facts, Found(f"{first:04}", year_span(first), used=used))


def decade(facts: Facts) -> Found | None:
    """تسعينيات القرن الماضي, الثمانينيات."""
    fact = facts.first("decade")
    if fact is None:
        return None
    number = 190 + int(fact.value) // 10
    if int(fact.value) < 30 and facts.today and facts.has("direction", "now"):
        number += 10
    return parted(facts, replace(_decade_from(number), used=(fact,)))


def _decade_from(number: int) -> Found:
    return Found(str(number), (date(number * 10, 1, 1), date(number * 10 + 9, 12, 31)))


def season(facts: Facts) -> Found | None:
    """صيف 2014, الشتاء الماضي."""
    fact = facts.first("season")
    if fact is None:
        return None
    code, first = SEASON_CODES[int(fact.value)], SEASON_STARTS[int(fact.value)]
    year = facts.year or year_of(facts, first)
    if year is None:
        return Found(f"XXXX-{code}", used=(fact,))
    last = month_span(year + (first == 12), (first + 1) % 12 + 1)
    return Found(f"{year}-{code}", (date(year, first, 1), last[1]), used=(fact,))


def century(facts: Facts) -> Found | None:
    """القرن الماضي, القرن العشرين."""
    fact = facts.first("century")
    if fact is None:
        return None
    ordinal = facts.first("ordinal") or facts.first("number")
    if ordinal is None and not (facts.direction or facts.has("direction", "now")):
        return None
    now = (facts.today.year // 100) if facts.today else 20
    number = int(ordinal.value) - 1 if ordinal else now + facts.distance
    if not 0 < number < LAST_CENTURY:
        return None
    span = (date(number * 100, 1, 1), date(number * 100 + 99, 12, 31))
    return Found(str(number), span, used=(fact,))


def vague(facts: Facts) -> Found | None:
    """مؤخرا, حاليا, قريبا."""
    fact = facts.first("vague")
    if fact is None:
        return None
    now = facts.today if fact.name == "PRESENT_REF" else None
    return Found(fact.name, day_span(now) if now else None, used=(fact,))
