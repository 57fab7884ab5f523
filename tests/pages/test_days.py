from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.pages.days import day_in, day_in_url, is_date_line


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("الجمعة 24 نيسان / أبريل 2020 09:22 مساءً", date(2020, 4, 24)),
        ("الإثنين، 24 أغسطس 2020 09:23 ص", date(2020, 8, 24)),
        ("الأربعاء، 28 آب/اغسطس 2013", date(2013, 8, 28)),
        ("الأربعاء 6 فيفري 2019", date(2019, 2, 6)),
        ("٢٧ آذار ٢٠١٧", date(2017, 3, 27)),
        ("السبت 5 كانون الأول 2020 | 07:15", date(2020, 12, 5)),
        ("12 غشت 2015", date(2015, 8, 12)),
        ("السبت 15 ذو القعدة 1431هـ - 23 أكتوبر 2010م - العدد 15461", date(2010, 10, 23)),
        ("نشر في 2015/08/01", date(2015, 8, 1)),
        ("13/9/2021", date(2021, 9, 13)),
        ("Aug 24, 2020", date(2020, 8, 24)),
        ("24 August 2020", date(2020, 8, 24)),
        ("31 فبراير 2020", None),
        ("قبل يومين", None),
        ("الجمعة 24 نيسان", None),
    ],
)
def test_printed_days(line, day):
    assert day_in(line) == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/story/2020/8/24/x/77", date(2020, 8, 24)),
        ("http://a.example/2013/middle_east/8/3/x/index.html", date(2013, 8, 3)),
        ("https://a.example/world/202003171044893040-x/", date(2020, 3, 17)),
        ("https://a.example/2015-08-01/x", date(2015, 8, 1)),
        ("https://a.example/article/825076-x", None),
        ("https://a.example/2020/13/45/x", None),
        (None, None),
    ],
)
def test_days_of_addresses(url, day):
    assert day_in_url(url) == day


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("الأربعاء 14 فبراير 2018 - 09:15", True),
        ("تم النشر في: الأحد 12 أيار/مايو 2024 - 13:40", True),
        ("قتل عشرة أشخاص في 12 مايو 2024 في هجوم على سوق المدينة", False),
        ("الأربعاء", False),
    ],
)
def test_date_lines(line, is_one):
    assert is_date_line(line) is is_one


@given(st.text(max_size=80))
def test_any_line_may_be_asked(line):
    assert day_in(line) is None or day_in(line).year >= 1900
    is_date_line(line)
