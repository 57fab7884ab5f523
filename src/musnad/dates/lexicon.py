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
    "century", "filler", "same", "successive", "fraction", "several", "every", "link", "late",
    "named date", "told", "relative",
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
    0: "اليوم|هذا اليوم",
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
WEEKDAY_NAMES = (
    "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد",
)  # fmt: skip
"""The weekdays from Monday on, as steps name them."""

_UNITS = {
    "second": "ثانية",
    "minute": "دقيقة",
    "hour": "ساعة",
    "day": "يوم|يوما",
    "week": "أسبوع|أسبوعا|أسبوعه|أسبوعها",
    "month": "شهر|شهرا",
    "year": "سنة|عام|عاما",
    "decade": "عقد|عقدا",
    "century": "قرنا",
}
_PLURALS = {
    "second": "ثوان|ثواني",
    "minute": "دقائق",
    "hour": "ساعات",
    "day": "أيام|أياما",
    "night": "ليال|ليالي",
    "week": "أسابيع",
    "month": "أشهر|شهور|أشهرا",
    "year": "سنوات|سنين|أعوام|أعواما",
    "decade": "عقود",
    "century": "قرون",
}
SEVERAL = -1
"""Value of a unit in the plural: it wants a number, or means some few."""

_DUALS = {
    "second": "ثانيتين|ثانيتان",
    "minute": "دقيقتين|دقيقتان",
    "hour": "ساعتين|ساعتان",
    "day": "يومين|يومان",
    "night": "ليلتين|ليلتان",
    "week": "أسبوعين|أسبوعان",
    "month": "شهرين|شهران",
    "year": "عامين|عامان|سنتين|سنتان",
    "decade": "عقدين|عقدان",
    "century": "قرنين|قرنان",
}
_DIRECTIONS = {
    "past": (
        "ماضي|ماضية|ماضيين|ماضيتين|ماضيات|ماض|فائت|فائتة|فائتين|منصرم|منصرمة|منصرمين|منقضي|"
        "منقضية|منقضيين|أخير|أخيرة|أخيرين|أخيرتين|سابق|سابقة|سابقين|مضت|مضى|مضيا|خلت|خلا|سالف|"
        "الآفل|ماضيه|فارط|فارطة|المنتهي|المنتهية"
    ),
    "future": (
        "مقبل|مقبلة|مقبلين|مقبلتين|قادم|قادمة|قادمين|قادمتين|آتي|آتية|تالي|تالية|موالي|آت|قابل"
    ),
    "now": "جاري|جارية|حالي|حالية|راهن|راهنة|هذا|هذه|الجار",
}
_TWICE = {
    "past": "قبل الماضي|قبل الماضية|قبل الأخير|قبل الأخيرة|ما قبل الماضي|ما قبل الماضية",
    "future": "بعد المقبل|بعد المقبلة|بعد القادم|بعد القادمة|ما بعد المقبل",
}
_PARTS = {
    "START": "مطلع|بداية|أوائل|مستهل|غرة|بدايات|فاتح",
    "MID": "منتصف|أواسط|وسط",
    "END": "نهاية|أواخر|ختام|آخر|نهايات|سلخ",
}
_DAY_PARTS = {
    "MO": (
        "قبل الظهر|قبل ظهر|صباح|صباحا|فجر|فجرا|ضحى|ساعات الفجر|ساعات الصباح|الساعات الأولى|بكرة|"
        "صبيحة|صلاة الفجر|صلاة الصبح"
    ),
    "MI": "صلاة الظهر|ظهر|ظهرا|منتصف النهار|الظهيرة|ظهيرة",
    "AF": "صلاة العصر|عصر|عصرا|بعد الظهر|بعد ظهر|عصاري|زوال|زوالا",
    "EV": (
        "مساء|مساءا|صلاة المغرب|أذان المغرب|بعد المغرب|قبل المغرب|عند المغرب|وقت المغرب|عشية|أمسية|"
        "سهرة|عشاء"
    ),
    "DT": "نهار|نهارا",
    "NI": "صلاة العشاء|صلاة التراويح|ليل|ليلا|ليلة|منتصف الليل|منتصف ليل|ساعات الليل|الليلة",
}
_MODIFIERS = {
    "APPROX": "نحو|حوالي|قرابة|زهاء|تقريبا|ما يقارب|حدود",
    "MORE_THAN": "أكثر من|ما يزيد على|ما يزيد عن|أزيد من",
    "LESS_THAN": "أقل من|ما يقل عن",
    "EQUAL_OR_MORE": "ما لا يقل عن|على الأقل",
}
_RELATIONS = {
    "ago": "قبل",
    "since": "منذ|مذ",
    "from on": "اعتبارا من|ابتداء من|بدءا من|انطلاقا من|ابتداء|اعتبارا|بدءا",
    "during": "خلال|في غضون|غضون|على مدى|على مدار|مدى|طوال|طيلة|على امتداد|أثناء",
    "for": "لمدة|مدة|لفترة",
    "after": "بعد|عقب|غداة|إثر",
    "until": "حتى|لغاية|لحد",
    "by": "بحلول|في موعد أقصاه|في أجل أقصاه",
    "between": "بين",
    "from": "من",
    "to": "إلى|الى",
}
_VAGUE = {
    "PRESENT_REF": (
        "الآن|حاليا|راهنا|اللحظة|هذه الأثناء|حتى الآن|الوقت الحالي|الوقت الراهن|الوقت الحاضر|آنيا|"
        "حتى اللحظة|حتى هذه اللحظة|هذه اللحظة|حتى هذه الساعة|لغاية الآن|"
        "المرحلة الراهنة|المرحلة الحالية|الظرف الراهن|الفترة الحالية|حتى تاريخه|حالا|إلى الآن"
    ),
    "PAST_REF": (
        "مؤخرا|أخيرا|سابقا|آنفا|في السابق|قديما|في وقت سابق|وقت سابق|حينها|آنذاك|حينذاك|وقتها|"
        "وقتئذ|يومها|يومذاك|آونة أخيرة|فترة أخيرة|فترة ماضية|فترة سابقة|مدة أخيرة|منذ فترة|"
        "قبل فترة|منذ زمن|منذ زمن بعيد|منذ وقت طويل|منذ وقت قريب|منذ مدة|قبل مدة|ماضي القريب|"
        "في الماضي|قبل قليل|منذ قليل|قبل لحظات|قبل برهة|سالفا|للتو"
    ),
    "FUTURE_REF": (
        "قريبا|لاحقا|مستقبلا|في وقت لاحق|وقت لاحق|في القريب العاجل|القريب العاجل|مستقبل قريب|"
        "في المستقبل|مستقبل|فيما بعد|في ما بعد|عما قريب|بعد قليل|فترة مقبلة|فترة قادمة|"
        "مرحلة مقبلة|مرحلة قادمة|في أقرب وقت|أقرب وقت|في القريب|بعد فترة|موعد لاحق"
    ),
}
_SEASONS = {1: "ربيع", 2: "صيف|صائفة", 3: "خريف", 4: "شتاء"}
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
    "P1D": "يوميا|كل يوم|كل صباح|كل مساء|كل ليلة|مرة في اليوم|مرتين في اليوم|مرة يوميا",
    "P1W": "أسبوعيا|كل أسبوع|مرة في الأسبوع|مرتين في الأسبوع|مرة أسبوعيا",
    "P1M": "شهريا|كل شهر|مرة في الشهر|مرتين في الشهر|مرة شهريا",
    "P1Y": "سنويا|كل عام|كل سنة|مرة في السنة|مرة في العام|مرتين في السنة|مرتين في العام",
    "PT1H": "كل ساعة",
}
_NAMED_DAYS = {
    "01-01": "رأس السنة|رأس السنة الميلادية|عيد رأس السنة|رأس السنة الجديدة|رأس العام",
    "02-14": "عيد الحب",
    "03-21": "عيد الأم|عيد النوروز|النوروز",
    "03-30": "يوم الأرض",
    "05-15": "يوم النكبة",
    "12-25": "عيد الميلاد|الكريسماس|عيد ميلاد المسيح",
    "05-01": "عيد العمال|يوم العمال|عيد الشغل|يوم العمال العالمي|عيد العمال العالمي",
    "03-08": "يوم المرأة العالمي|اليوم العالمي للمرأة",
    "hijri 10-01": "عيد الفطر|أول أيام عيد الفطر",
    "hijri 12-10": "عيد الأضحى|أول أيام عيد الأضحى",
    "hijri 12-09": "يوم عرفة|وقفة عرفات|وقفة عيد الأضحى|يوم عرفات",
    "hijri 01-01": "رأس السنة الهجرية|رأس العام الهجري",
    "hijri 01-10": "عاشوراء|يوم عاشوراء|ذكرى عاشوراء",
    "hijri 03-12": "المولد النبوي|المولد النبوي الشريف",
}
NAMED_DATES = {
    "2001-09-11": "11 سبتمبر|11 أيلول|الحادي عشر من سبتمبر|الحادي عشر من أيلول",
}
"""Days that stand for what happened on them; only after one of ATTACKS."""

ATTACKS = ("هجمات", "اعتداءات", "أحداث", "تفجيرات")

_NAMED_TIMES = {
    "1914/1918": "الحرب العالمية الأولى",
    "1939/1945": "الحرب العالمية الثانية",
    "1967-06-05": "نكسة حزيران|نكسة يونيو|حرب حزيران|حرب يونيو",
    "1973-10-06": "حرب أكتوبر|حرب تشرين",
    "1980/1988": "الحرب العراقية الإيرانية|حرب الخليج الأولى",
    "1952-07-23": "ثورة 23 يوليو",
    "2011-01-25": "ثورة 25 يناير|ثورة الخامس والعشرين من يناير",
    "2011-02-17": "ثورة 17 فبراير",
    "2013-06-30": "ثورة 30 يونيو",
    "2006-07-12/2006-08-14": "حرب تموز",
}
"""Events that are named for their time."""

_FILLERS = (
    "في|الموافق|عند|على|تمام|بتوقيت|غرينتش|بالتوقيت المحلي|بتوقيت غرينتش|بتوقيت مكة|"
    "م|توقيت|المحلي|بالتوقيت|محلي|غرينيتش|جرينتش|وقت مبكر|ساعة مبكرة|"
    "باكر|مبكر|مبكرا|باكرا|متأخر|متأخرا|قبيل|بعيد|حلول|وضح|ما|وقت|بتاريخه|تمام|"
    "ميلادية|الميلادي|للميلاد|ت غ|تغ|مكة|المكرمة|القاهرة"
)


_SAME = "نفس|ذات|نفسه|ذاته|عينه|نفسها|ذاتها"


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
            yield phrase, Term("day", offset, definite=phrase == "اليوم")
    for number, phrases in enumerate(_WEEKDAYS):
        for phrase in phrases.split("|"):
            yield phrase, Term("weekday", number, definite=number in {0, 6})
    yield from ((name, Term("month", number)) for name, number in MONTHS.items())
    yield from ((name, Term("hijri month", number)) for name, number in HIJRI_MONTHS.items())
    for kind, table in _NAMED_TABLES.items():
        yield from _named(kind, table)
    yield from _named("unit", _DUALS, value=2)
    yield from _named("unit", _PLURALS, value=SEVERAL)
    yield from _named("direction", _TWICE, value=2)
    for attack in ATTACKS:
        for day, phrases in NAMED_DATES.items():
            yield from ((f"{attack} {p}", Term("named date", 0, day)) for p in phrases.split("|"))
    yield from _named("named date", _NAMED_TIMES)
    yield from _named("fraction", _FRACTIONS)
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


_FRACTIONS = {2: "نصف", 3: "ثلث", 4: "ربع|أرباع"}
_PLAIN: dict[FactKind, str] = {
    "successive": "على التوالي|تواليا|متتال|متتالي|متتالية",
    "filler": _FILLERS,
    "same": _SAME,
    "century": "قرن",
    "several": "عدة|بضع|بضعة|قليلة|قليل|معدودة|عديدة|طويلة|كثيرة|بعض",
    "every": "كل",
    "link": "و|أو|يومي|شهري|عامي|ليلتي|سنتي",
    "late": "وقت متأخر|ساعة متأخرة",
    "told": "ذلك|تلك",
    "relative": "الذي|التي|اللذين|اللتين",
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
