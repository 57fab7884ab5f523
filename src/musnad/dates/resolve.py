"""The facts of a time expression → TIMEX3 value, modifier and interval.

Rules are tried in the order of RULES, the most explicit first: a full date wins over a weekday, a
weekday over a part of the day. Each is a function of the facts; its name stands in the steps. News
tells the past: a bare weekday or month is the last one up to the day of publication, unless a word
of the future stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from musnad.dates.counts import counted, counted_from, is_period, repeated, successive
from musnad.dates.days import (
    around_today,
    day_alone,
    every_weekday,
    full_date,
    named_date,
    named_day,
    part_of_today,
    weekday_named,
    weekday_of_week,
)
from musnad.dates.expression import MODIFIERS, Facts, Found
from musnad.dates.facts import LONGEST, Fact, read_facts
from musnad.dates.hijri import hijri_date
from musnad.dates.month_dates import day_of_this_month, month_date, weekday_of_month
from musnad.dates.periods import (
    calendar_unit,
    century,
    decade,
    months_of_year,
    season,
    vague,
    years,
)
from musnad.records import Step, Timex, TimexType
from musnad.script import fold

FIRST_PUBLISHED, LAST_PUBLISHED = 1800, 2500
"""Years of a newspaper's date; another is an error of its page, and nothing is counted from it."""

LOOSE = frozenset(("day part", "clock", "hour", "filler", "late"))
"""Facts that name no day."""

NEAR_CONTEXT = 7
"""Days from the article's within which a part of the day belongs to the day told before."""

BESIDE = {1: frozenset(map(fold, ("التالي", "الموالي"))), -1: frozenset(map(fold, ("السابق",)))}
"""Days from the one that was told before, by what stands after اليوم."""

RULES: tuple[Callable[[Facts], Found | None], ...] = (
    full_date,
    named_date,
    hijri_date,
    weekday_of_month,
    month_date,
    weekday_of_week,
    day_of_this_month,
    day_alone,
    named_day,
    successive,
    every_weekday,
    repeated,
    months_of_year,
    counted_from,
    around_today,
    weekday_named,
    decade,
    century,
    season,
    years,
    counted,
    calendar_unit,
    part_of_today,
    vague,
)


def resolve_time(
    text: str,
    *,
    published: date | None = None,
    context: date | None = None,
    future: bool = False,
) -> Timex:
    """What a time expression means in an article.

    Args:
        text: the expression as written, with or without its preposition.
        published: the article's date; without it relative expressions keep partial values.
        context: the day that the article last spoke of, for اليوم نفسه and اليوم التالي.
        future: whether what is timed is announced or planned: a bare weekday or month is then the
            next one.

    Example:
        >>> resolve_time("مساء الجمعة الماضي", published=date(2015, 8, 4)).begin
        '2015-07-31'
    """
    if len(text) > LONGEST:
        return Timex(text, "DATE", None, steps=(Step("too long", text[:LONGEST]),))
    if published is not None and not FIRST_PUBLISHED <= published.year <= LAST_PUBLISHED:
        published = None
    facts = _seen_in(Facts(read_facts(text), published, future, context))
    told = _told_day(facts)
    if told is not None:
        return _from_told(text, told, context)
    for rule in RULES:
        found = rule(facts)
        if found is not None:
            name = rule.__name__.replace("_", " ")
            return _timex(text, name, facts, _related(facts, found))
    return Timex(text, "DATE", None, steps=tuple(Step(f.kind, f.text) for f in facts.all))


def _seen_in(facts: Facts) -> Facts:
    """A part of the day alone belongs to the day that was spoken of last, if that is near."""
    context, today = facts.context, facts.today
    if context is None or not facts.all or not all(f.kind in LOOSE for f in facts.all):
        return facts
    far = today is not None and not -NEAR_CONTEXT <= (context - today).days <= 0
    return facts if far else Facts(facts.all, context, facts.future)


def _told_day(facts: Facts) -> int | None:
    """Days from the day that the article spoke of before: اليوم نفسه 0, اليوم التالي 1."""
    if not facts.has("day") or facts.has("weekday") or facts.has("month"):
        return None
    if facts.has("same") or facts.has("told"):
        return 0
    beside = [f.key for f in facts.get("direction")]
    return next((days for days, words in BESIDE.items() if not words.isdisjoint(beside)), None)


def _from_told(text: str, days: int, context: date | None) -> Timex:
    if context is None:
        return Timex(text, "DATE", None, steps=(Step("day told before", text),))
    day = (context + timedelta(days=days)).isoformat()
    return Timex(text, "DATE", day, None, day, day, (Step("day told before", text, day),))


def _timex(text: str, rule: str, facts: Facts, found: Found) -> Timex:
    begin, end = found.span or (None, None)
    steps = [
        Step(f.kind, f.text, f.name or (f"{f.value:g}" if f.value else "")) for f in found.used
    ]
    modifier = found.modifier or next(
        (MODIFIERS[f.name] for f in facts.get("modifier") if f.name in MODIFIERS), None
    )
    value, kind = _with_day_part(facts, found)
    return Timex(
        text,
        kind,
        value,
        modifier,
        begin.isoformat() if begin else None,
        end.isoformat() if end else None,
        (*steps, *found.notes, Step(rule, text, value or "")),
    )


def _with_day_part(facts: Facts, found: Found) -> tuple[str | None, TimexType]:
    """A day with the part of it or the clock time that is named."""
    value = found.value
    if value is None or not _is_day(value) or found.kind != "DATE":
        return value, found.kind
    clock = facts.first("hour") or facts.first("clock")
    if clock and clock.triple:
        return f"{value}T{_clock(facts, clock)}", "TIME"
    part = facts.first("day part")
    name = part.name if part else "NI" if facts.has("late") else ""
    return (f"{value}T{name}", "TIME") if name else (value, found.kind)


def _is_day(value: str) -> bool:
    weekday = value.startswith("XXXX-WXX-")
    return weekday or (len(value) == len("2015-08-02") and "/" not in value)


LATE_PARTS = ("EV", "AF", "NI")
NIGHT_HOURS = 5
"""Hours after midnight that belong to a night: الثالثة ليلا is 03:00."""


def _clock(facts: Facts, clock: Fact) -> str:
    hour, minute, _ = clock.triple or (0, 0, 0)
    night = facts.has("day part", "NI")
    if hour == 12 and night:
        return f"00:{minute:02}"
    later = facts.has("day part", *LATE_PARTS) and (hour >= NIGHT_HOURS or not night)
    noon = facts.has("day part", "MI") and hour < NIGHT_HOURS
    return f"{(hour + 12 if hour < 12 and (later or noon) else hour) % 24:02}:{minute % 60:02}"


def _related(facts: Facts, found: Found) -> Found:
    """منذ X runs from X to the article's day, حتى X up to X."""
    relation = next((f.name for f in facts.get("relation") if f.name in RUNNING), "")
    if not relation or found.value is None or found.span is None or facts.today is None:
        return found
    if found.kind != "DATE" or is_period(found.value) or _given_interval(facts, found):
        return found
    begin, end = found.span
    if facts.has("day part") or facts.has("hour") or facts.has("clock"):
        return found
    if relation != "until" and begin < facts.today and end != facts.today:
        fine = _fineness(found)
        ends = (begin.isoformat()[:fine], facts.today.isoformat()[:fine])
        value = "/".join(ends) if ends[0] != ends[1] else ends[0]
        return replace(found, value=value, span=(begin, facts.today))
    if relation == "until" and end > facts.today:
        return replace(found, value=f"{facts.today}/{end}", span=(facts.today, end))
    return found


RUNNING = frozenset(("since", "from on", "until"))


def _given_interval(facts: Facts, found: Found) -> bool:
    """Whether the expression tells both ends itself: من 3 إلى 5, منذ 2011 وحتى 2014."""
    if "/" not in (found.value or ""):
        return False
    return not (facts.has("hijri month") or facts.has("named date"))


YEAR, MONTH, DAY = 4, 7, 10
"""Characters of an ISO date up to the year, the month and the day."""


def _fineness(found: Found) -> int:
    """How much of a day an interval from it tells: a decade gives years, a week days."""
    value = found.value or ""
    if found.modifier or "W" in value or "/" in value:
        return DAY
    if len(value) < MONTH:
        return YEAR
    return MONTH if len(value) == MONTH else DAY
