import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import LedgerError
from musnad.ledger.find_words import find_words
from musnad.script import fold

TEXT = "قال الوزير إن المقال نُشر أمسِ.\nوأضاف الوزير: قال المتحدث إن الهدنة «ستبدأ  غدًا» وانتهى."


@pytest.mark.parametrize(
    ("given_", "near", "expected"),
    [
        pytest.param("الوزير", 0, "الوزير", id="al-wazir-nearest-first"),
        pytest.param("قال", 40, "قال", id="qala-not-within-maqal"),
        pytest.param("أضاف", 0, "أضاف", id="adafa-after-waw"),
        pytest.param("امس", 0, "أمسِ", id="ams-folded-with-its-kasra"),
        pytest.param("نشر", 0, "نُشر", id="nushira-without-damma"),
        pytest.param("ستبدا غدا", 0, "ستبدأ  غدًا", id="two-spaces"),
        pytest.param("إن الهدنة … غدًا", 0, "إن الهدنة «ستبدأ  غدًا", id="first-last"),
        pytest.param("0:3", 0, "قال", id="numbers"),
        pytest.param(" الهدنة ", 0, "الهدنة", id="blanks-around"),
    ],
)
def test_words_are_found(given_, near, expected):
    assert find_words(TEXT, given_, near=near).of(TEXT) == expected


@pytest.mark.parametrize(("given_", "start"), [("الوزير@1", 4), ("الوزير@2", 38), ("قال@2", 17)])
def test_the_nth_occurrence(given_, start):
    assert find_words(TEXT, given_).start == start


def test_the_nearest_whole_word_wins_over_a_nearer_part():
    assert find_words(TEXT, "قال", near=17).start == 0


@pytest.mark.parametrize(
    ("given_", "said"),
    [
        ("الرئيس", "does not stand in the article$"),
        ("الوزير الأول", "'الوزير' does: 4:10 «قال الوزير إن"),
        ("الوزير@3", "stands there 2 times, not 3"),
        ("الوزير@0", "2 times, not 0"),
        ("5:5", "is no place"),
        ("5:999", "is no place"),
        ("  ", "has no words"),
        ("@2", "has no words"),
    ],
)
def test_what_is_not_there_is_told(given_, said):
    with pytest.raises(LedgerError, match=said):
        find_words(TEXT, given_)


@given(st.text(alphabet="اأإبتة ًُِـ\n قل«»،", min_size=1), st.data())
def test_any_part_of_a_text_is_found_as_itself(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    piece = text[start:end].strip()
    if not fold(piece):
        return
    assert find_words(text, piece, near=start).of(text) == piece


@given(st.text(alphabet="اأإبتةىي ًُـقل،", min_size=1, max_size=40), st.data())
def test_any_word_is_found_in_another_spelling(text, data):
    words = [w for w in text.split() if fold(w)]
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    found = find_words(text, fold(word))
    assert fold(found.of(text)) == fold(word)
