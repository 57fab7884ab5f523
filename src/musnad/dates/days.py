"""Rules for single days: dates in figures, named days, today and its neighbours, weekdays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from musnad.dates.expression import Facts, Found
from musnad.dates.facts import Fact
from musnad.dates.hijri import hijri_day, hijri_year
from musnad.dates.lexicon import WEEKDAY_NAMES
from musnad.dates.spans import Span, day_span, unit_around
from musnad.records import Step
from musnad.script import fold

FIRST_GREGORIAN = 1700
"""Years below it are Hijri ones; from it on they are Gregorian."""

MOST_DAYS = 10_000


def full_date(facts: Facts) -> Found | None:
    """Dates in figures: 2/8/2015, 2015-08-02; Hijri where the year says so."""
    for fact in facts.get("date"):
        a, b, c = fact.triple or (0, 0, 0)
        year, month, day = (a, b, c) if a > 31 else (c, b, a)
        if month > 12 >= day:
            month, day = day, month
        year += 2000 if year < 50 else 1900 if year < 100 else 0
        if facts.has("era", "hijri") or year < FIRST_GREGORIAN:
            found = _hijri_or_none(year, month, day)
        else:
            found = exact_day(year, month, day)
        if found:
            return with_weekday(facts, replace(found, used=(fact,)))
    return None


def _hijri_or_none(year: int, month: int, day: int) -> Found | None:
    exact = hijri_day(year, month, day)
    return exact_day(exact.year, exact.month, exact.day) if exact else None


def exact_day(year: int, month: int, day: int) -> Found | None:
    """A Gregorian day; None if there is none such."""
    try:
        exact = date(year, month, day)
    except ValueError:
        return None
    return Found(exact.isoformat(), day_span(exact))


def with_weekday(facts: Facts, found: Found) -> Found:
    """A day with a step that says so where the weekday beside it is another one's."""
    told = facts.first("weekday")
    if told is None or found.span is None or found.span[0] != found.span[1]:
        return found
    if found.span[0].weekday() == int(told.value):
        return found
    held = WEEKDAY_NAMES[found.span[0].weekday()]
    note = Step("weekday contradicts the date", told.text, f"{found.value} is {held}")
    return replace(found, notes=(*found.notes, note))


def named_date(facts: Facts) -> Found | None:
    """هجمات 11 سبتمبر, الحرب العالمية الثانية: what is named for its time."""
    fact = facts.first("named date")
    if fact is None or facts.year:
        return None
    first, _, last = fact.name.partition("/")
    span: Span = (
        date.fromisoformat(f"{first}-01-01"[:10]),
        date.fromisoformat(f"{last or first}-12-31"[:10]),
    )
    return Found(fact.name, span, used=(fact,))


def named_day(facts: Facts) -> Found | None:
    """رأس السنة, عيد الفطر: days that have a name, in the year stated or nearest."""
    fact = facts.first("named day")
    if fact is None:
        return None
    hijri, _, name = fact.name.rpartition(" ")
    month, number = (int(n) for n in name.split("-"))
    if hijri:
        year = hijri_year(facts, month)
        found = _hijri_or_none(year, month, number) if year else None
    else:
        found = _nearest_of_year(facts, month, number)
    if found is None:
        return None if hijri else Found(f"XXXX-{name}", used=(fact,))
    return replace(_eve(facts, found), used=(fact,))


def _nearest_of_year(facts: Facts, month: int, number: int) -> Found | None:
    if facts.year:
        return exact_day(facts.year, month, number)
    today = facts.today
    if today is None:
        return None
    days = [date(today.year + n, month, number) for n in (-1, 0, 1)]
    days = [d for d in days if fits(facts, d)] or days
    best = min(days, key=lambda d: abs((d - today).days))
    return exact_day(best.year, best.month, best.day)


def _eve(facts: Facts, found: Found) -> Found:
    """عشية عيد الميلاد, ليلة رأس السنة: the evening before."""
    eve = any(f.key in EVES for f in facts.get("day part"))
    if not eve or found.span is None:
        return found
    day = found.span[0] - timedelta(days=1)
    return replace(found, value=day.isoformat(), span=day_span(day))


EVES = frozenset(map(fold, ("عشية", "ليلة")))


def fits(facts: Facts, day: date) -> bool:
    """Whether a day lies on the side of the article's that the expression names."""
    if facts.today is None or not facts.direction:
        return True
    return (day - facts.today).days * facts.direction > 0


def around_today(facts: Facts) -> Found | None:
    """اليوم، أمس، غدا، أول من أمس; two of them are an interval."""
    days = facts.get("day")
    if not days or _of_a_series(facts):
        return None
    if facts.today is None:
        names = {0: "PRESENT_REF", 1: "FUTURE_REF", 2: "FUTURE_REF"}
        return Found(names.get(int(days[0].value), "PAST_REF"), used=(days[0],))
    shift = shift_of(facts)
    found = sorted({facts.today + timedelta(days=int(d.value) + shift) for d in days})
    weekday = facts.first("weekday")
    if len(days) == 1 and weekday and facts.has("relation", "until") and not names_its_day(facts):
        other = nearest(facts, int(weekday.value), heading=0)
        found = sorted({*found, other})
    if len(found) > 1:
        return Found(f"{found[0]}/{found[-1]}", (found[0], found[-1]), used=tuple(days))
    notes = (_redated(facts, weekday, shift),) if weekday and shift else ()
    return Found(found[0].isoformat(), day_span(found[0]), used=tuple(days), notes=notes)


def _redated(facts: Facts, weekday: Fact, shift: int) -> Step:
    """What is told where اليوم and its weekday do not fit the article's date: the weekday wins."""
    today = facts.today or date.today()
    written = today + timedelta(days=shift)
    return Step("weekday contradicts the publication date", weekday.text, f"written {written}")


def _of_a_series(facts: Facts) -> bool:
    """اليوم الثالث of a strike, اليوم الذي … is some day, not today."""
    after = facts.after(facts.get("day")[0])
    return after is not None and after.kind in {"ordinal", "relative"}


def names_its_day(facts: Facts) -> bool:
    """Whether a weekday stands beside اليوم or أمس, as the name of that day."""
    days, weekdays = facts.get("day"), facts.get("weekday")
    if len(days) != 1 or len(weekdays) != 1:
        return False
    return weekdays[0].at - days[0].end in {0, 1} and not _linked(facts, weekdays[0])


def _linked(facts: Facts, weekday: Fact) -> bool:
    before = facts.before(weekday)
    joined = before is not None and before.kind in {"relation", "link"}
    return joined or weekday.text.startswith("و")


def shift_of(facts: Facts) -> int:
    """Days by which a weekday beside اليوم or أمس says that the article is older than its date."""
    days, weekdays = facts.get("day"), facts.get("weekday")
    if facts.today is None or not names_its_day(facts):
        return 0
    told = facts.today + timedelta(days=int(days[0].value))
    return (int(weekdays[0].value) - told.weekday() + 3) % 7 - 3


def weekday_named(facts: Facts) -> Found | None:
    """الجمعة الماضي, الثلاثاء المقبل, ليل السبت الأحد."""
    days = facts.get("weekday")
    if not days:
        return None
    if facts.today is None:
        return Found(f"XXXX-WXX-{int(days[0].value) + 1}", used=tuple(days))
    found = [nearest(facts, int(d.value)) for d in days]
    if len(found) > 1:
        return _from_day_to_day(facts, days, found)
    return Found(found[0].isoformat(), day_span(found[0]), used=tuple(days))


def weekday_of_week(facts: Facts) -> Found | None:
    """الجمعة من الأسبوع المقبل: the weekday of a week, which begins on Monday as ISO has it."""
    weekdays = facts.get("weekday")
    week = next((u for u in facts.get("unit") if u.name == "week" and u.definite), None)
    if not weekdays or week is None or facts.today is None or facts.has("ordinal"):
        return None
    if not (facts.direction or facts.has("direction", "now")) or facts.has("number"):
        return None
    _, (monday, _sunday) = unit_around(facts.today, "week", facts.distance)
    first = monday + timedelta(days=int(weekdays[0].value))
    last = first + timedelta(days=(int(weekdays[-1].value) - first.weekday()) % 7)
    value = first.isoformat() if first == last else f"{first}/{last}"
    return Found(value, (first, last), used=(*weekdays, week))


def day_alone(facts: Facts) -> Found | None:
    """يوم 27: of the article's month, or of the last one that has come to it; ahead the next."""
    day = facts.first("unit")
    number = facts.after(day) if day else None
    if day is None or number is None or facts.today is None or len(facts.get("number")) > 1:
        return None
    alone = day.name == "day" and not day.value and not day.definite and number.end > day.end
    alone = alone and number.text[:1].isdigit()
    if not alone or number.kind != "number" or number.at != day.end or facts.has("year"):
        return None
    begin = facts.today.replace(day=1)
    ahead = facts.heading > 0 and number.value < facts.today.day
    behind = facts.heading <= 0 and number.value > facts.today.day
    _, (first, _last) = unit_around(begin, "month", int(ahead) - int(behind))
    found = exact_day(first.year, first.month, int(number.value))
    return replace(found, used=(day, number)) if found else None


def every_weekday(facts: Facts) -> Found | None:
    """كل جمعة, كل يوم جمعة, أيام الجمعة."""
    days = facts.get("weekday")
    each = facts.has("every") or facts.has("set", "P1D") or _many_days(facts)
    if not days or not each:
        return None
    return Found(f"XXXX-WXX-{int(days[0].value) + 1}", kind="SET", used=tuple(days))


def _many_days(facts: Facts) -> bool:
    """أيام الجمعة, without a number."""
    return any(f.name == "day" and f.value < 0 for f in facts.get("unit")) and not (
        facts.has("number") or facts.direction
    )


def _from_day_to_day(facts: Facts, days: list[Fact], found: list[date]) -> Found:
    """Weekdays as an interval; of the past, the last one is the nearest."""
    reach = (int(days[-1].value) - int(days[0].value)) % 7
    first = found[0] if facts.heading > 0 else found[-1] - timedelta(days=reach)
    last = first + timedelta(days=reach)
    value = f"{first}/{last}" if last != first else first.isoformat()
    return Found(value, (first, last), used=tuple(days))


def nearest(facts: Facts, weekday: int, *, heading: int | None = None) -> date:
    """The day of a weekday: the last one up to the article's, or the next one."""
    today = facts.today or date.today()
    further = 7 * (max(1, abs(facts.distance)) - 1)
    heading = facts.heading if heading is None else heading
    if facts.direction > 0:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1 + further)
    if heading > 0:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    back = (today.weekday() - weekday) % 7
    if facts.direction < 0 and back == 0:
        back = 7
    return today - timedelta(days=back + further)


def part_of_today(facts: Facts) -> Found | None:
    """مساء, فجرا, الساعة 21:30 alone: of the article's day."""
    kinds = ("hour", "clock", "day part", "late")
    fact = next((f for kind in kinds if (f := facts.first(kind))), None)
    if fact is None:
        return None
    if fact.kind == "day part" and (facts.has("unknown") or facts.has("relative")):
        return Found(None, used=(fact,))
    if facts.today is None:
        return Found("XXXX-XX-XX", used=(fact,))
    day = facts.today + timedelta(days=facts.distance if facts.has("day part", "NI") else 0)
    return Found(day.isoformat(), day_span(day), used=(fact,))
