from itertools import pairwise

import regex
from hypothesis import given
from hypothesis import strategies as st

from musnad.model.units import MAX_UNIT, split_units


def words(text):
    return [text[u.start : u.end] for u in split_units(text)]


def test_punctuation_is_a_unit_of_its_own():
    assert words("وقال: «نعم».") == ["وقال", ":", "«", "نعم", "»", "."]


def test_a_number_keeps_its_inner_separators():
    assert words("في 30.5 و 2015/08/01 و ١٢٫٥") == ["في", "30.5", "و", "2015/08/01", "و", "١٢٫٥"]


def test_harakat_stay_with_their_word():
    assert words("أُبلغ رسميّاً") == ["أُبلغ", "رسميّاً"]


def test_a_giant_word_is_cut():
    assert [len(w) for w in words("ا" * 70)] == [MAX_UNIT, MAX_UNIT, 70 - 2 * MAX_UNIT]


def test_lines_are_counted():
    assert [u.line for u in split_units("عنوان\n\nفقرة")] == [0, 2]


@given(st.text(max_size=200))
def test_units_tile_all_visible_characters(text):
    units = split_units(text)
    assert "".join(text[u.start : u.end] for u in units) == regex.sub(r"\s", "", text)
    assert all(a.end <= b.start for a, b in pairwise(units))
