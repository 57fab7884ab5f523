"""The facts of a time expression → TIMEX3 value, modifier and interval.

Rules are tried in the order of RULES, the most explicit first: a full date wins over a weekday, a
weekday over a part of the day. Each is a function of the facts; its name, without the underscore,
stands in the steps. News tells the past: a bare weekday or month is the last one up to the day of
publication, unless a word of the future stands beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from hijridate import Hijri

from musnad.dates.facts import LONGEST, Fact, read_facts
from musnad.dates.spans import (
    UNIT_CODES,
    Span,
    day_span,
    month_span,
    part_of,
    shifted,
    unit_around,
    year_span,
)
from musnad.records import Step, Timex, TimexModifier, TimexType

PERIOD = "P"
MODIFIERS: dict[str, TimexModifier] = {
    "START": "START", "MID": "MID", "END": "END", "APPROX": "APPROX", "MORE_THAN": "MORE_THAN",
    "LESS_THAN": "LESS_THAN", "EQUAL_OR_MORE": "EQUAL_OR_MORE",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule made of the facts.

    Attributes:
        value: TIMEX3 value.
        span: first and last day; None if the article's date would be needed.
        kind: TIMEX3 type.
        used: the facts that it read.
    """

    value: str
    span: Span | None = None
    kind: TimexType = "DATE"
    used: tuple[Fact, ...] = ()
    modifier: TimexModifier | None = None


@dataclass(frozen=True)
class Facts:
    """The facts of an expression, by kind, and the article's date."""

    all: Sequence[Fact]
    today: date | None
    future: bool = False
    by_kind: dict[str, list[Fact]] = field(init=False)

    def __post_init__(self) -> None:
        table: dict[str, list[Fact]] = {}
        for fact in self.all:
            table.setdefault(fact.kind, []).append(fact)
        object.__setattr__(self, "by_kind", table)

    def get(self, kind: str) -> list[Fact]:
        """The facts of one kind, in order."""
        return self.by_kind.get(kind, [])

    def first(self, kind: str) -> Fact | None:
        """The first fact of a kind."""
        return next(iter(self.get(kind)), None)

    def has(self, kind: str, *names: str) -> bool:
        """Whether a fact of a kind and of one of these names is stated."""
        return any(not names or fact.name in names for fact in self.get(kind))

    @property
    def direction(self) -> int:
        """-1 past, 1 future, 0 neither, as the expression says it."""
        if self.has("direction", "future"):
            return 1
        return -1 if self.has("direction", "past") else 0

    @property
    def heading(self) -> int:
        """The direction, also as the relation or the event's own tense gives it."""
        told = self.direction
        ahead = self.future or self.has("relation", "until")
        return told or (1 if ahead and not self.has("direction", "now") else 0)

    @property
    def year(self) -> int | None:
        """A year that is stated, in figures or in words after سنة or عام."""
        years = [int(f.value) for f in self.get("year")]
        return years[0] if years else None


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
    facts = Facts(read_facts(text), published, future)
    if context is not None and facts.all and all(f.kind in LOOSE for f in facts.all):
        facts = Facts(facts.all, context, future)
    told = _told_day(facts)
    if told is not None:
        if context is None:
            return Timex(text, "DATE", None, steps=(Step("day told before", text),))
        day = context + timedelta(days=told)
        return Timex(text, "DATE", day.isoformat(), None, day.isoformat(), day.isoformat())
    for rule in RULES:
        found = rule(facts)
        if found is not None:
            name = rule.__name__.strip("_").replace("_", " ")
            return _timex(text, name, facts, _related(facts, found))
    return Timex(text, "DATE", None, steps=tuple(Step(f.kind, f.text) for f in facts.all))


FIRST_PUBLISHED, LAST_PUBLISHED = 1800, 2500
"""Years of a newspaper's date; another is an error of its page, and nothing is counted from it."""


def _told_day(facts: Facts) -> int | None:
    """Days from the day that the article spoke of before: اليوم نفسه 0, اليوم التالي 1."""
    if not facts.has("day") or facts.has("weekday") or facts.has("month"):
        return None
    if any(f.kind == "same" for f in facts.all):
        return 0
    return 1 if any(f.text in FOLLOWING for f in facts.get("direction")) else None


LOOSE = frozenset(("day part", "clock", "hour", "filler"))
"""Facts that name no day."""

FOLLOWING = frozenset(("التالي", "الموالي"))


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
        (*steps, Step(rule, text, value)),
    )


def _with_day_part(facts: Facts, found: Found) -> tuple[str, TimexType]:
    """A day with the part of it or the clock time that is named."""
    one_day = len(found.value) == len("2015-08-02") and found.kind == "DATE"
    if not one_day or not found.value[-1].isdigit():
        return found.value, found.kind
    clock = facts.first("clock") or facts.first("hour")
    if clock and clock.triple:
        return f"{found.value}T{_clock(facts, clock)}", "TIME"
    part = facts.first("day part")
    return (f"{found.value}T{part.name}", "TIME") if part else (found.value, found.kind)


def _clock(facts: Facts, clock: Fact) -> str:
    hour, minute, _ = clock.triple or (0, 0, 0)
    later = (
        facts.has("day part", "EV", "AF", "NI")
        and hour < 12
        and (hour >= 5 or not facts.has("day part", "NI"))
    )
    return f"{(hour + 12 if later else hour) % 24:02}:{minute % 60:02}"


def _related(facts: Facts, found: Found) -> Found:
    """منذ X runs from X to the article's day, حتى X up to X."""
    relation = next((f.name for f in facts.get("relation") if f.name in {"since", "until"}), "")
    if not relation or found.span is None or facts.today is None or found.kind == "DURATION":
        return found
    if found.value.startswith(PERIOD) or "/" in found.value or len(facts.get("number")) > 1:
        return found
    begin, end = found.span
    if facts.has("day part") or facts.has("hour") or facts.has("clock"):
        return found
    if relation == "since" and begin < facts.today and end != facts.today:
        fine = len("2015-08-02") if found.modifier else len(found.value)
        ends = (begin.isoformat()[:fine], facts.today.isoformat()[:fine])
        return replace(found, value="/".join(ends), span=(begin, facts.today))
    if relation == "until" and end > facts.today:
        return replace(found, value=f"{facts.today}/{end}", span=(facts.today, end))
    return found


def _full_date(facts: Facts) -> Found | None:
    """Dates in figures: 2/8/2015, 2015-08-02; Hijri where the year says so."""
    for fact in facts.get("date"):
        a, b, c = fact.triple or (0, 0, 0)
        year, month, day = (a, b, c) if a > 31 else (c, b, a)
        if month > 12 >= day:
            month, day = day, month
        year += 2000 if year < 50 else 1900 if year < 100 else 0
        found = _hijri_day(year, month, day) if year < 1700 else _day(year, month, day)
        if found:
            return replace(found, used=(fact,))
    return None


def _day(year: int, month: int, day: int) -> Found | None:
    try:
        exact = date(year, month, day)
    except ValueError:
        return None
    return Found(exact.isoformat(), day_span(exact))


def _hijri_day(year: int, month: int, day: int) -> Found | None:
    try:
        exact = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return _day(exact.year, exact.month, exact.day)


def _hijri_date(facts: Facts) -> Found | None:
    """15 شعبان 1436, رمضان الماضي: a Hijri month, with the day and year if they are stated."""
    months = facts.get("hijri month")
    if not months or facts.has("month"):
        return None
    fact, day = months[0], _day_number(facts, months[0])
    year = facts.year or _hijri_year(facts, int(fact.value))
    if year is None or year > 1700:
        return None
    if day:
        found = _hijri_day(year, int(fact.value), day)
        return replace(found, used=(fact,)) if found else None
    try:
        first = Hijri(year, int(fact.value), 1)
        begin, end = first.to_gregorian(), Hijri(year, int(fact.value), first.month_length())
    except (ValueError, OverflowError):
        return None
    span = (date(begin.year, begin.month, begin.day), _gregorian(end))
    return _parted(facts, Found(f"{span[0]}/{span[1]}", span, used=(fact,)))


def _gregorian(day: Hijri) -> date:
    found = day.to_gregorian()
    return date(found.year, found.month, found.day)


def _hijri_year(facts: Facts, month: int) -> int | None:
    """The Hijri year in which a month without one was last, or will be next."""
    if facts.today is None:
        return None
    try:
        from_today = [
            (abs((_gregorian(Hijri(year, month, 1)) - facts.today).days), year)
            for year in range(facts.today.year - 580, facts.today.year - 576)
            if _fits(facts, _gregorian(Hijri(year, month, 1)))
        ]
    except (ValueError, OverflowError):
        return None
    return min(from_today)[1] if from_today else None


def _fits(facts: Facts, day: date) -> bool:
    if facts.today is None or not facts.direction:
        return True
    return (day - facts.today).days * facts.direction > 0


def _day_number(facts: Facts, month: Fact) -> int:
    """The day of the month that stands right before its name; 0 if none does."""
    before = [f for f in facts.all if f.at < month.at and f.kind in {"number", "ordinal"}]
    day = int(before[-1].value) if before else 0
    return day if 1 <= day <= 31 else 0


def _month_date(facts: Facts) -> Found | None:
    """15 فبراير (شباط) 2015, الثالث من مايو, من 3 إلى 5 مايو, مطلع سبتمبر الجاري, تموز/يوليو."""
    months = facts.get("month")
    if not months:
        return None
    fact, month = months[0], int(months[0].value)
    days = _days_before(facts, fact)
    year = facts.year or _year_of(facts, month)
    if year is None:
        day = f"-{days[0]:02}" if days else ""
        return Found(f"XXXX-{month:02}{day}", used=(fact,))
    other = next((m for m in months if int(m.value) != month), None)
    if days:
        return _days_of_month(facts, year, month, days, fact)
    if other:
        return _months_range(year, month, int(other.value), (fact, other))
    return _parted(facts, Found(f"{year}-{month:02}", month_span(year, month), used=(fact,)))


def _days_of_month(
    facts: Facts, year: int, month: int, days: Sequence[int], fact: Fact
) -> Found | None:
    """A day or days of a month: الثالث من مايو, من 3 إلى 5 مايو, الأسبوع الأول من فبراير."""
    if facts.has("unit", "week"):
        return _week_of_month(year, month, days[0], fact)
    first, last = _day(year, month, days[0]), _day(year, month, days[-1])
    if len(days) > 1 and first and last and first.span and last.span:
        return Found(f"{first.value}/{last.value}", (first.span[0], last.span[0]), used=(fact,))
    return replace(first, used=(fact,)) if first else None


def _week_of_month(year: int, month: int, number: int, fact: Fact) -> Found | None:
    """الأسبوع الأول من فبراير: seven days, counted from the first of the month."""
    begin, end = month_span(year, month)
    first = begin + timedelta(days=7 * (number - 1))
    if first > end:
        return None
    last = min(end, first + timedelta(days=6))
    return Found(f"{first}/{last}", (first, last), used=(fact,))


def _days_before(facts: Facts, month: Fact) -> list[int]:
    """Days of the month that stand before its name, in order."""
    ranges = [d for f in facts.get("day range") for d in (f.triple or ())[:2]]
    before = [
        int(f.value) for f in facts.all if f.at < month.at and f.kind in {"number", "ordinal"}
    ]
    return [d for d in (*ranges, *before) if 1 <= d <= 31]


def _year_of(facts: Facts, month: int) -> int | None:
    """The year of a month that stands without one."""
    today = facts.today
    if today is None:
        return None
    if facts.has("unit", "year") and facts.direction:
        return today.year + facts.direction
    return today.year + _years_off(facts, today, month)


def _years_off(facts: Facts, today: date, month: int) -> int:
    """Years from the article's to that of a bare month: -1, 0 or 1."""
    if facts.direction < 0 or facts.has("relation", "since"):
        return -(month > today.month - (facts.direction < 0))
    if facts.heading > 0:
        return int(month <= today.month - facts.future)
    if facts.has("direction", "now"):
        return 0
    if (month - today.month) % 12 > MONTHS_AHEAD:
        return -(month > today.month)
    return int(month < today.month)


MONTHS_AHEAD = 3
"""A bare month up to so many months ahead is the coming one; farther ones are the last."""


def _months_range(year: int, first: int, last: int, used: tuple[Fact, ...]) -> Found:
    """بين مارس ومايو: from the first month to the last."""
    start = year if first <= last else year - 1
    span = (month_span(start, first)[0], month_span(year, last)[1])
    return Found(f"{start}-{first:02}/{year}-{last:02}", span, used=used)


def _parted(facts: Facts, found: Found) -> Found:
    """The beginning, middle or end of a month, year or week."""
    part = facts.first("part")
    if part is None or found.span is None:
        return found
    if part.name == "END" and facts.has("relation", "ago"):
        return replace(found, modifier="BEFORE")
    modifier = MODIFIERS[part.name]
    span = part_of(found.span, part.name, last_day=part.text.endswith(LAST_DAY))
    if "/" in found.value:
        found = replace(found, value=f"{span[0]}/{span[1]}" if span[0] != span[1] else f"{span[0]}")
    return replace(found, span=span, modifier=modifier, used=(part, *found.used))


LAST_DAY = ("نهاية", "ختام", "سلخ", "غرة", "فاتح")
"""Words for the last or first day itself, where أواخر and مطلع are ten days."""


def _named_day(facts: Facts) -> Found | None:
    """رأس السنة, عيد الفطر: days that have a name, in the year nearest to the article."""
    fact = facts.first("named day")
    if fact is None or facts.today is None:
        return None
    hijri, _, day = fact.name.rpartition(" ")
    month, number = (int(n) for n in day.split("-"))
    if hijri:
        year = _hijri_year(facts, month)
        found = _hijri_day(year, month, number) if year else None
    else:
        years = [facts.today.year + n for n in (-1, 0, 1)]
        days = [date(facts.year or y, month, number) for y in years]
        days = [d for d in days if _fits(facts, d)] or days
        best = min(days, key=lambda d: abs((d - facts.today).days) if facts.today else 0)
        found = _day(best.year, best.month, best.day)
    return replace(found, used=(fact,)) if found else None


def _today(facts: Facts) -> Found | None:
    """اليوم، أمس، غدا، أول من أمس; two of them are an interval."""
    days = facts.get("day")
    if not days or _of_a_series(facts):
        return None
    if facts.today is None:
        names = {0: "PRESENT_REF", 1: "FUTURE_REF"}
        return Found(names.get(int(days[0].value), "PAST_REF"), used=(days[0],))
    shift = _shift(facts)
    found = sorted({facts.today + timedelta(days=int(d.value) + shift) for d in days})
    if len(found) > 1:
        return Found(f"{found[0]}/{found[-1]}", (found[0], found[-1]), used=tuple(days))
    return Found(found[0].isoformat(), day_span(found[0]), used=tuple(days))


def _of_a_series(facts: Facts) -> bool:
    """اليوم الثالث of a strike is some day, not today."""
    return facts.has("ordinal") and not any(facts.has(k) for k in ("weekday", "month", "hour"))


def _shift(facts: Facts) -> int:
    """Days by which a weekday beside اليوم or أمس says that the article is older than its date."""
    days, weekdays = facts.get("day"), facts.get("weekday")
    if facts.today is None or len(days) != 1 or len(weekdays) != 1:
        return 0
    told = facts.today + timedelta(days=int(days[0].value))
    return (int(weekdays[0].value) - told.weekday() + 3) % 7 - 3


def dated(texts: Sequence[str], published: date | None) -> date | None:
    """The day on which an article was written, as its own time expressions tell it.

    Sites date an article with the day on which they put it up: where it says اليوم الاثنين under
    the date of a Tuesday, its days count from that Monday.

    Args:
        texts: the article's time expressions.
        published: its date.
    """
    if published is None:
        return None
    paired = [Facts(read_facts(text), published) for text in texts if len(text) <= LONGEST]
    shifts = {
        _shift(facts)
        for facts in paired
        if len(facts.get("day")) == 1 and len(facts.get("weekday")) == 1
    }
    return published + timedelta(days=shifts.pop()) if len(shifts) == 1 else published


def _weekday(facts: Facts) -> Found | None:
    """الجمعة الماضي, الثلاثاء المقبل, ليل السبت الأحد."""
    days = facts.get("weekday")
    if not days:
        return None
    if facts.today is None:
        return Found(f"XXXX-WXX-{int(days[0].value) + 1}", used=tuple(days))
    found = [_nearest(facts, int(d.value)) for d in days]
    if len(found) > 1:
        first = found[0]
        last = first + timedelta(days=(int(days[-1].value) - first.weekday()) % 7)
        if last != first:
            return Found(f"{first}/{last}", (first, last), used=tuple(days))
    return Found(found[0].isoformat(), day_span(found[0]), used=tuple(days))


def _nearest(facts: Facts, weekday: int) -> date:
    today = facts.today or date.today()
    if facts.direction > 0:
        return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)
    if facts.heading > 0:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    back = (today.weekday() - weekday) % 7
    if facts.direction < 0 and back == 0:
        back = 7
    return today - timedelta(days=back)


def _counted(facts: Facts) -> Found | None:
    """قبل ثلاثة أيام, خلال اليومين الماضيين, بعد أسبوعين, ثلاثة أيام."""
    unit = next((u for u in facts.get("unit") if u.value or _number_of(facts, u) or u.name), None)
    if unit is None:
        return None
    number = unit.value or _number_of(facts, unit)
    if not number and not _one_unit(facts, unit):
        return None
    count = number or 1
    half = 0.5 if any(f.text.startswith("ونصف") for f in facts.all) else 0.0
    return _count(facts, unit, count + half)


def _one_unit(facts: Facts, unit: Fact) -> bool:
    """قبل أسبوع, منذ عام, بعد ساعات: a unit without a number, and without ال."""
    relation = facts.has("relation", "ago", "since", "after", "during")
    return relation and not unit.definite and not facts.has("direction") and not facts.has("part")


def _number_of(facts: Facts, unit: Fact) -> float:
    """The number beside a unit: ثلاثة أيام, الأيام الثلاثة الماضية."""
    near = [f for f in facts.get("number") if abs(f.at - unit.at) <= NUMBER_NEAR]
    return near[0].value if near else 0.0


NUMBER_NEAR = 4
"""Words between a number's beginning and its unit."""


def _count(facts: Facts, unit: Fact, count: float) -> Found:
    code = UNIT_CODES[unit.name]
    clock = unit.name in {"hour", "minute", "second"}
    duration = f"P{'T' if clock else ''}{count:g}{code}"
    plain = Found(duration, kind="DURATION", used=(unit,))
    today = facts.today
    if today is None:
        return plain
    during = facts.has("relation", "during")
    back = facts.direction < 0 or facts.has("relation", "since") or (during and facts.heading <= 0)
    if facts.has("relation", "ago") and not facts.has("relation", "since"):
        return _point(facts, unit, -count)
    if facts.has("relation", "after") and not facts.has("relation", "during"):
        return _point(facts, unit, count)
    if back or facts.direction > 0 or during:
        return _stretch(facts, unit, count, back=back)
    return plain


def _point(facts: Facts, unit: Fact, count: float) -> Found:
    """So many units before or after the article's day, as fine as the unit is."""
    today = facts.today or date.today()
    day = shifted(today, unit.name, count)
    if unit.name in {"year", "decade", "century"}:
        return Found(f"{day.year:04}", year_span(day.year), used=(unit,))
    if unit.name == "month":
        return Found(f"{day.year:04}-{day.month:02}", month_span(day.year, day.month), used=(unit,))
    return Found(day.isoformat(), day_span(day), used=(unit,))


def _stretch(facts: Facts, unit: Fact, count: float, *, back: bool) -> Found:
    """So many units up to the article's day, or from it on."""
    today = facts.today or date.today()
    other = shifted(today, unit.name, -count if back else count)
    first, last = (other, today) if back else (today, other)
    if unit.name in {"year", "decade", "century"} and facts.has("relation", "since"):
        value = f"{first.year:04}/{last.year:04}"
    elif first == last:
        value = first.isoformat()
    else:
        value = f"{first}/{last}"
    return Found(value, (first, last), used=(unit,))


def _day_of_this_month(facts: Facts) -> Found | None:
    """السابع من الشهر الجاري."""
    unit = next((u for u in facts.get("unit") if u.name == "month" and u.definite), None)
    if unit is None or facts.today is None or not facts.has("direction"):
        return None
    day = _day_number(facts, unit)
    _, (first, _last) = unit_around(facts.today, "month", facts.direction)
    found = _day(first.year, first.month, day) if day else None
    return replace(found, used=(unit,)) if found else None


def _successive(facts: Facts) -> Found | None:
    """لليوم الثالث على التوالي: so many days up to the article's."""
    ordinal = facts.first("ordinal")
    if ordinal is None or facts.today is None or not facts.has("successive"):
        return None
    if not facts.has("day") and not facts.has("unit", "day", "night"):
        return None
    first = facts.today - timedelta(days=min(int(ordinal.value), MOST_DAYS) - 1)
    return Found(f"{first}/{facts.today}", (first, facts.today), used=(ordinal,))


MOST_DAYS = 10_000


def _calendar_unit(facts: Facts) -> Found | None:
    """الأسبوع الماضي, هذا الشهر, العام المقبل, مطلع العام."""
    units = [u for u in facts.get("unit") if u.name in {"week", "month", "year", "day", "night"}]
    told = facts.has("direction") or facts.has("part") or any(u.definite for u in units)
    if not units or not told:
        return None
    unit = units[0]
    if unit.name in {"day", "night"} and not facts.direction:
        return None
    if facts.today is None:
        names = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}
        return Found(names[facts.direction], used=(unit,))
    value, span = unit_around(facts.today, unit.name, facts.direction)
    return _parted(facts, Found(value, span, used=(unit,)))


def _years(facts: Facts) -> Found | None:
    """عام 2015, بين عامي 2011 و2014, نهاية 2019."""
    years = [int(f.value) for f in facts.get("year")]
    hijri = facts.has("era", "hijri") or (bool(years) and years[0] < 1700)
    if not years or hijri:
        return None
    used = tuple(facts.get("year"))
    first, last = years[0], years[-1]
    if first < last:
        return Found(f"{first}/{last}", (date(first, 1, 1), date(last, 12, 31)), used=used)
    return _parted(facts, Found(f"{first:04}", year_span(first), used=used))


def _decade(facts: Facts) -> Found | None:
    """تسعينيات القرن الماضي, الثمانينيات."""
    fact = facts.first("decade")
    if fact is None:
        return None
    start = 1900 + int(fact.value)
    if int(fact.value) < 30 and facts.today and facts.has("direction", "now"):
        start += 100
    span = (date(start, 1, 1), date(start + 9, 12, 31))
    return _parted(facts, Found(str(start // 10), span, used=(fact,)))


def _season(facts: Facts) -> Found | None:
    """صيف 2014, الشتاء الماضي; three months from the one of solstice or equinox."""
    fact = facts.first("season")
    if fact is None:
        return None
    codes = {1: "SP", 2: "SU", 3: "FA", 4: "WI"}
    first = {1: 3, 2: 6, 3: 9, 4: 12}[int(fact.value)]
    year = facts.year
    if year is None:
        if facts.today is None:
            return Found(f"XXXX-{codes[int(fact.value)]}", used=(fact,))
        year = _year_of(facts, first) or facts.today.year
    last = month_span(year + (first == 12), (first + 1) % 12 + 1)
    span = (date(year, first, 1), last[1])
    return Found(f"{year}-{codes[int(fact.value)]}", span, used=(fact,))


def _century(facts: Facts) -> Found | None:
    """القرن الماضي, القرن العشرين."""
    fact = facts.first("century")
    if fact is None:
        return None
    ordinal = facts.first("ordinal") or facts.first("number")
    now = (facts.today.year // 100) if facts.today else 20
    number = int(ordinal.value) - 1 if ordinal else now + facts.direction
    if not 0 < number < LAST_CENTURY:
        return None
    span = (date(number * 100, 1, 1), date(number * 100 + 99, 12, 31))
    return Found(str(number), span, used=(fact,))


LAST_CENTURY = 30


def _repeated(facts: Facts) -> Found | None:
    """يوميا, كل أسبوع."""
    fact = facts.first("set")
    return Found(fact.name, kind="SET", used=(fact,)) if fact else None


def _part_of_today(facts: Facts) -> Found | None:
    """مساء, فجرا, الساعة 21:30 alone: of the article's day."""
    fact = facts.first("day part") or facts.first("clock") or facts.first("hour")
    if fact is None or facts.today is None:
        return None
    return Found(facts.today.isoformat(), day_span(facts.today), used=(fact,))


def _vague(facts: Facts) -> Found | None:
    """مؤخرا, حاليا, قريبا."""
    fact = facts.first("vague")
    if fact is None:
        return None
    now = facts.today if fact.name == "PRESENT_REF" else None
    return Found(fact.name, day_span(now) if now else None, used=(fact,))


RULES: tuple[Callable[[Facts], Found | None], ...] = (
    _full_date,
    _hijri_date,
    _month_date,
    _day_of_this_month,
    _named_day,
    _successive,
    _today,
    _weekday,
    _decade,
    _century,
    _season,
    _years,
    _repeated,
    _counted,
    _calendar_unit,
    _part_of_today,
    _vague,
)


def _is_month(begin: str, end: str) -> bool:
    first, last = date.fromisoformat(begin), date.fromisoformat(end)
    return (first, last) == month_span(first.year, first.month)


SEASONS = ("-SP", "-SU", "-FA", "-WI")
"""TIMEX3 codes of the seasons."""


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression of an article.

    Attributes:
        text: as written.
        future: whether what is timed is announced or planned.
    """

    text: str
    future: bool = False


def resolve_times(mentions: Sequence[TimeMention], *, published: date | None = None) -> list[Timex]:
    """The time expressions of one article, in the order of the text, each seen after the others.

    Days count from the day on which the article was written, as `dated` finds it; a part of the
    day alone, and اليوم نفسه, belong to the day that was spoken of last.
    """
    today = dated([m.text for m in mentions], published)
    found: list[Timex] = []
    last: date | None = None
    for mention in mentions:
        timex = resolve_time(mention.text, published=today, context=last, future=mention.future)
        found.append(timex)
        if timex.begin and timex.begin == timex.end:
            last = date.fromisoformat(timex.begin)
    return found


def norm_of(timex: Timex) -> str | None:
    """The short value that stands with a role: day, week, month, year or interval; None if unknown.

    Parts of the day are left out; the beginning or end of a month is its interval.
    """
    if timex.value == "PRESENT_REF":
        return timex.begin
    if timex.value is None or timex.value.startswith(("X", PERIOD)) or "REF" in timex.value:
        return None
    begin, end = timex.begin or "", timex.end or ""
    if timex.modifier in {"START", "MID", "END"} and begin and "/" not in timex.value:
        whole = begin[:7] if _is_month(begin, end) else f"{begin}/{end}"
        return begin if begin == end else whole
    if any(code in timex.value for code in SEASONS):
        return f"{begin[:7]}/{end[:7]}"
    if len(timex.value) in {2, 3}:
        return f"{begin[:4]}/{end[:4]}"
    return timex.value.partition("T")[0]
