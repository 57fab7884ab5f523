"""Parts of months, years and weeks: مطلع, منتصف, أواخر; halves, thirds and quarters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from musnad.dates.expression import MODIFIERS, Facts, Found
from musnad.dates.facts import Fact
from musnad.dates.spans import MONTH_DAYS, YEAR_DAYS, Span, month_span, part_of
from musnad.script import fold

LAST_DAY = tuple(map(fold, ("نهاية", "ختام", "سلخ", "غرة", "فاتح")))
"""Words for the last or first day itself, where أواخر and مطلع are ten days."""

LATTER = frozenset(map(fold, ("الأخير", "الأخيرة")))
CODES = {2: "H", 4: "Q"}
"""Letters of half-years and quarters."""

MIDDLE_OF_MONTH = 15


def parted(facts: Facts, found: Found) -> Found:
    """A month, year or week, or the part of it that is named."""
    if found.span is None:
        return found
    fraction = facts.first("fraction")
    which = _which(facts, fraction) if fraction else 0
    if fraction and which:
        return _fraction(found, fraction, which)
    part = facts.first("part")
    if part is None:
        return found
    if part.name == "END" and facts.has("relation", "ago"):
        return replace(found, modifier="BEFORE")
    span = part_of(found.span, part.name, last_day=part.key.endswith(LAST_DAY))
    value = found.value or ""
    if "/" in value:
        value = f"{span[0]}/{span[1]}" if span[0] != span[1] else f"{span[0]}"
    used = (part, *found.used)
    return replace(found, value=value, span=span, modifier=MODIFIERS[part.name], used=used)


def _which(facts: Facts, fraction: Fact) -> int:
    """The number of a half or quarter: النصف الثاني is 2, الربع الأخير 4; 0 if none is told."""
    after = facts.after(fraction)
    if after is None or not fraction.definite:
        return 0
    if after.kind == "ordinal" and after.value <= fraction.value:
        return int(after.value)
    return int(fraction.value) if after.key in LATTER else 0


def _fraction(found: Found, fraction: Fact, which: int) -> Found:
    begin, end = found.span or (date.min, date.min)
    parts = int(fraction.value)
    size = (end - begin).days + 1
    used = (fraction, *found.used)
    if size in YEAR_DAYS:
        months = 12 // parts
        first, last = months * (which - 1) + 1, months * which
        span = (date(begin.year, first, 1), month_span(begin.year, last)[1])
        code = f"{begin.year}-{CODES[parts]}{which}" if parts in CODES else found.value
        return replace(found, value=code, span=span, used=used)
    if size in MONTH_DAYS:
        span = _part_of_month((begin, end), parts, which)
        return replace(found, span=span, used=used)
    return found


def _part_of_month(span: Span, parts: int, which: int) -> Span:
    """Halves of 15 days, thirds of ten, quarters of a week; the last one to the month's end."""
    length = {2: MIDDLE_OF_MONTH, 3: 10, 4: 7}[parts]
    first = span[0] + timedelta(days=length * (which - 1))
    last = first + timedelta(days=length - 1)
    return first, span[1] if which == parts else last


def week_of_month(month: Span, ordinal: Fact | None, *, latter: bool) -> Span | None:
    """الأسبوع الأول من فبراير: seven days, counted from the first of the month, or its last."""
    begin, end = month
    if latter:
        return end - timedelta(days=6), end
    if ordinal is None:
        return None
    first = begin + timedelta(days=7 * (int(ordinal.value) - 1))
    return (first, min(end, first + timedelta(days=6))) if first <= end else None
