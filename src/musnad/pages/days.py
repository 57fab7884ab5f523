"""Publication dates as Arabic pages print them: `الجمعة 24 نيسان / أبريل 2020`, `2015/08/01`."""

from __future__ import annotations

import re
from datetime import date

from musnad.dates import MONTHS
from musnad.script import ascii_digits, fold

DATE_WORDS = frozenset(
    fold(
        "السبت الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة يوم اليوم هـ م ه الموافق "
        "الساعة صباحا مساء ص نشر في تاريخ النشر تم نشره تحديث آخر بتاريخ بتوقيت غرينتش مكة كانون "
        "تشرين الأول الثاني الآخر الأولى الآخرة محرم صفر ربيع جمادى رجب شعبان رمضان شوال ذو ذي "
        "القعدة الحجة GMT am pm"
    ).split()
)
"""Words of printed date lines besides numbers and month names, folded."""

_MONTH = "|".join(sorted((re.escape(m) for m in MONTHS), key=len, reverse=True))
_NAMED = re.compile(
    rf"(?<!\d)(\d{{1,2}})\s*(?:من\s+)?[-/،,]?\s*({_MONTH})(?!\w)"
    rf"(?:\s*[(/\-]?\s*(?:{_MONTH})\)?)?\s*[-/،,]?\s*(?:عام\s+|سنه\s+)?((?:19|20)\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(rf"(?<!\w)({_MONTH})\s+(\d{{1,2}})\s*[،,]?\s+((?:19|20)\d\d)(?!\d)")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.]((?:19|20)\d\d)(?!\d)")
_IN_URL = re.compile(
    r"/((?:19|20)\d\d)(?:/[a-z_\-]+)?[/\-](\d{1,2})[/\-](\d{1,2})(?=[/\-_.?]|$)", re.IGNORECASE
)
_RUN_IN_URL = re.compile(
    r"/((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=\d*[/\-_.?]|\d|$)"
)

PUBLISHED = re.compile(
    r"(?:تم\s+نشره|تم\s+النشر|تاريخ\s+النشر|نشر\s+في|نشرت\s+في|نشر\s*:|نُشر|حرر\s+في|published)",
    re.IGNORECASE,
)
UPDATED = re.compile(r"(?:اخر\s+تحديث|تحديث|تم\s+التحديث|updated)", re.IGNORECASE)


def day_in(text: str) -> date | None:
    """The first full date in a line, None if there is none. Weekday names are not needed."""
    line = fold(ascii_digits(text))
    named = _NAMED.search(line)
    if named:
        return _day(named.group(3), MONTHS[named.group(2)], named.group(1))
    leading = _MONTH_FIRST.search(line)
    if leading:
        return _day(leading.group(3), MONTHS[leading.group(1)], leading.group(2))
    first = _YEAR_FIRST.search(line)
    if first:
        return _day(*first.groups())
    last = _DAY_FIRST.search(line)
    return _day(last.group(3), last.group(2), last.group(1)) if last else None


def is_date_line(text: str) -> bool:
    """Whether a line is a date and little else: weekdays, months, hours, place of issue."""
    words = re.findall(r"\w+", fold(ascii_digits(text)))
    dated = sum(w.isdigit() or w in MONTHS or w in DATE_WORDS for w in words)
    return 0 < len(words) <= 16 and dated >= 0.6 * len(words) and day_in(text) is not None


def day_in_url(url: str | None) -> date | None:
    """The date in an address' path, such as /2020/8/24/, /2013/world/8/3/ or /20200317."""
    for pattern in (_IN_URL, _RUN_IN_URL):
        found = pattern.search(url or "")
        if found:
            return _day(*found.groups())
    return None


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
