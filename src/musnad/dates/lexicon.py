"""The words of time expressions and what each is a fact of. Keys are folded, without ال."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from musnad.dates.months import HIJRI_MONTHS, MONTHS
from musnad.script import Phrases, phrase_key

FactKind = Literal[
    "day", "weekday", "month", "hijri month", "unit", "direction", "part", "day part",
    "modifier", "relation", "vague", "season", "decade", "set", "half", "named day", "era", "clock",
    "century", "filler", "same", "successive",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Term:
    """What a phrase of the lexicon says.

    Attributes:
        kind: the name of its table.
        value: a number (of the weekday, month, days from today, decade) or 0.
        name: a unit, direction, part of the day and so on.
        definite: whether the phrase counts only with ال.
    """

    kind: FactKind
    value: int = 0
    name: str = ""
    definite: bool = False


_DAYS = {
    -2: "أول من أمس|أمس الأول|أول أمس|الأول من أمس|أمس الاول|قبل أمس",
    -1: "أمس|البارحة|بارحة|يوم أمس|الأمس",
    0: "اليوم|هذا اليوم|النهار",
    1: "غد|غدا|الغد|يوم غد",
    2: "بعد غد|بعد الغد|بعد غدا",
}
_WEEKDAYS = (
    "الاثنين|الإثنين",
    "الثلاثاء|الثلثاء|الثلاثا",
    "الأربعاء|الاربعا|الإربعاء",
    "الخميس",
    "الجمعة",
    "السبت",
    "الأحد",
)
_UNITS = {
    "second": "ثانية|ثوان|ثواني",
    "minute": "دقيقة|دقائق",
    "hour": "ساعة|ساعات",
    "day": "يوم|يوما|أيام|نهار",
    "night": "ليال|ليالي",
    "week": "أسبوع|أسبوعا|أسابيع|أسبوعه|أسبوعها",
    "month": "شهر|شهرا|أشهر|شهور",
    "year": "سنة|سنوات|سنين|عام|عاما|أعوام|حول",
    "decade": "عقد|عقدا|عقود",
    "century": "قرون",
}
_DUALS = {
    "second": "ثانيتين|ثانيتان",
    "minute": "دقيقتين|دقيقتان",
    "hour": "ساعتين|ساعتان",
    "day": "يومين|يومان",
    "night": "ليلتين|ليلتان",
    "week": "أسبوعين|أسبوعان",
    "month": "شهرين|شهران",
    "year": "عامين|عامان|سنتين|سنتان|عامي",
    "decade": "عقدين|عقدان",
    "century": "قرنين|قرنان",
}
_DIRECTIONS = {
    "past": (
        "ماضي|ماضية|ماضيين|ماضيتين|ماضيات|ماض|فائت|فائتة|منصرم|منصرمة|منصرمين|منقضي|منقضية|أخير|أخيرة|أخيرين|"
        "أخيرتين|سابق|سابقة|مضت|مضى|خلت|خلا|سالف|الآفل|ماضيه|فارط|فارطة"
    ),
    "future": (
        "مقبل|مقبلة|مقبلين|مقبلتين|قادم|قادمة|قادمين|قادمتين|آتي|آتية|تالي|تالية|موالي|آت|قابل"
    ),
    "now": "جاري|جارية|حالي|حالية|راهن|راهنة|هذا|هذه|الجار",
}
_PARTS = {
    "START": "مطلع|بداية|أوائل|مستهل|غرة|بدايات|فاتح",
    "MID": "منتصف|أواسط|وسط|نصف",
    "END": "نهاية|أواخر|ختام|آخر|نهايات|سلخ",
}
_DAY_PARTS = {
    "MO": "صباح|صباحا|فجر|فجرا|ضحى|ساعات الفجر|ساعات الصباح|الساعات الأولى|بكرة|صبيحة",
    "MI": "ظهر|ظهرا|منتصف النهار|الظهيرة|ظهيرة",
    "AF": "عصر|عصرا|بعد الظهر|بعد ظهر|عصاري",
    "EV": "مساء|مغرب|عشية|أمسية|سهرة|عشاء",
    "NI": "ليل|ليلا|ليلة|منتصف الليل|منتصف ليل|ساعة متأخرة|وقت متأخر|ساعات الليل|الليلة",
}
_MODIFIERS = {
    "APPROX": "نحو|حوالي|قرابة|زهاء|تقريبا|ما يقارب|حدود",
    "MORE_THAN": "أكثر من|ما يزيد على|ما يزيد عن|أزيد من",
    "LESS_THAN": "أقل من|ما يقل عن",
    "EQUAL_OR_MORE": "ما لا يقل عن|على الأقل",
}
_RELATIONS = {
    "ago": "قبل",
    "since": "منذ|مذ|اعتبارا من|ابتداء من|بدءا من|انطلاقا من",
    "during": "خلال|في غضون|غضون|على مدى|على مدار|مدى|طوال|طيلة|لمدة|مدة|على امتداد|أثناء",
    "after": "بعد|عقب|غداة|إثر",
    "until": "حتى|لغاية|لحد",
    "between": "بين",
    "from": "من",
    "to": "إلى|الى",
}
_VAGUE = {
    "PRESENT_REF": "الآن|حاليا|راهنا|اللحظة|هذه الأثناء|حتى الآن|الوقت الحالي|الوقت الراهن|آنيا",
    "PAST_REF": "مؤخرا|أخيرا|سابقا|آنفا|في السابق|قديما|في وقت سابق|وقت سابق|حينها|آنذاك",
    "FUTURE_REF": "قريبا|لاحقا|مستقبلا|في وقت لاحق|وقت لاحق|في القريب العاجل|القريب العاجل",
}
_SEASONS = {1: "ربيع", 2: "صيف", 3: "خريف", 4: "شتاء"}
_DECADES = {
    20: "عشرينيات|عشرينات",
    30: "ثلاثينيات|ثلاثينات",
    40: "أربعينيات|أربعينات",
    50: "خمسينيات|خمسينات",
    60: "ستينيات|ستينات",
    70: "سبعينيات|سبعينات",
    80: "ثمانينيات|ثمانينات",
    90: "تسعينيات|تسعينات",
}
_SETS = {
    "P1D": "يوميا|كل يوم|كل صباح|كل مساء|كل ليلة",
    "P1W": "أسبوعيا|كل أسبوع",
    "P1M": "شهريا|كل شهر",
    "P1Y": "سنويا|كل عام|كل سنة",
}
_NAMED_DAYS = {
    "01-01": "رأس السنة|رأس السنة الميلادية|عيد رأس السنة",
    "12-25": "عيد الميلاد|الكريسماس|عيد ميلاد المسيح",
    "05-01": "عيد العمال|يوم العمال|عيد الشغل",
    "03-08": "يوم المرأة العالمي|اليوم العالمي للمرأة",
    "hijri 10-01": "عيد الفطر|أول أيام عيد الفطر",
    "hijri 12-10": "عيد الأضحى|أول أيام عيد الأضحى",
    "hijri 12-09": "يوم عرفة",
    "hijri 01-01": "رأس السنة الهجرية",
    "hijri 01-10": "عاشوراء",
    "hijri 03-12": "المولد النبوي|المولد النبوي الشريف",
}
_FILLERS = (
    "في|الموافق|عند|على|تمام|بتوقيت|غرينتش|بالتوقيت المحلي|بتوقيت غرينتش|بتوقيت مكة|"
    "م|توقيت|المحلي|ميلادية|الميلادي|للميلاد|ت غ|تغ|مكة|المكرمة|القاهرة"
)


_SAME = "نفسه|ذاته|عينه|نفسها|ذاتها"


@cache
def terms() -> Phrases[Term]:
    """The lexicon as a searchable table."""
    found: dict[tuple[str, ...], Term] = {}
    for phrase, term in _terms():
        found.setdefault(phrase_key(phrase), term)
    return Phrases(found)


DAY = Term("unit", 0, "day")
"""What يوم is without ال; with it, it is today."""


def _terms() -> Iterator[tuple[str, Term]]:
    """All phrases; the first of two with one key wins."""
    for offset, phrases in _DAYS.items():
        for phrase in phrases.split("|"):
            yield phrase, Term("day", offset, definite=phrase in {"اليوم", "النهار"})
    for number, phrases in enumerate(_WEEKDAYS):
        for phrase in phrases.split("|"):
            yield phrase, Term("weekday", number, definite=number in {0, 6})
    yield from ((name, Term("month", number)) for name, number in MONTHS.items())
    yield from ((name, Term("hijri month", number)) for name, number in HIJRI_MONTHS.items())
    for kind, table in _NAMED_TABLES.items():
        yield from _named(kind, table)
    yield from _named("unit", _DUALS, value=2)
    yield from _named("season", _SEASONS)
    yield from _named("decade", _DECADES)
    for kind, text in _PLAIN.items():
        yield from ((phrase, Term(kind)) for phrase in text.split("|"))


def _named(
    kind: FactKind, table: Mapping[str, str] | Mapping[int, str], *, value: int = 0
) -> Iterator[tuple[str, Term]]:
    """The phrases of a table by name or number."""
    for name, phrases in table.items():
        for phrase in phrases.split("|"):
            if isinstance(name, int):
                yield phrase, Term(kind, name)
            else:
                yield phrase, Term(kind, value, name)


_PLAIN: dict[FactKind, str] = {
    "successive": "على التوالي|تواليا|متتال|متتالي|متتالية",
    "filler": _FILLERS,
    "same": _SAME,
    "century": "قرن",
}
_NAMED_TABLES: dict[FactKind, dict[str, str]] = {
    "vague": _VAGUE,
    "set": _SETS,
    "named day": _NAMED_DAYS,
    "day part": _DAY_PARTS,
    "unit": _UNITS,
    "part": _PARTS,
    "direction": _DIRECTIONS,
    "modifier": _MODIFIERS,
    "relation": _RELATIONS,
}
