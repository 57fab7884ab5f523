"""The rules by which times, places and actors were resolved, in the words of the user."""

from __future__ import annotations

from collections.abc import Mapping

RULE_WORDS: Mapping[str, Mapping[str, str]] = {
    "title": {"en": "title or office", "ar": "اللقب أو المنصب"},
    "head": {"en": "office without a role of its own", "ar": "منصب بلا دور خاص"},
    "adjective": {"en": "adjective", "ar": "الصفة"},
    "body": {"en": "body", "ar": "الجهة"},
    "nationality": {"en": "nationality", "ar": "الجنسية"},
    "country": {"en": "country", "ar": "الدولة"},
    "city": {"en": "city of a country", "ar": "مدينة في دولة"},
    "state": {"en": "a state stands for its government", "ar": "الدولة تعني حكومتها"},
    "people": {"en": "a people", "ar": "أبناء شعب"},
    "name": {"en": "name", "ar": "الاسم"},
    "same words": {"en": "same words before", "ar": "الكلمات نفسها سابقا"},
    "article": {"en": "country the article speaks of", "ar": "الدولة التي يتحدث عنها النص"},
    "known person": {"en": "known person", "ar": "شخص معروف"},
    "gazetteer": {"en": "in the gazetteer", "ar": "في معجم الأماكن"},
    "population": {"en": "population", "ar": "عدد السكان"},
    "containing place": {"en": "containing place", "ar": "المكان الذي يحويه"},
    "country context": {"en": "country the article speaks of", "ar": "الدولة التي يتحدث عنها النص"},
    "generic noun": {"en": "kind of place", "ar": "نوع المكان"},
    "border": {"en": "border", "ar": "الحدود"},
    "capital": {"en": "capital", "ar": "العاصمة"},
    "name beside": {"en": "name beside it", "ar": "اسم بجانبه"},
    "nearness": {"en": "near other places", "ar": "قربه من أماكن أخرى"},
    "home": {"en": "the outlet's country", "ar": "بلد الصحيفة"},
    "full date": {"en": "full date", "ar": "تاريخ كامل"},
    "hijri date": {"en": "Hijri date", "ar": "تاريخ هجري"},
    "month date": {"en": "month or day of a month", "ar": "شهر أو يوم منه"},
    "day of this month": {"en": "day of this month", "ar": "يوم من الشهر"},
    "named day": {"en": "named day", "ar": "مناسبة"},
    "successive": {"en": "days in a row", "ar": "أيام متتالية"},
    "today": {"en": "counted from the article's date", "ar": "بحساب تاريخ المقال"},
    "weekday": {"en": "day of the week", "ar": "يوم الأسبوع"},
    "decade": {"en": "decade", "ar": "عقد"},
    "century": {"en": "century", "ar": "قرن"},
    "season": {"en": "season", "ar": "فصل السنة"},
    "years": {"en": "year", "ar": "سنة"},
    "repeated": {"en": "repeated", "ar": "متكرر"},
    "counted": {"en": "number of units", "ar": "عدد من الوحدات"},
    "calendar unit": {"en": "week, month or year", "ar": "أسبوع أو شهر أو سنة"},
    "part of today": {"en": "part of the article's day", "ar": "جزء من يوم المقال"},
    "vague": {"en": "vague", "ar": "غير محدد"},
    "day told before": {"en": "a day told before", "ar": "يوم سبق ذكره"},
}


def ruled(rule: str, lang: str) -> str:
    """A rule's name in a language; the rule itself if it has none."""
    return RULE_WORDS.get(rule, {}).get(lang, rule)
