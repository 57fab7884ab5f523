from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.model.pieces import EOS, SPECIALS, Pieces
from musnad.model.units import split_units
from musnad.model.windows import MAX_PIECES, MAX_POSITIONS, make_windows

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


@pytest.fixture(scope="module")
def pieces():
    vocabulary = [(s, 0.0) for s in SPECIALS] + [("▁", -3.0)] + [(c, -4.0) for c in LETTERS]
    return Pieces(vocabulary)


def test_short_text_is_one_window_that_owns_all(pieces):
    text = "باب\nدار"
    units = split_units(text)
    (window,) = make_windows(text, units, pieces)
    assert (window.first, window.last, window.owned_first, window.owned_last) == (0, 2, 0, 2)
    assert window.ids.count(EOS) == 2  # between the lines and at the end


def test_empty_text_has_no_window(pieces):
    assert make_windows("", [], pieces) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(1, 300), min_size=1, max_size=12))
def test_every_unit_is_owned_once_and_windows_fit(pieces, paragraphs):
    text = "\n".join(" ".join(["كتاب"] * n) for n in paragraphs)
    units = split_units(text)
    windows = make_windows(text, units, pieces)
    owned = [k for w in windows for k in range(w.owned_first, w.owned_last)]
    assert owned == list(range(len(units)))
    for w in windows:
        assert len(w.ids) == len(w.unit_of_piece) <= MAX_POSITIONS
        assert sum(u >= 0 for u in w.unit_of_piece) <= MAX_PIECES
        assert set(w.unit_of_piece) - {-1} == set(range(w.last - w.first))
        assert w.first <= w.owned_first < w.owned_last <= w.last


def test_neighbours_overlap(pieces):
    text = "\n".join(" ".join(["كتاب"] * 40) for _ in range(8))
    windows = make_windows(text, split_units(text), pieces)
    assert len(windows) > 1
    assert all(b.first < a.last for a, b in pairwise(windows))
