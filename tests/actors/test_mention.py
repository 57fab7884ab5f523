from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.actors import read_actor

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    "name", ["titles.csv", "bodies.csv", "metonyms.csv", "people.csv", "given_names.csv"]
)
def test_the_packaged_copy_equals_the_resource(name):
    packaged = ROOT / "src" / "musnad" / "actors" / "data" / name
    assert packaged.read_bytes() == (ROOT / "resources" / "actors" / name).read_bytes()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("وزير الخارجية القطري خالد العطية", "QATGOV"),
        ("المتحدث باسم الجيش الإسرائيلي أفيخاي أدرعي", "ISRMIL"),
        ("قائد الشرطة العراقية", "IRQCOP"),
        ("رئيس مجلس النواب اللبناني نبيه بري", "LBNLEG"),
        ("النائب العام المصري", "EGYJUD"),
        ("الصين", "CHNGOV"),
        ("للصين", "CHNGOV"),
        ("بكين", "CHNGOV"),
        ("البيت الأبيض", "USAGOV"),
        ("الكرملين", "RUSGOV"),
        ("الحوثيون", "YEMREB"),
        ("مقاتلو داعش", "INTREB"),
        ("الأمم المتحدة", "IGOUNO"),
        ("المبعوث الأممي إلى سوريا", "IGOUNO"),
        ("الأمين العام للأمم المتحدة", "IGOUNO"),
        ("المفوضيه الساميه للامم المتحده لشؤون اللاجئين", "IGOUNO"),
        ("وزراء خارجية الاتحاد الأوروبي", "IGOEEC"),
        ("المندوب السوري لدى الأمم المتحدة", "SYRGOV"),
        ("منظمة العفو الدولية", "INTNGO"),
        ("صحيفة الشرق الأوسط", "SAUMED"),
        ("أربعة إيطاليين", "ITACVL"),
        ("أحد عشر فلسطينيا", "PSECVL"),
        ("محكمة جنايات القاهرة", "EGYJUD"),
        ("وزيرا خارجية إيران وباكستان", "IRNGOV+PAKGOV"),
        ("الصين وروسيا والهند", "CHNGOV+RUSGOV+INDGOV"),
        ("واشنطن وتل أبيب والرياض", "USAGOV+ISRGOV+SAUGOV"),
        ("وزير التربية والتعليم التونسي", "TUNGOV"),
        ("الجيش والشرطة العراقيين", "IRQMIL+IRQCOP"),
        ("رئيسة بعثة المفوضية، الكندية صوفي لابلانت", "GOV"),
        ("اللواء تركي بن جزاع المنيفي", "MIL"),
        ("الوزير", "GOV"),
        ("خالد العطية", None),
        ("", None),
    ],
)
def test_codes(text, code):
    assert read_actor(text).code == code


def test_the_parts_of_a_mention():
    actor = read_actor("وزير الخارجية القطري خالد العطية")
    assert (actor.title, actor.nationality, actor.name) == (
        "وزير الخارجية",
        "القطري",
        "خالد العطية",
    )
    assert actor.latin == "Khaled al-Attiyah"
    assert [(s.rule, s.value) for s in actor.steps] == [("title", "GOV"), ("nationality", "QAT")]


def test_papers_are_named_with_common_words():
    assert read_actor("الأخبار السارة للناس").code == "CVL"
    assert read_actor("السفير الباكستاني").code == "PAKGOV"
    assert read_actor("صحيفة السفير").code == "LBNMED"


@given(st.text(max_size=150))
def test_any_text_is_answered(text):
    actor = read_actor(text)
    assert actor.text == text
    assert read_actor(text) == actor


WORDS = [
    *("وزير", "الخارجية", "القطري", "خالد", "والصين", "الجيش", "رئيس", "لدى", "الأمم", "المتحدة"),
    *("،", "و", "بن", "تركي", "اللواء", "داعش"),
]


@given(st.lists(st.sampled_from(WORDS), max_size=10))
def test_what_is_named_stands_in_the_mention(words):
    text = " ".join(words)
    actor = read_actor(text)
    for part in (actor.title, actor.nationality, actor.name):
        assert all(word in text.split() for word in part.split())
