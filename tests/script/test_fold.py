import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.script import ascii_digits, fold, is_arabic_letter, same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("الإدارة", "الاداره", id="hamza-and-ta-marbuta"),
        pytest.param("وزير الرى", "وزير الري", id="egyptian-ya"),
        pytest.param("مُدَرِّس", "مدرس", id="harakat"),
        pytest.param("قـــال", "قال", id="tatweel"),
        pytest.param("ﻗﺎﻝ", "قال", id="presentation-forms"),
        pytest.param("١٢٣", "123", id="digits"),
        pytest.param("  سطر \n واحد ", "سطر واحد", id="white-space"),
        pytest.param("ایران", "ايران", id="persian-ya"),
    ],
)
def test_spellings_fold_together(one, other):
    assert same(one, other)


def test_different_words_stay_apart():
    assert not same("عين", "غين")


@given(st.text(alphabet=st.characters(max_codepoint=0x06FF), max_size=60))
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_digits_keep_their_places(text):
    assert len(ascii_digits(text)) == len(text)


def test_letters_of_the_script():
    assert all(is_arabic_letter(c) for c in "ابيىگﻗ")
    assert not any(is_arabic_letter(c) for c in "a1،ً ")
