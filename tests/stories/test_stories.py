import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import RecordError
from musnad.stories import (
    Dated,
    Fingerprint,
    Joined,
    Member,
    MemoryStore,
    containment,
    difference,
    fingerprint,
    place,
    tell,
)
from musnad.stories.fingerprint import ONE_IN
from musnad.stories.story import sentences

DAY = date(2015, 8, 2)


def words(seed: int, count: int = 250) -> list[str]:
    """Made-up words, so that two seeds share nothing."""
    rng = random.Random(seed)
    return ["".join(rng.choices("بتثجحخدرزسشصطعفقكلمنهوي", k=6)) for _ in range(count)]


def text(seed: int, count: int = 250) -> str:
    return " ".join(words(seed, count))


def put(store, name, body, day=DAY):
    return place(Dated(name, fingerprint(body), day), store)


# ── fingerprints ─────────────────────────────────────────────────────────────────────────────


def test_fingerprint_is_the_same_on_every_machine():
    found = fingerprint("أعلنت الوزارة اليوم عن اتفاق جديد")
    assert [int(h) for h in found.shingles] == PINNED


PINNED = [11135932127312806800, 13220937149490305737, 15534641144062642565]


def test_spelling_marks_and_punctuation_do_not_count():
    plain = fingerprint("أعلنت الوزارة اليوم عن اتفاق جديد")
    other = fingerprint("«اعلنت» الوزاره، اليومَ عن إتفاق جديد!")
    assert list(plain.shingles) == list(other.shingles)


@pytest.mark.parametrize("body", ["", "كلمة", "كلمة واحدة فقط", "\0\n"], ids=repr)
def test_texts_too_short_for_a_shingle_have_none(body):
    found = fingerprint(body)
    assert len(found) == 0
    assert found.keys == ()
    assert containment(found, fingerprint(text(1))) == 0


def test_keys_are_a_sample_of_the_shingles_that_cut_versions_share():
    whole, cut = fingerprint(text(1, 2000)), fingerprint(" ".join(words(1, 2000)[300:500]))
    assert len(whole.keys) == pytest.approx(2000 / ONE_IN, rel=0.2)
    assert set(cut.keys) <= set(whole.keys)
    assert all(-(2**63) <= key < 2**63 for key in whole.keys)


@given(st.text())
def test_fingerprints_go_through_bytes(body):
    found = fingerprint(body)
    assert np.array_equal(Fingerprint.from_bytes(found.to_bytes()).shingles, found.shingles)


@pytest.mark.parametrize("data", [b"", b"nonsense", b"x\x9cK\xca\x00\x00"], ids=repr)
def test_damaged_bytes_are_refused(data):
    with pytest.raises(RecordError, match="fingerprint"):
        Fingerprint.from_bytes(data)


# ── placing ──────────────────────────────────────────────────────────────────────────────────


def test_a_cut_and_reheadlined_version_joins_its_original():
    store = MemoryStore()
    first = put(store, "a1", text(1))
    cut = put(store, "a2", "عنوان آخر تماما للخبر " + " ".join(words(1)[:80]))
    assert first.story == cut.story == "s1"
    assert cut.joined is not None
    assert cut.joined.article == "a1"
    assert cut.joined.containment > 0.9


def test_the_original_joins_when_it_comes_after_the_cut_version():
    store = MemoryStore()
    put(store, "a2", " ".join(words(1)[:80]))
    assert put(store, "a1", text(1)).story == "s2"


def test_other_news_of_the_day_is_another_story():
    store = MemoryStore()
    put(store, "a1", text(1))
    assert put(store, "a2", text(2)).story == "s2"


def half_alike(seed: int) -> str:
    """A daily text of one form: six words in ten are the form's, in one run."""
    return " ".join([*words(99, 120), *words(seed, 100)])


def test_daily_texts_of_one_form_stay_apart_on_different_days():
    store = MemoryStore()
    for n in range(5):
        put(store, f"a{n}", half_alike(n), date(2015, 8, 1 + 5 * n))
    assert len(set(store.stories.values())) == 5


def test_a_form_that_recurs_does_not_glue_texts_of_one_day():
    store = MemoryStore()
    put(store, "a1", half_alike(1), date(2015, 7, 1))
    put(store, "a2", half_alike(2), DAY)
    assert put(store, "a3", half_alike(3), DAY).story == "s3"


def test_a_reprint_after_weeks_joins_only_as_a_whole():
    store = MemoryStore()
    put(store, "a1", text(1), DAY)
    assert put(store, "a2", text(1), date(2015, 8, 20)).story == "s1"
    edited = " ".join([*words(1)[:150], *words(5, 100)])
    assert put(store, "a3", edited, date(2015, 8, 20)).story == "s3"
    assert put(store, "a4", text(1), date(2016, 8, 2)).story == "s4"


def test_without_a_day_only_whole_copies_join():
    store = MemoryStore()
    put(store, "a1", text(1), None)
    assert put(store, "a2", text(1)).story == "s1"
    edited = " ".join([*words(1)[:150], *words(5, 100)])
    assert put(store, "a3", edited, None).story == "s3"


def test_an_article_that_holds_two_stories_whole_makes_one_of_them():
    store = MemoryStore()
    put(store, "a1", text(1))
    put(store, "a2", text(2))
    both = put(store, "a3", text(1) + " " + text(2))
    assert (both.story, both.merged) == ("s1", ("s2",))
    assert set(store.stories.values()) == {"s1"}
    assert store.members == {"s1": ["a1", "a2", "a3"]}


def test_short_texts_need_to_be_the_same():
    store = MemoryStore()
    put(store, "a1", " ".join([*words(1, 20), *words(2, 15)]))
    assert put(store, "a2", " ".join([*words(1, 20), *words(3, 15)])).story == "s2"
    assert put(store, "a3", " ".join([*words(1, 20), *words(2, 15)])).story == "s1"


def test_a_page_without_words_is_its_own_story():
    store = MemoryStore()
    put(store, "a1", "")
    assert put(store, "a2", "").story == "s2"


def test_a_formula_of_hundreds_is_no_candidate():
    store = MemoryStore()
    for n in range(201):
        store.add(Dated(f"b{n}", fingerprint(text(7)), DAY), f"s{n}", Joined("b0", 1.0))
    assert (
        list(store.candidates(Dated("a1", fingerprint(text(7)), DAY), common=200, days=4, far=30))
        == []
    )


# ── stories ──────────────────────────────────────────────────────────────────────────────────


def member(name, outlet, agency=None, day=2):
    return Member(name, outlet, agency, date(2015, 8, day) if day else None)


def test_the_earliest_day_had_it_first():
    story = tell("s1", [member("a2", "عكاظ", "واس", 3), member("a1", "الرياض", None, 2)])
    assert (story.first.article, story.reason) == ("a1", "day")
    assert story.outlets == ("الرياض", "عكاظ")


def test_of_one_day_the_agency_that_others_credit_had_it_first():
    story = tell("s1", [member("a1", "عكاظ", "واس"), member("a2", "واس"), member("a3", "سبق")])
    assert (story.first.article, story.reason) == ("a2", "day, the agency itself")
    assert story.agencies == ("واس",)


def test_of_one_day_the_only_one_that_credits_nobody_had_it_first():
    story = tell("s1", [member("a1", "عكاظ", "أ ف ب"), member("a2", "سبق")])
    assert (story.first.article, story.reason) == ("a2", "day, no agency credited")


@pytest.mark.parametrize(
    "members",
    [
        [member("a1", "عكاظ"), member("a2", "سبق")],
        [member("a1", "عكاظ", day=2), member("a2", "سبق", day=None)],
        [],
    ],
    ids=["same day", "a day is unknown", "none"],
)
def test_who_was_first_is_not_guessed(members):
    story = tell("s1", members)
    assert (story.first, story.reason) == (None, "unknown")


FIRST = "أعلن الوزير الاتفاق. وقال إن التنفيذ يبدأ غدا. ولم يرد الطرف الآخر."


def test_what_another_outlet_left_out_and_changed_is_shown():
    other = "أعلن الوزير الاتفاق. وقال إن التنفيذ يبدأ اليوم."
    (found,) = difference(FIRST, other)
    assert found.kind == "changed"
    assert found.first_text == "وقال إن التنفيذ يبدأ غدا. ولم يرد الطرف الآخر."
    assert found.first.of(FIRST) == found.first_text
    assert found.other.of(other) == found.other_text == "وقال إن التنفيذ يبدأ اليوم."


def test_what_was_left_out_has_an_empty_place_in_the_other():
    other = "أعلن الوزير الاتفاق. ولم يرد الطرف الآخر."
    (found,) = difference(FIRST, other)
    assert (found.kind, found.first_text) == ("left out", "وقال إن التنفيذ يبدأ غدا.")
    assert found.other.start == found.other.end


def test_spelling_is_no_difference():
    assert difference("أعلن الوزيرُ الإتفاق.", "اعلن الوزير الاتفاق.") == []


@given(st.text(alphabet="اب .\n؟!", max_size=60))
def test_sentences_hold_all_that_is_no_white_space(body):
    kept = "".join(s.of(body) for s in sentences(body))
    assert "".join(kept.split()) == "".join(body.split())


@given(st.text(alphabet="اب .\n", max_size=40), st.text(alphabet="اب .\n", max_size=40))
def test_differences_read_back(one, two):
    for found in difference(one, two):
        assert found.first.of(one) == found.first_text
        assert found.other.of(two) == found.other_text
