"""Each expression of the benchmark's table has the value that stands beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.dates import TimeMention, dated, norm_of, resolve_time, resolve_times

TABLE = Path(__file__).resolve().parents[2] / "benchmarks" / "tables" / "times.tsv"
ROWS = [
    line.split("\t")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]
ANNOUNCED = {"عيد الأضحى المقبل"}
"""Feasts that were kept a day off the calendar, which the room follows."""

TUESDAY = date(2015, 8, 4)
ARABIC = st.text(
    st.sampled_from(" ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ0123456789٠١٢٣/-:.،()هـم"), max_size=60
)
WORDS = st.lists(st.sampled_from([word for row in ROWS for word in row[0].split()]), max_size=8)


@pytest.mark.parametrize(("text", "published", "value"), ROWS)
def test_the_table(text, published, value):
    day = date.fromisoformat(published) if published else None
    if text not in ANNOUNCED:
        assert (norm_of(resolve_time(text, published=day)) or "-") == value


@pytest.mark.parametrize(
    ("text", "type_", "value", "modifier", "begin", "end"),
    [
        ("مساء الجمعة الماضي", "TIME", "2015-07-31TEV", None, "2015-07-31", "2015-07-31"),
        ("الساعة 21:30", "TIME", "2015-08-04T21:30", None, "2015-08-04", "2015-08-04"),
        ("الثالثة والنصف فجرا", "TIME", "2015-08-04T03:30", None, "2015-08-04", "2015-08-04"),
        ("السادسة مساء", "TIME", "2015-08-04T18:00", None, "2015-08-04", "2015-08-04"),
        ("مطلع سبتمبر المقبل", "DATE", "2015-09", "START", "2015-09-01", "2015-09-10"),
        ("ثلاثة أيام", "DURATION", "P3D", None, None, None),
        ("نحو ثلاثة أشهر", "DURATION", "P3M", "APPROX", None, None),
        ("48 ساعة", "DURATION", "PT48H", None, None, None),
        ("كل أسبوع", "SET", "P1W", None, None, None),
        ("مؤخرا", "DATE", "PAST_REF", None, None, None),
        ("صيف 2014", "DATE", "2014-SU", None, "2014-06-01", "2014-08-31"),
        ("التسعينيات", "DATE", "199", None, "1990-01-01", "1999-12-31"),
        ("كلام لا زمن فيه", "DATE", None, None, None, None),
    ],
    ids=[
        "friday-evening", "clock", "dawn-half-past", "evening-hour", "part-of-month", "duration",
        "about", "hours", "set", "recently", "season", "decade", "no-time",
    ],
)  # fmt: skip
def test_timex3(text, type_, value, modifier, begin, end):
    timex = resolve_time(text, published=TUESDAY)
    assert (timex.type, timex.value, timex.modifier) == (type_, value, modifier)
    assert (timex.begin, timex.end) == (begin, end)


@pytest.mark.parametrize(
    ("text", "value"),
    [("الجمعة", "XXXX-WXX-5"), ("15 آب", "XXXX-08-15"), ("أيلول", "XXXX-09"), ("أمس", "PAST_REF")],
    ids=["friday", "15-august", "september", "yesterday"],
)
def test_without_a_date_the_partial_value_is_kept(text, value):
    timex = resolve_time(text)
    assert timex.value == value
    assert timex.begin is None


def test_what_is_planned_lies_ahead():
    assert resolve_time("الجمعة", published=TUESDAY, future=True).value == "2015-08-07"
    assert resolve_time("الجمعة الماضي", published=TUESDAY, future=True).value == "2015-07-31"


def test_a_site_that_dates_a_day_late_is_seen_through():
    texts = ["اليوم (الاثنين)", "أمس"]
    assert dated(texts, TUESDAY) == date(2015, 8, 3)
    found = resolve_times([TimeMention(t) for t in texts], published=TUESDAY)
    assert [t.value for t in found] == ["2015-08-03", "2015-08-02"]


def test_the_text_tells_the_day_where_the_expressions_do_not():
    text = "أعلنت الوزارة، اليوم (الاثنين)، عن لقاء أمس"
    found = resolve_times([TimeMention("اليوم")], published=TUESDAY, text=text)
    assert found[0].value == "2015-08-03"
    plain = resolve_times([TimeMention("اليوم")], published=TUESDAY, text="اليوم وأمس في الأحد")
    assert plain[0].value == "2015-08-04"


def test_the_same_day_is_the_one_told_before():
    texts = ["الأحد", "مساء", "اليوم نفسه", "اليوم التالي"]
    found = resolve_times([TimeMention(t) for t in texts], published=TUESDAY)
    assert [t.begin for t in found] == ["2015-08-02", "2015-08-02", "2015-08-02", "2015-08-03"]
    assert resolve_time("اليوم نفسه", published=TUESDAY).value is None


def test_steps_tell_the_rule():
    steps = resolve_time("قبل ثلاثة أيام", published=TUESDAY).steps
    assert steps[-1].rule == "counted"
    assert steps[-1].value == "2015-08-01"


@given(ARABIC)
def test_any_text_is_answered(text):
    timex = resolve_time(text, published=TUESDAY)
    assert timex.text == text
    norm_of(timex)


@given(WORDS, st.sampled_from([None, TUESDAY, date(1, 1, 1), date(9999, 12, 31)]))
def test_any_words_of_time_are_answered(words, published):
    timex = resolve_time(" ".join(words), published=published)
    norm_of(timex)
    if timex.begin and timex.end:
        assert timex.begin <= timex.end
    assert resolve_time(" ".join(words), published=published) == timex


def test_too_long_an_expression_is_not_read():
    assert resolve_time("أمس " * 200, published=TUESDAY).value is None
