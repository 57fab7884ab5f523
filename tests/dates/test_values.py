"""Full values and days of the benchmark's table, and what else an expression tells."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.dates import TimeMention, norm_of, resolve_time, resolve_times
from musnad.records import Step, Timex

TABLE = Path(__file__).resolve().parents[2] / "benchmarks" / "tables" / "timex.tsv"
ROWS = [
    tuple(line.split("\t"))
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
TUESDAY = date(2015, 8, 4)
DAYS = st.dates(date(1800, 1, 1), date(2500, 12, 31))
EXPRESSIONS = st.sampled_from([row[0] for row in ROWS])
CUT_SHORT = ["و", "إلا", "ربعا", "ثلثا", "دقائق", "الساعة", "الثالثة", "خمس", "ونصف", "كل", "بعد"]
WORDS = st.sampled_from(sorted({*CUT_SHORT, *(word for row in ROWS for word in row[0].split())}))
MARKS = st.sampled_from(["\u064b", "\u0640", "\u200f", " ", "،", "(", ")", "«", "و", "ال", "من"])
ARABIC = st.text(
    st.sampled_from(" ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ0123456789٠١٢٣٫/-:.،()هـم"), max_size=60
)


@pytest.mark.parametrize(("text", "published", "value", "begin", "end"), ROWS)
def test_the_table(text, published, value, begin, end):
    found = resolve_time(
        text, published=None if published == "-" else date.fromisoformat(published)
    )
    assert (found.value or "-", found.begin or "-", found.end or "-") == (value, begin, end)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("كل أسبوعين", "SET"),
        ("كل جمعة", "SET"),
        ("يوميا", "SET"),
        ("نصف ساعة", "DURATION"),
        ("لمدة عامين", "DURATION"),
        ("ثلاثة أرباع الساعة", "DURATION"),
        ("فجر السبت", "TIME"),
        ("الثامنة إلا ربعا مساء", "TIME"),
        ("الربع الأول من عام 2014", "DATE"),
        ("قبل أيام", "DATE"),
    ],
    ids=[
        "every-two-weeks", "every-friday", "daily", "half-an-hour", "for-two-years",
        "three-quarters-of-the-hour", "saturday-dawn", "quarter-to-eight", "first-quarter",
        "days-ago",
    ],
)  # fmt: skip
def test_types(text, kind):
    assert resolve_time(text, published=TUESDAY).type == kind


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("الربع الأول من عام 2014", "2014-01/2014-03"),
        ("النصف الثاني من العام الماضي", "2014-07/2014-12"),
        ("النصف الثاني من يوليو", "2015-07-16/2015-07-31"),
        ("العقد الماضي", "2000/2009"),
        ("منذ السبعينات", "1970/2015"),
        ("منذ الأسبوع الماضي", "2015-07-27/2015-08-04"),
        ("منذ مطلع رمضان", "2015-06-18/2015-08-04"),
        ("كل جمعة", None),
        ("لمدة عامين", None),
        ("قبل أيام", None),
    ],
    ids=[
        "quarter", "half-year", "half-month", "past-decade", "since-seventies", "since-last-week",
        "since-ramadan-began", "set", "duration", "days-ago",
    ],
)  # fmt: skip
def test_norms(text, norm):
    assert norm_of(resolve_time(text, published=TUESDAY)) == norm


@pytest.mark.parametrize(
    "text",
    [
        "قبل الاقتحام بيوم",
        "بعد ساعات من التوقيع",
        "عشية الاجتماع",
        "قبل ذلك بأسبوع",
        "يوم الأب",
        "لليوم الثالث",
        "بعد المباراة",
        "الموسم الماضي",
        "12 قتيلا",
    ],
    ids=[
        "a-day-before-the-raid", "hours-after-signing", "eve-of-the-meeting",
        "a-week-before-that", "fathers-day", "third-day", "after-the-match", "last-season",
        "twelve-dead",
    ],
)  # fmt: skip
def test_what_hangs_on_an_event_is_not_guessed(text):
    found = resolve_time(text, published=TUESDAY)
    assert (found.value, found.begin, found.end) == (None, None, None)
    assert found.steps


def test_a_count_from_the_day_told_before():
    found = resolve_time("قبل ذلك بأسبوع", published=TUESDAY, context=date(2015, 7, 20))
    assert found.value == "2015-07-13"


def test_in_a_story_after_counts_from_the_day_told_before():
    texts = ["الثلاثاء 7 يوليو", "بعد يومين"]
    told = resolve_times([TimeMention(t) for t in texts], published=TUESDAY)
    assert [t.value for t in told] == ["2015-07-07", "2015-07-09"]
    planned = resolve_times(
        [TimeMention(texts[0]), TimeMention(texts[1], future=True)], published=TUESDAY
    )
    assert planned[1].value == "2015-08-06"


def test_the_same_month_is_that_of_the_day_told_before():
    found = resolve_time("الشهر نفسه", published=TUESDAY, context=date(2014, 11, 3))
    assert found.value == "2014-11"
    assert resolve_time("نفس العام", published=TUESDAY).value is None


def test_what_is_done_does_not_count_ahead():
    found = resolve_times([TimeMention("بعد يومين")], published=TUESDAY)[0]
    assert (found.value, found.begin) == (None, None)
    assert found.steps[-1].rule == "not planned, so counted from another day"


def test_a_far_day_does_not_draw_the_evening_to_it():
    texts = ["26 مارس", "مساء"]
    found = resolve_times([TimeMention(t) for t in texts], published=TUESDAY)
    assert [t.value for t in found] == ["2015-03-26", "2015-08-04TEV"]


def test_two_days_told_apart_do_not_redate_the_article():
    found = resolve_times([TimeMention("منذ الجمعة وحتى أمس")], published=TUESDAY)
    assert found[0].value == "2015-07-31/2015-08-03"


def test_a_contradicting_weekday_is_told_and_the_date_wins():
    found = resolve_time("الجمعة 4 أغسطس 2015", published=TUESDAY)
    assert found.value == "2015-08-04"
    assert Step("weekday contradicts the date", "الجمعة", "2015-08-04 is الثلاثاء") in found.steps


def test_a_weekday_beside_today_redates_the_article():
    found = resolve_time("اليوم (الاثنين)", published=TUESDAY)
    assert found.value == "2015-08-03"
    step = Step("weekday contradicts the publication date", "الاثنين", "written 2015-08-03")
    assert step in found.steps


def test_a_hijri_year_is_an_interval():
    assert norm_of(resolve_time("عام 1436هـ")) == "2014-10-25/2015-10-13"


def test_a_weekday_chooses_among_near_years():
    assert resolve_time("الخميس 15 أغسطس", published=date(2013, 2, 12)).value == "2013-08-15"


def test_without_a_date_the_weekday_narrows_the_year():
    found = resolve_time("الثلاثاء 4 أغسطس")
    assert found.value == "XXXX-08-04"
    assert Step("weekday narrows the year", "الثلاثاء", "2009, 2015, 2020, 2026") in found.steps


def test_without_a_date_it_is_said_how_long_ago():
    found = resolve_time("قبل يومين")
    assert found.value == "PAST_REF"
    assert Step("how long", "يومين", "P2D") in found.steps


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الجمعة", "2015-08-07"),
        ("يوم 27", "2015-08-27"),
        ("سبتمبر", "2015-09"),
        ("خلال أسبوعين", "2015-08-04/2015-08-18"),
    ],
    ids=["friday", "day-27", "september", "within-two-weeks"],
)
def test_planned_times_lie_ahead(text, value):
    assert resolve_time(text, published=TUESDAY, future=True).value == value


@given(EXPRESSIONS, DAYS)
def test_values_do_not_depend_on_marks_and_figures(text, published):
    plain = resolve_time(text, published=published)
    eastern = text.translate({ord("0") + n: "٠١٢٣٤٥٦٧٨٩"[n] for n in range(10)})
    marked = resolve_time(eastern.replace("ة", "ة\u064c"), published=published)
    assert (marked.value, marked.begin, marked.end) == (plain.value, plain.begin, plain.end)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("الثالثة إلا خمس دقائق فجرا", "2015-08-04T02:55"),
        ("الساعة الثالثة وخمس دقائق مساء", "2015-08-04T15:05"),
        ("الساعة الثالثة إلا خمس", "2015-08-04T03:00"),
        ("الواحدة ظهرا", "2015-08-04T13:00"),
        ("الساعة 24:00", "2015-08-04T00:00"),
        ("الساعة 99", None),
    ],
    ids=["five-to-three", "five-past-three", "unit-unsaid", "one-noon", "midnight", "no-hour"],
)
def test_hours(text, value):
    assert resolve_time(text, published=TUESDAY).value == value


@given(st.lists(st.one_of(WORDS, MARKS), max_size=9).map(" ".join), DAYS, st.booleans())
def test_any_words_are_answered_with_words_of_their_own(text, published, future):
    found = resolve_time(text, published=published, context=published, future=future)
    for step in found.steps:
        assert all(word in text for word in step.text.split())


@given(st.lists(st.one_of(EXPRESSIONS, MARKS), max_size=4).map("".join), DAYS, st.booleans())
def test_any_mix_is_answered_with_words_of_its_own(text, published, future):
    found = resolve_time(text, published=published, context=published, future=future)
    assert found.text == text
    assert Timex.from_dict(found.to_dict()) == found
    norm_of(found)
    for step in found.steps:
        assert all(word in text for word in step.text.split())


@given(ARABIC, st.none() | DAYS)
def test_any_text_is_answered_in_order(text, published):
    found = resolve_time(text, published=published)
    if found.begin and found.end:
        assert found.begin <= found.end
    assert resolve_time(text, published=published) == found


@given(DAYS)
def test_the_past_does_not_lie_ahead(published):
    for text in ("الجمعة الماضي", "أمس", "قبل شهرين", "الأسبوع الماضي", "مارس الماضي", "الجمعة"):
        found = resolve_time(text, published=published)
        assert found.end is not None
        assert found.end <= published.isoformat()


@given(DAYS)
def test_the_future_lies_ahead(published):
    for text in ("الجمعة المقبل", "غدا", "بعد أسبوعين", "الشهر المقبل", "مارس المقبل"):
        found = resolve_time(text, published=published)
        assert found.begin is not None
        assert found.begin > published.isoformat()
