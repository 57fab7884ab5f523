import random

from hypothesis import given
from hypothesis import strategies as st

from musnad.training.vary import vary


@given(st.text(max_size=100), st.integers(0, 500))
def test_spelling_variants_keep_every_offset(text, seed):
    assert len(vary(text, random.Random(seed))) == len(text)


def test_some_seed_changes_hamza():
    assert "ان" in {vary("أن", random.Random(k)) for k in range(40)}
