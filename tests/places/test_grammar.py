from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.places import named_places, norm_of, resolve_place, resolve_places
from musnad.places.expression import read_place
from musnad.places.gazetteer import capitals, generic, plain_words
from musnad.places.grammar import kind_of, roles_of
from musnad.script import words_of


def only(mention, /, **known):
    return resolve_places([mention], **known)[0]


def norm(mention, /, **known):
    place = only(mention, **known).place
    return norm_of(place) if place else None


def rules(mention, /, **known):
    return [step.rule for step in only(mention, **known).steps]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("شارع حلب", None),
        ('فندق "بغداد بارك"', None),
        ("شارع حلب في الموصل", "IRQ Mosul"),
        ("مدرسة القاهرة بعدن", "YEM Aden"),
        ("مدينة حلب", "SYR Aleppo"),
        ("ميدان التحرير", "EGY Tahrir Square"),
    ],
    ids=["street", "two-word-hotel", "street-in", "school-at", "city", "known-square"],
)
def test_a_building_or_street_does_not_lie_where_its_name_does(text, wanted):
    assert norm(text) == wanted


def test_an_embassy_is_not_in_the_country_whose_it_is():
    text = "اقتحم محتجون السفارة التركية في ألمانيا"
    found = only("السفارة التركية", text=text)
    assert found.place.country == "DEU"
    assert found.steps[0].rule == "country context"
    assert only("السفارة التركية").place is None


def test_an_owner_does_not_say_where_a_town_of_two_countries_is():
    assert norm("السفارة اللبنانية في طرابلس الليبية") == "LBY Tripoli"


@pytest.mark.parametrize(
    ("mention", "text", "country"),
    [
        ("قرب الحدود التركية السورية", "", "TUR"),
        ("الحدود السورية مع تركيا", "", "SYR"),
        ("الحدود مع النيجر", "مالي مالي مالي", "MLI"),
        ("قرب الحدود الليبية", "الجزائر الجزائر الجزائر الجزائر", "DZA"),
        ("معبر باب الهوى الحدودي مع تركيا", "تركيا تركيا تركيا", "SYR"),
    ],
    ids=["of-two", "of-and-with", "with-Niger-in-Mali", "Libyan-in-Algeria", "crossing"],
)
def test_a_place_on_a_border_is_on_the_side_that_the_article_is_on(mention, text, country):
    assert only(mention, text=text).place.country == country


@pytest.mark.parametrize(
    ("mention", "text", "wanted"),
    [
        ("العاصمة الفرنسية", "", "FRA Paris"),
        ("عاصمة اليمن", "", "YEM Sanaa"),
        ("وسط العاصمة", "قال التونسيون في تونس", "TUN Tunis"),
        ("العاصمة السورية دمشق", "", "SYR Damascus"),
        ("العاصمة", "", None),
        ("العاصمة الأردنية عمان", "", "JOR Amman"),
    ],
    ids=["French", "of-Yemen", "by-article", "named", "none", "Amman"],
)
def test_capitals(mention, text, wanted):
    assert norm(mention, text=text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("عُمان", "OMN"), ("عمّان", "JOR Amman"), ("سلطنة عمان", "OMN"), ("مدينة عمّان", "JOR Amman")],
    ids=["damma", "shadda", "sultanate", "city-shadda"],
)
def test_marks_tell_oman_from_amman(text, wanted):
    assert norm(text) == wanted


def test_the_article_tells_oman_from_amman():
    assert norm("عمان", text="أعلنت الحكومة الأردنية في الأردن") == "JOR Amman"
    assert norm("عمان", text="أعلنت السلطنة أن سلطنة عمان") == "OMN"


def test_a_name_that_lies_nowhere_in_what_contains_it_is_an_unknown_place():
    found = only("بلدة معان في ريف حماة")
    assert found.place.country == "SYR"
    assert found.steps[0].rule == "containing place"
    assert only("بلدة معان").place.country == "JOR"


@pytest.mark.parametrize(
    ("mention", "text", "wanted"),
    [
        ("الباب", "قصف في سوريا", "SYR Al-Bab"),
        ("الباب", "قصف في فرنسا", "FRA"),
        ("مدينة الباب", "قصف في فرنسا", "SYR Al-Bab"),
        ("ذلك الباب", "قصف في سوريا", "SYR"),
        ("الأحياء الشرقية", "", None),
        ("الأحياء الشرقية لمدينة حلب", "", "SYR Aleppo"),
        ("الضفة", "الفلسطينيون في فلسطين", "PSE West Bank"),
        ("الضفة المقابلة", "مولدوفا", "MDA"),
        ("مدينة صور", "لبنان", "LBN Tyre"),
    ],
    ids=[
        "door-in-Syria",
        "door-in-France",
        "city-of-al-Bab",
        "that-door",
        "eastern-quarters",
        "eastern-Aleppo",
        "bank",
        "other-bank",
        "Tyre",
    ],
)
def test_names_that_are_plain_words(mention, text, wanted):
    assert norm(mention, text=text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "كان الليل طويلا وقال عنه الخبر إن السنة الجديدة",
        "كتبت بأي لسان كبيرة",
        "وزارة المالية والطب المدني وحصار الأب",
        "فإن لغات النساء قائمة",
    ],
    ids=["was-night", "wrote", "finance", "languages"],
)
def test_running_text_without_places_names_none(text):
    assert named_places(text) == []


def test_running_text_names_places_with_what_is_attached():
    codes = [code for _, code in named_places("وصل ببغداد وللقاهرة ودمشق ثم مدينة الباب")]
    assert codes == ["IRQ", "EGY", "SYR", "SYR"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("تونس", "TUN"),
        ("الجزائر", "DZA"),
        ("الكويت", "KWT"),
        ("قطر", "QAT"),
        ("جورجيا", "GEO"),
        ("ولاية جورجيا", "USA Georgia (US)"),
        ("مدينة الكويت", "KWT Kuwait City"),
        ("تونس العاصمة", "TUN Tunis"),
        ("الخليج", "Gulf region"),
        ("الساحل", "Sahel"),
        ("بيجين", "CHN Beijing"),
        ("نيو يورك", "USA New York"),
        ("كيف", "UKR Kyiv"),
        ("البندقية", "ITA Venice"),
        ("أغادير", "MAR Agadir"),
        ("سجن عوفر", "PSE Ofer prison"),
        ("مضيق هرمز", "Strait of Hormuz"),
        ("إقليم تيغراي الإثيوبي", "ETH Tigray"),
        ("جسر القرم", "UKR Kerch bridge"),
        ("الكرملين", "RUS Kremlin"),
        ("هونغ كونغ", "HKG"),
        ("كوسوفو", "XKX"),
        ("كابول", "AFG Kabul"),
        ("السليمانية", "IRQ Sulaymaniyah"),
    ],
)
def test_well_known_places(text, wanted):
    assert norm(text) == wanted


def test_each_place_is_a_candidate_once():
    assert [(c.name, c.score) for c in only("القاهرة").candidates] == [("Cairo", 1.0)]


def test_an_outlets_country_speaks_for_its_towns():
    assert only("طرابلس", home="LBN").place.country == "LBN"
    assert "home" in rules("طرابلس", home="LBN")


def test_places_of_one_article_speak_for_each_other():
    together = resolve_places(["صيدا", "طرابلس", "زحلة"])
    assert [t.place.country for t in together] == ["LBN", "LBN", "LBN"]


@pytest.mark.parametrize(
    ("word", "kind"),
    [("محافظة", "region"), ("ولايتي", "region"), ("حيي", "district"), ("لمدينة", "city"),
     ("بمخيم", "camp"), ("الجسرين", "site"), ("طفل", None)],
    ids=["governorate", "two-states", "two-quarters", "to-city", "in-camp", "bridges", "child"],
)  # fmt: skip
def test_generic_nouns_in_all_numbers(word, kind):
    assert kind_of(words_of(word)[0]) == kind


@pytest.mark.parametrize(
    ("word", "role"),
    [("شارع", "eponym"), ("بالسفارة", "embassy"), ("الحدودية", "border"), ("في", "within")],
    ids=["street", "at-the-embassy", "border", "in"],
)
def test_roles_of_words(word, role):
    assert role in roles_of(words_of(word)[0])


def test_no_generic_noun_is_a_place_by_itself():
    assert [w for (w, *rest) in generic() if not rest and only(w).place] == []


def test_capitals_are_in_the_gazetteer():
    needed = {"EGY", "SAU", "YEM", "BRA", "KAZ", "MMR", "COL", "UKR", "USA", "JOR", "XKX"}
    assert needed <= set(capitals())


def test_plain_words_are_folded():
    assert {"كان", "عنه", "الخبر"} <= plain_words()
    assert "القاهره" not in plain_words()


@given(st.text(alphabet="ابتحدرسعقلمنهويةىأ ال،في", max_size=60))
def test_what_is_read_is_in_the_mention(text):
    mention = read_place(text)
    assert all(word in text for word in mention.head_text.split())
    assert all(word in text for word in mention.inside_text.split())


@given(st.text(max_size=200))
def test_any_text_is_searched_for_places(text):
    assert all(0 <= at < len(text) for at, _ in named_places(text))


PARTS = ["مدينة", "شارع", "حلب", "اليمن", "قرب", "الحدود", "مع", "طرابلس", "السورية", "السفارة",
         "العاصمة", "في", "ريف", "الباب", "الشرقية", "وبيروت", "للصين"]  # fmt: skip


@given(st.lists(st.sampled_from(PARTS), max_size=9), st.sampled_from(["", "سوريا", "في لبنان"]))
def test_shares_are_shares_and_the_first_is_the_greatest(parts, article):
    mention = " ".join(parts)
    found = only(mention, text=article)
    scores = [c.score for c in found.candidates]
    assert found == only(mention, text=article)
    assert found.text == mention
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) <= 1.001
    assert found.steps


def test_a_very_long_mention_is_read_in_part():
    assert resolve_place("حلب " * 5_000).place.country == "SYR"
