import pytest

from musnad.frames.words import forms, stem, words
from musnad.records import Span
from musnad.script import fold


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        pytest.param("أُبلغ", "ابلغ", id="hamza-and-vowel"),
        pytest.param("نفى", "نفي", id="dotless-ya"),
        pytest.param("حكومة", "حكومه", id="ta-marbuta"),
        pytest.param("مسؤول", "مسءول", id="hamza-on-waw"),
        pytest.param("قـــال", "قال", id="kashida"),
    ],
)
def test_fold(word, folded):
    assert fold(word) == folded


@pytest.mark.parametrize(
    ("form", "stemmed"),
    [
        pytest.param("والحكومه", "حكومه", id="and-the-government"),
        pytest.param("للجيش", "جيش", id="for-the-army"),
        pytest.param("بعد", "بعد", id="after-keeps-its-root"),
        pytest.param("وزير", "زير", id="minister-loses-its-first-letter-everywhere-alike"),
    ],
)
def test_stem(form, stemmed):
    assert stem(form) == stemmed


def test_words_keep_their_places():
    text = "قال «الوَزير»"
    assert [(w.form, w.span.of(text)) for w in words(text, Span(4, len(text)))] == [
        ("الوزير", "الوَزير")
    ]
    assert forms(text, Span(0, len(text))) == ("قال", "الوزير")
