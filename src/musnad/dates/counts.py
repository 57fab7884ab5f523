"""Rules for counted units: قبل ثلاثة أيام, خلال اليومين الماضيين, نصف ساعة, كل أسبوعين."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from musnad.dates.days import nearest
from musnad.dates.expression import PERIOD, Facts, Found
from musnad.dates.facts import Fact
from musnad.dates.spans import UNIT_CODES, day_span, month_span, shifted, unit_around, year_span
from musnad.records import Step

NUMBER_NEAR = 4
"""Words between a number's beginning and its unit."""

MOST = 10_000
"""Units that are counted; more is no time that news tells."""

CLOCK_UNITS = frozenset(("hour", "minute", "second"))
YEARLY = frozenset(("year", "decade", "century"))
SMALLER = {"hour": ("minute", 60), "year": ("month", 12), "century": ("year", 100),
           "decade": ("year", 10), "day": ("hour", 24)}  # fmt: skip
"""What a half or quarter of a unit is counted in: نصف ساعة is thirty minutes."""

Counted = tuple[Fact, str, float]
"""A unit as stated, the unit that is counted in, and how many."""


def counted(facts: Facts) -> Found | None:
    """قبل ثلاثة أيام, خلال اليومين الماضيين, بعد أسبوعين, ثلاثة أيام, سنتين وثلاثة أشهر."""
    counts = _counts(facts)
    if not counts:
        return _some(facts)
    if facts.has("every"):
        return Found(_duration(counts), kind="SET", used=tuple(c[0] for c in counts))
    if _anchored(facts, counts[-1][0]):
        return _from_anchor(facts, counts)
    return _count(facts, counts)


def _counts(facts: Facts) -> list[Counted]:
    """Each unit with its number."""
    found = []
    for unit in _units(facts):
        number = _number(facts, unit)
        if number is not None and 0 < number[1] <= MOST:
            found.append((unit, *number))
    return found


def _units(facts: Facts) -> list[Fact]:
    """The units; قرن is one without ال and an ordinal, else the name of a century."""
    centuries = [] if facts.has("ordinal") else facts.get("century")
    units = [*facts.get("unit"), *(f for f in centuries if not f.definite)]
    return sorted((u for u in units if _name(u) in UNIT_CODES), key=lambda u: u.at)


def _name(unit: Fact) -> str:
    return unit.name or unit.kind


def _number(facts: Facts, unit: Fact) -> tuple[str, float] | None:
    """The unit that is counted in and how many: two months, thirty minutes."""
    name = _name(unit)
    before = facts.before(unit)
    if before and before.kind == "fraction" and before.end == unit.at:
        return None if _is_added(before) else _fraction(facts, before, name)
    if unit.value > 0:
        return name, unit.value + _half(facts, unit)
    number = _number_beside(facts, unit)
    if number:
        return name, number + _half(facts, unit)
    half = _half(facts, unit)
    if half and not unit.definite:
        return name, 1 + half
    return (name, 1.0) if _one(facts, unit) else None


def _fraction(facts: Facts, fraction: Fact, name: str) -> tuple[str, float] | None:
    """نصف ساعة, ربع قرن, ثلاثة أرباع الساعة; with ال it is a part of a period instead."""
    if fraction.definite or name not in SMALLER:
        return None
    before = facts.before(fraction)
    many = before.value if before and before.kind == "number" and before.end == fraction.at else 1
    smaller, size = SMALLER[name]
    return smaller, many * size / fraction.value


def _half(facts: Facts, unit: Fact) -> float:
    """What is added to a unit: ونصف, وربع, ونصف العام."""
    added = [f for f in facts.get("fraction") if _is_added(f) and f.at == unit.end]
    return 1 / added[0].value if added else 0.0


def _is_added(fraction: Fact) -> bool:
    """Whether a half is joined to the unit before it: ونصف."""
    return fraction.text.startswith("و")


def _number_beside(facts: Facts, unit: Fact) -> float:
    """The number beside a unit: ثلاثة أيام, الأيام الثلاثة الماضية, الـ24 ساعة."""
    ahead = [f for f in facts.get("number") if 0 <= unit.at - f.end <= 1 and not unit.definite]
    behind = [f for f in facts.get("number") if 0 <= f.at - unit.end <= 1 and _many(unit)]
    single = [f for f in facts.get("number") if f.value == 1 and f.at == unit.end]
    near = [*ahead[-1:], *behind, *single]
    if near and _between(facts, near[0], unit):
        return near[0].value
    return 0.0


def _many(unit: Fact) -> bool:
    """Whether a unit may have its number behind it: الأيام الثلاثة."""
    return unit.definite and unit.value < 0


def _between(facts: Facts, number: Fact, unit: Fact) -> bool:
    """Whether nothing that ends the count stands between a number and its unit."""
    inside = [f for f in facts.all if number.end <= f.at < unit.at]
    return all(f.kind in {"filler", "several", "unknown", "modifier"} for f in inside)


def _one(facts: Facts, unit: Fact) -> bool:
    """قبل أسبوع, منذ عام, لمدة شهر, ساعة: one unit, without a number and ال."""
    if len(facts.all) == 1 and not (unit.definite or unit.value):
        return True
    relation = facts.has("relation", "ago", "since", "after", "during", "for")
    plain = not (unit.definite or unit.value or facts.has("part") or facts.has("year"))
    told = any(facts.has(kind) for kind in ("direction", "month", "weekday", "date"))
    return relation and plain and not told


def _some(facts: Facts) -> Found | None:
    """قبل أيام, في السنوات الأخيرة, خلال الأيام المقبلة: some few units."""
    unit = next((u for u in _units(facts) if u.value < 0), None)
    if unit is None or facts.has("ordinal") or facts.has("month") or facts.has("weekday"):
        return None
    if facts.has("day part") or facts.has("day"):
        return None
    if _anchored(facts, unit):
        return Found(None, used=(unit,))
    if facts.direction < 0 or facts.has("relation", "ago", "since"):
        return Found("PAST_REF", used=(unit,))
    if facts.direction > 0 or facts.has("relation", "after"):
        return Found("FUTURE_REF", used=(unit,))
    clock = "T" if _name(unit) in CLOCK_UNITS else ""
    return Found(f"P{clock}X{UNIT_CODES[_name(unit)]}", kind="DURATION", used=(unit,))


def _duration(counts: Sequence[Counted]) -> str:
    """P3D, PT30M, P2Y3M."""
    days = "".join(_coded(n, c) for _, n, c in counts if n not in CLOCK_UNITS)
    hours = "".join(_coded(n, c) for _, n, c in counts if n in CLOCK_UNITS)
    return f"P{days}" + (f"T{hours}" if hours else "")


def _coded(name: str, count: float) -> str:
    code = UNIT_CODES[name]
    whole = f"{count * 10 ** (len(code) - 1):g}"
    return whole + code[-1]


def _anchored(facts: Facts, unit: Fact) -> bool:
    """Whether the count runs from an event: قبل الاقتحام بيوم, بعد ساعات من التوقيع."""
    relation = next((f for f in facts.get("relation") if f.name in {"ago", "after"}), None)
    if relation is None:
        return False
    if facts.has("told"):
        return True
    between = [f for f in facts.all if relation.end <= f.at < unit.at]
    if any(f.kind == "unknown" for f in between):
        return True
    after = [f for f in facts.all if f.at >= unit.end]
    return bool(
        len(after) > 1
        and after[0].kind == "relation"
        and after[0].name == "from"
        and after[1].kind in {"unknown", "named day", "part"}
    )


def _from_anchor(facts: Facts, counts: Sequence[Counted]) -> Found:
    """قبل ذلك بأسبوع counts from the day told before; from an event nothing can be counted."""
    used = tuple(c[0] for c in counts)
    if facts.has("told") and facts.context is not None:
        moved = Facts(facts.all, facts.context, facts.future)
        return _point(moved, counts, -1 if facts.has("relation", "ago") else 1)
    note = Step("counted from an event", " ".join(f.text for f in used), _duration(counts))
    return Found(None, used=used, notes=(note,))


def _count(facts: Facts, counts: Sequence[Counted]) -> Found:
    plain = Found(_duration(counts), kind="DURATION", used=tuple(c[0] for c in counts))
    if facts.today is None:
        return _undated(facts, plain)
    since = facts.has("relation", "since")
    during = facts.has("relation", "during")
    if facts.has("relation", "ago") and not since:
        return _point(facts, counts, -1)
    if facts.has("relation", "after") and not during:
        return _after(facts, counts)
    from_now = facts.has("vague", "PRESENT_REF") and facts.has("relation", "from")
    if not from_now and (facts.direction < 0 or since or (during and facts.heading <= 0)):
        return _stretch(facts, counts, back=True)
    ahead = from_now or facts.direction > 0 or during
    return _stretch(facts, counts, back=False) if ahead else plain


def _undated(facts: Facts, plain: Found) -> Found:
    """Without the article's date: past, future, or only how long."""
    if facts.direction < 0 or facts.has("relation", "ago"):
        return Found("PAST_REF", used=plain.used, notes=_how_long(plain))
    if facts.direction > 0 or facts.has("relation", "after"):
        return Found("FUTURE_REF", used=plain.used, notes=_how_long(plain))
    return plain


def _how_long(plain: Found) -> tuple[Step, ...]:
    return (Step("how long", " ".join(f.text for f in plain.used), plain.value or ""),)


def _after(facts: Facts, counts: Sequence[Counted]) -> Found:
    """بعد يومين: from the article's day, or in a story from the day told before."""
    told = _point(facts, counts, 1)
    words = " ".join(c[0].text for c in counts)
    told = replace(told, notes=(Step(FROM_TODAY, words, told.value or ""),))
    if facts.future or facts.context is None or facts.today is None:
        return told
    moved = _point(Facts(facts.all, facts.context), counts, 1)
    return moved if moved.span and moved.span[1] <= facts.today else told


FROM_TODAY = "counted from the article's day"
"""Rule of a step that `resolve_times` takes back where nothing is planned."""


def _point(facts: Facts, counts: Sequence[Counted], sign: int) -> Found:
    """So many units before or after a day, as fine as the last unit is."""
    day = facts.today or date.today()
    for _, name, count in counts:
        day = shifted(day, name, sign * count)
    used, name = tuple(c[0] for c in counts), _name(counts[-1][0])
    if name in YEARLY:
        return Found(f"{day.year:04}", year_span(day.year), used=used)
    if name == "month":
        return Found(f"{day.year:04}-{day.month:02}", month_span(day.year, day.month), used=used)
    return Found(day.isoformat(), day_span(day), used=used)


def _stretch(facts: Facts, counts: Sequence[Counted], *, back: bool) -> Found:
    """So many units up to the article's day, or from it on."""
    today = facts.today or date.today()
    other = today
    for _, name, count in counts:
        other = shifted(other, name, -count if back else count)
    first, last = (other, today) if back else (today, other)
    used = tuple(c[0] for c in counts)
    if _name(counts[-1][0]) in YEARLY and facts.has("relation", "since"):
        value = f"{first.year:04}/{last.year:04}"
    else:
        value = first.isoformat() if first == last else f"{first}/{last}"
    return Found(value, (first, last), used=used)


def counted_from(facts: Facts) -> Found | None:
    """ثلاثة أيام ابتداء من غد, لمدة أسبوع بدءا من الجمعة: so long from a day that is named."""
    if facts.today is None or not facts.has("relation", "from on"):
        return None
    counts = _counts(facts)
    first = _first_day(facts) if counts else None
    if first is None:
        return None
    last = first
    for _, name, count in counts:
        last = shifted(last, name, count)
    last = max(first, last - timedelta(days=1))
    return Found(f"{first}/{last}", (first, last), used=tuple(c[0] for c in counts))


def _first_day(facts: Facts) -> date | None:
    """The day after ابتداء من."""
    day, weekday = facts.first("day"), facts.first("weekday")
    if day and facts.today:
        return facts.today + timedelta(days=int(day.value))
    ahead = Facts(facts.all, facts.today, future=True)
    return nearest(ahead, int(weekday.value)) if weekday else None


def successive(facts: Facts) -> Found | None:
    """لليوم الثالث على التوالي, للأسبوع الثاني على التوالي: so many up to the article's."""
    ordinal = facts.first("ordinal")
    if ordinal is None or facts.today is None or not facts.has("successive"):
        return None
    number = min(int(ordinal.value), MOST)
    unit = facts.first("unit")
    name = unit.name if unit else "day"
    if not (unit or facts.has("day") or facts.has("day part", "NI")):
        return None
    if name in {"day", "night"}:
        first = facts.today - timedelta(days=number - 1)
        return Found(f"{first}/{facts.today}", (first, facts.today), used=(ordinal,))
    if name not in {"week", "month", "year"}:
        return None
    begin, span = unit_around(shifted(facts.today, name, 1 - number), name, 0)
    end, last = unit_around(facts.today, name, 0)
    return Found(f"{begin}/{end}", (span[0], last[1]), used=(ordinal,))


def repeated(facts: Facts) -> Found | None:
    """يوميا, كل أسبوع."""
    fact = facts.first("set")
    return Found(fact.name, kind="SET", used=(fact,)) if fact else None


def is_period(value: str | None) -> bool:
    """Whether a value is a duration."""
    return value is not None and value.startswith(PERIOD)
