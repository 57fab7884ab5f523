from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_sources import PAGE, TEXT

from musnad.ingest import looks_arabic, why_not_arabic
from musnad.ingest.given_days import given_day
from musnad.ingest.language import page_letters

DAYS = [
    ("2021-03-05", date(2021, 3, 5)),
    ("2021-03-05T23:10:00Z", date(2021, 3, 5)),
    ("2021-03-05 10:00:00+03:00", date(2021, 3, 5)),
    ("2021/3/5", date(2021, 3, 5)),
    ("20210305", date(2021, 3, 5)),
    ("20210305T101500Z", date(2021, 3, 5)),
    ("٢٠٢١-٠٣-٠٥", date(2021, 3, 5)),
    ("5 مارس 2021", date(2021, 3, 5)),
    ("الجمعة 5 آذار/مارس 2021", date(2021, 3, 5)),
    ("Fri, 05 Mar 2021 10:00:00 GMT", date(2021, 3, 5)),
    ("March 5, 2021", date(2021, 3, 5)),
    ("5 Mar 2021", date(2021, 3, 5)),
    ("25/01/2023", date(2023, 1, 25)),
    ("01/25/2023", date(2023, 1, 25)),
    ("01/01/2023", date(2023, 1, 1)),
    ("1614902400", date(2021, 3, 5)),
    (1614902400, date(2021, 3, 5)),
    (1614902400123, date(2021, 3, 5)),
    (20210305, date(2021, 3, 5)),
    (date(2021, 3, 5), date(2021, 3, 5)),
    (datetime(2021, 3, 5, 23, tzinfo=UTC), date(2021, 3, 5)),
    ({"$date": "2021-03-05T00:00:00Z"}, date(2021, 3, 5)),
    ("05/01/2023", None),
    ("2021-13-05", None),
    ("2021-02-30", None),
    ("0001-01-01", None),
    ("2021", None),
    ("yesterday", None),
    ("", None),
    (12, None),
    (True, None),
    (float("nan"), None),
    (float("inf"), None),
    (None, None),
    (["2021-03-05"], None),
]


@pytest.mark.parametrize(("value", "day"), DAYS)
def test_the_day_that_a_table_means(value, day):
    assert given_day(value) == day


@given(st.text(max_size=90) | st.integers() | st.floats() | st.dictionaries(st.text(), st.text()))
def test_whatever_a_table_holds_is_a_day_or_none(value):
    day = given_day(value)
    assert day is None or 1900 <= day.year <= 2100


FOREIGN = [
    pytest.param("The minister said on Monday that the plan would start.", id="English"),
    pytest.param("رئیس جمهور گفت که این برنامه از ماه آینده در همه جا آغاز می‌شود.", id="Persian"),
    pytest.param("رئيس جمهور كشور با وزير امور خارجه درباره پرونده گفت وگو كرد.", id="old Persian"),
    pytest.param("وزیر اعظم نے کہا ہے کہ یہ منصوبہ اگلے مہینے شروع ہو گا۔", id="Urdu"),
    pytest.param("سەرۆکی هەرێم ڕایگەیاند کە پلانەکە مانگی داهاتوو دەست پێدەکات.", id="Kurdish"),
    pytest.param("12345 - 678", id="no letters"),
]  # fmt: skip


@pytest.mark.parametrize("text", FOREIGN)
def test_other_languages_are_told_by_their_letters(text):
    assert not looks_arabic(text)


ARABIC = [
    pytest.param(TEXT, id="news"),
    pytest.param("قال الوزير في بيان على Facebook وTwitter إن الخطة بدأت.", id="with Latin names"),
    pytest.param(TEXT + " وحضر اللقاء السيد چورچ گالاوي." + TEXT * 3, id="letters for names"),
    pytest.param("قال الوزیر فی بیان إن الخطة بدأت فی کل المدن من الیوم", id="Farsi keyboard"),
]  # fmt: skip


@pytest.mark.parametrize("text", ARABIC)
def test_arabic_is_arabic(text):
    assert why_not_arabic(text) is None


def test_markup_scripts_and_styles_are_not_seen():
    page = (
        f"<SCRIPT>a = 'x' < 3;</Script ><style>p{{}}</style><!-- <p>no</p> --><p a='b'>{TEXT}</p>"
    )
    assert page_letters(page).split() == TEXT.split()
    assert looks_arabic(page_letters(PAGE.decode()))


@pytest.mark.parametrize("part", ["<script>", "<!--", "<a ", "<", "<svg"])
def test_markup_that_never_ends_is_passed_in_one_go(part):
    assert page_letters(part * 50_000).strip("< ") == ""
