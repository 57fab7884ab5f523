import pytest
from handmade import at
from hypothesis import given
from hypothesis import strategies as st

from musnad.frames.spans import NAME_REST, strip, tidy
from musnad.records import Span


@pytest.mark.parametrize(
    ("text", "piece", "role", "tidied"),
    [
        pytest.param("قال كذا .", " كذا .", "content", "كذا", id="blank-and-full-stop"),
        pytest.param('قال "كذا".', '"كذا', "content", '"كذا"', id="closing-quote-follows"),
        pytest.param('قال "كذا."', '"كذا.', "content", '"كذا."', id="closing-quote-after-stop"),
        pytest.param('قال "كذا"', 'كذا"', "content", '"كذا"', id="opening-quote-precedes"),
        pytest.param("قال «كذا»", "كذا", "content", "«كذا»", id="both-guillemets-outside"),
        pytest.param('وفق "سي تي" أمس', 'سي تي"', "agent", "سي تي", id="agent-loses-lone-quote"),
        pytest.param(
            'قناة "سي تي" أمس', 'قناة "سي تي', "agent", 'قناة "سي تي"', id="agent-gets-its-quote"
        ),
        pytest.param("قال ”كذا“ أمس", "”كذا", "content", "”كذا“", id="quotes-turned-around"),
        pytest.param("حزب (كذا) أمس", "حزب (كذا", "agent", "حزب (كذا)", id="bracket-follows"),
        pytest.param("حزب (كذا) أمس", "كذا)", "agent", "(كذا)", id="bracket-precedes"),
        pytest.param("حزب كذا) أمس", "كذا)", "agent", "كذا", id="stray-bracket"),
        pytest.param("وكالة أ.ف.ب. أمس", "أ.ف.ب.", "agent", "أ.ف.ب.", id="initials-keep-stop"),
        pytest.param("عام 1436هـ، أمس", "1436هـ،", "time", "1436هـ", id="hijri-year"),
        pytest.param("هل كذا؟", "كذا؟", "content", "كذا؟", id="question-mark-stays"),
        pytest.param("\u200fكذا\u200f", "\u200fكذا\u200f", "agent", "كذا", id="bidi-marks"),
        pytest.param("قال: «أ» و«ب»", "«أ» و«ب»", "content", "«أ» و«ب»", id="two-quotations"),
    ],
)
def test_tidies_edges(text, piece, role, tidied):
    assert tidy(text, at(text, piece), role).of(text) == tidied


@pytest.mark.parametrize("piece", [" ", " ، ", '"', ".."])
def test_nothing_left(piece):
    assert tidy(f"قال{piece}كذا", Span(3, 3 + len(piece)), "content") is None


@pytest.mark.parametrize("span", [Span(-1, 2), Span(2, 2), Span(3, 1), Span(0, 9)])
def test_a_span_outside_the_text_is_none(span):
    assert tidy("قال كذا", span) is None
    assert strip("قال كذا", span) is None


def test_a_predicate_keeps_its_colon():
    assert strip("موسكو : لا", Span(5, 8)) == Span(6, 7)


@given(st.text(alphabet='قب \n."«»“”()[].،:؟\u200f', max_size=40), st.data())
def test_tidied_spans_lie_near_and_have_clean_edges(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    role = data.draw(st.sampled_from(["content", "agent"]))
    tidied = tidy(text, Span(start, end), role)
    if tidied is None:
        return
    assert 0 <= tidied.start < tidied.end <= len(text)
    inside = tidied.of(text)
    assert inside == inside.strip()
    assert inside[0] not in ".،:"
    assert inside[-1] not in "،:"
    letters = [i for i in range(start, end) if text[i].isalpha()]
    found = [i for i in range(*tidied) if text[i].isalpha()]
    gained = found[len(letters) :]
    assert found[: len(letters)] == letters
    assert not gained or (role == "agent" and end <= gained[0] and gained[-1] < end + NAME_REST)


def test_a_quoted_name_that_was_cut_is_completed():
    text = 'بثه التلفزيون "سي سي تي في" أمس'
    found = tidy(text, Span(4, text.index(" في")), "agent")
    assert found is not None
    assert found.of(text) == 'التلفزيون "سي سي تي في"'


def test_a_quotation_that_goes_on_past_a_stop_is_no_name():
    text = 'قال "نعم، ثم ذهب" وعاد'
    found = tidy(text, Span(4, 8), "agent")
    assert found is not None
    assert found.of(text) == "نعم"


def test_a_torn_preposition_is_taken_off_the_end():
    text = "بالدفاع عن الأمن قبل زيارته إلى آسيا"
    found = tidy(text, Span(0, text.index(" آسيا")), "content")
    assert found is not None
    assert found.of(text) == "بالدفاع عن الأمن قبل زيارته"
