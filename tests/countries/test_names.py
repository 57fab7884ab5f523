from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.countries import countries, country_names, country_of, named_countries, nationality_of
from musnad.script import fold

TABLE = Path(__file__).resolve().parents[2] / "resources" / "countries" / "spellings.csv"


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("أميركا", "USA"),
        ("الولايات المتحدة", "USA"),
        ("المملكة المتحدة", "GBR"),
        ("بريطانيا", "GBR"),
        ("روسيا الاتحادية", "RUS"),
        ("كوريا الشمالية", "PRK"),
        ("كوريا الجنوبية", "KOR"),
        ("جمهورية كوريا الديمقراطية الشعبية", "PRK"),
        ("الجمهورية الإسلامية", "IRN"),
        ("الجمهورية التركية", "TUR"),
        ("هولاندا", "NLD"),
        ("ميانمار", "MMR"),
        ("فلسطين", "PSE"),
        ("كوسوفو", "XKX"),
        ("تايوان", "TWN"),
        ("جمهورية بنغلاديش الشعبية", "BGD"),
        ("جمهورية سريلانكا الديمقراطية الاشتراكية", "LKA"),
        ("جمهورية ألمانيا الاتحادية", "DEU"),
        ("ترينيداد وتوباغو", "TTO"),
        ("تيمور الشرقية", "TLS"),
        ("جزر القمر", "COM"),
    ],
)
def test_names_as_newspapers_write_them(name, code):
    assert country_of(name) == code


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("الاتحاد السوفياتي", "RUS"),
        ("الاتحاد السوفييتي", "RUS"),
        ("يوغوسلافيا", "SRB"),
        ("صربيا والجبل الأسود", "SRB"),
        ("تشيكوسلوفاكيا", "CZE"),
        ("ألمانيا الشرقية", "DEU"),
        ("اليمن الجنوبي", "YEM"),
        ("زائير", "COD"),
        ("سيلان", "LKA"),
    ],
    ids=[
        "Soviet-Union",
        "Soviet-Union-2",
        "Yugoslavia",
        "Serbia-and-Montenegro",
        "Czechoslovakia",
        "East-Germany",
        "South-Yemen",
        "Zaire",
        "Ceylon",
    ],
)
def test_states_that_are_no_more_stand_for_those_that_took_their_seat(name, code):
    assert country_of(name) == code


@pytest.mark.parametrize(
    "word",
    ["المملكة", "القمر", "هند", "البلاد", "سليماني", "بحر"],
    ids=["kingdom", "moon", "Hind", "the-country", "Soleimani", "sea"],
)
def test_other_words_are_no_countries(word):
    assert country_of(word) is None
    assert nationality_of(word) is None


def test_no_name_stands_for_two_countries():
    rows = csv.DictReader(io.StringIO(TABLE.read_text(encoding="utf-8")))
    seen: dict[str, str] = {}
    for row in rows:
        assert row["code"] in countries()
        for name in row["names"].split("|"):
            assert seen.setdefault(fold(name), row["code"]) == row["code"]


def test_every_name_leads_back_to_its_country():
    names = country_names()
    lost = [
        (c.code, name)
        for c in countries().values()
        for name in c.names
        if names[fold(name)] != c.code
    ]
    assert lost == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("أعلن الأردن أن عمان", ["JOR", "JOR"]),
        ("في عمان ومسقط", ["OMN"]),
        ("الأردن وعُمان", ["JOR", "OMN"]),
        ("عمّان", ["JOR"]),
        ("الأردن وسلطنة عمان", ["JOR", "OMN"]),
    ],
    ids=["Jordan-Amman", "Oman", "damma", "shadda", "sultanate"],
)
def test_oman_and_amman(text, codes):
    assert [named.code for named in named_countries(text)] == codes


def test_a_countrys_facts():
    syria = countries()["SYR"]
    assert (syria.alpha2, syria.english, syria.capital) == ("SY", "Syria", "Damascus")
    assert set(syria.neighbours) == {"IRQ", "ISR", "JOR", "LBN", "TUR"}
    assert syria.continent == "AS"
    assert syria.arabic == "سوريا"


@given(st.text(max_size=60))
def test_any_text_may_be_asked_for(text):
    assert country_of(text) is None or country_of(text) in countries()
