import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.script import ascii_digits, fold, is_arabic_letter, same


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        pytest.param("إقرأ أيضًا", "اقرا ايضا", id="hamza and tanwin (read also)"),
        pytest.param("مصطفى", "مصطفي", id="alef maqsura (Mustafa)"),
        pytest.param("رئيسة", "رءيسه", id="hamza seat, ta marbuta (president, f.)"),
        pytest.param("الحـــرب", "الحرب", id="tatweel (war)"),
        pytest.param("ﻣﺼﺮ", "مصر", id="presentation forms (Egypt)"),
        pytest.param("عام ٢٠٢٤", "عام 2024", id="digits (year)"),
        pytest.param("  CNN \u200f عربي ", "cnn عربي", id="case, space, bidi mark"),
    ],
)
def test_fold(written, folded):
    assert fold(written) == folded


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=60))
def test_digits_keep_the_length(text):
    assert len(ascii_digits(text)) == len(text)


def test_digits_by_value():
    assert ascii_digits("١٢ و۳۴") == "12 و34"


def test_same_but_for_spelling():
    assert same("أنباء", "انباء")
    assert not same("أنباء", "أبناء")


@pytest.mark.parametrize(("char", "is_one"), [("ب", True), ("ﺏ", True), ("b", False), ("١", False)])
def test_arabic_letters(char, is_one):
    assert is_arabic_letter(char) is is_one
