"""Offsets in UTF-16 units, held against the encoder."""

from hypothesis import given
from hypothesis import strategies as st

from musnad.export.units import Units

TEXTS = st.text("اب \u0651\u202e\r\n🕊𝄞\U0001f1ef\U0001f1f4", max_size=30)


def units_before(text, point):
    return len(text[:point].encode("utf-16-le")) // 2


@given(text=TEXTS)
def test_every_point_has_the_units_before_it(text):
    units = Units(text)
    assert [units.of(at) for at in range(len(text) + 1)] == [
        units_before(text, at) for at in range(len(text) + 1)
    ]
    assert units.size == units_before(text, len(text))


@given(text=TEXTS)
def test_a_unit_is_a_point_unless_it_halves_a_character(text):
    units = Units(text)
    known = {units_before(text, at): at for at in range(len(text) + 1)}
    assert [units.point(at) for at in range(-1, units.size + 2)] == [
        known.get(at) for at in range(-1, units.size + 2)
    ]
