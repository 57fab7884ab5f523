import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.model.calibrate import Calibration, expected_calibration_error, fit_pair


def test_an_unknown_kind_is_passed_through():
    assert Calibration().of("agent", 0.7) == 0.7


def test_overconfident_scores_are_drawn_in():
    rng = random.Random(3)
    scores = [0.95] * 400 + [0.05] * 400
    right = [rng.random() < 0.7 for _ in range(400)] + [rng.random() < 0.3 for _ in range(400)]
    pair = fit_pair(scores, right)
    assert Calibration({"x": pair}).of("x", 0.95) == pytest.approx(0.7, abs=0.05)


def test_perfect_scores_have_no_calibration_error():
    assert expected_calibration_error([1.0, 0.0], [True, False]) == 0.0


def test_calibration_error_is_the_gap():
    assert expected_calibration_error([0.9] * 10, [True] * 5 + [False] * 5) == pytest.approx(0.4)


@given(st.floats(0, 1), st.floats(0.1, 3), st.floats(-3, 3))
def test_calibrated_scores_are_probabilities(score, a, b):
    assert 0.0 <= Calibration({"x": (a, b)}).of("x", score) <= 1.0
