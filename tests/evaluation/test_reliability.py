import pytest
from compared import article, frame, read_frame, read_role, reading, role
from hypothesis import given
from hypothesis import strategies as st

from musnad.evaluation import Judged, Reliability, reliability


def judged(gold, *frames):
    found = reliability({article(): tuple(gold)}, {"a": reading(*frames)})
    return {one.kind: [tuple(pair) for pair in one.judged] for one in found}


def of(*pairs):
    return Reliability("predicate", tuple(Judged(score, bool(right)) for score, right in pairs))


def test_a_predicate_is_right_where_it_pairs_with_its_type():
    found = judged(
        [frame("SAY", "أعلن"), frame("CONSULT", "زار")],
        read_frame("SAY", "أعلن", score=0.9),
        read_frame("AID", "زار", score=0.8),
        read_frame("SAY", "أضاف", score=0.7),
    )
    assert found == {"predicate": [(0.9, True), (0.8, False), (0.7, False)]}


def test_a_role_is_right_from_one_half_on_whatever_the_type_of_its_frame():
    found = judged(
        [frame("SAY", "أعلن", role("agent", "الوزير سالم"))],
        read_frame(
            "AID", "أعلن",
            read_role("agent", "الوزير", score=0.6),
            read_role("agent", "سالم", score=0.5),
            read_role("time", "أمس", score=0.4),
        ),
    )  # fmt: skip
    assert found["role agent"] == [(0.6, True), (0.5, False)]
    assert found["role time"] == [(0.4, False)]
    assert found["roles, all"] == [(0.6, True), (0.5, False), (0.4, False)]


def test_roles_of_frames_that_gold_has_not_are_not_judged():
    found = judged([], read_frame("SAY", "أعلن", read_role("agent", "سالم")))
    assert list(found) == ["predicate"]


@pytest.mark.parametrize(
    ("given_role", "right"),
    [
        pytest.param(read_role("agent", "سالم", unsaid=True), True, id="overlap"),
        pytest.param(read_role("agent", "الوزير سالم", 1, unsaid=True), True, id="same-words"),
        pytest.param(read_role("agent", "المدينة", unsaid=True), False, id="other"),
        pytest.param(read_role("target", "سالم", unsaid=True), False, id="other-role"),
    ],
)
def test_antecedents(given_role, right):
    found = judged(
        [frame("SAY", "أعلن", role("agent", "الوزير سالم", unsaid=True))],
        read_frame("SAY", "أعلن", given_role),
    )
    assert found["antecedent"] == [(0.9, right)]
    assert "roles, all" not in found


READ = read_frame(
    "CONSULT", "زار", modes=[("visit", 0.8), ("phone", 0.6)], contexts=[("health", 0.5)]
)


def test_modes_and_contexts_are_judged_where_they_are_coded():
    found = judged([frame("CONSULT", "زار", modes=("visit",), contexts=())], READ)
    assert found["mode"] == [(0.8, True), (0.6, False)]
    assert found["context"] == [(0.5, False)]


@pytest.mark.parametrize(
    "gold",
    [
        pytest.param(frame("CONSULT", "زار"), id="not-coded"),
        pytest.param(frame("AID", "زار", modes=("visit",), contexts=()), id="another-type"),
    ],
)
def test_modes_and_contexts_are_not_judged_elsewhere(gold):
    assert list(judged([gold], READ)) == ["predicate"]


def test_bins_hold_their_lower_edge_and_the_last_one_both():
    found = of((0.1, 1), (0.19, 0), (0.3, 1), (0.95, 1), (1.0, 1)).bins
    assert [(one.low, one.high, one.size) for one in found] == [
        (0.1, 0.2, 2),
        (0.3, 0.4, 1),
        (0.9, 1.0, 2),
    ]
    assert found[0].stated == pytest.approx(0.145)
    assert found[0].actual == 0.5


def test_calibration_error_is_the_gap_weighted_by_size():
    assert of((0.8, 1), (0.8, 1), (0.8, 1), (0.3, 0)).error == pytest.approx((3 * 0.2 + 0.3) / 4)


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1))
def test_bins_and_calibration_error_agree(pairs):
    found = of(*pairs)
    gaps = sum(one.size * abs(one.stated - one.actual) for one in found.bins)
    assert gaps / len(pairs) == pytest.approx(found.error)


def test_risk_rises_as_the_unsure_come_in():
    found = of((0.9, 1), (0.8, 1), (0.7, 0), (0.6, 0))
    assert [(p.coverage, p.risk, p.score) for p in found.curve] == [
        (0.25, 0.0, 0.9),
        (0.5, 0.0, 0.8),
        (0.75, pytest.approx(1 / 3), 0.7),
        (1.0, 0.5, 0.6),
    ]
    assert found.area == pytest.approx((0 + 0 + 1 / 3 + 1 / 2) / 4)


def test_no_threshold_parts_equal_probabilities():
    found = of((0.5, 0), (0.5, 1), (0.9, 1))
    assert [p.coverage for p in found.curve] == [pytest.approx(1 / 3), 1.0]
    assert found.area == pytest.approx((0 + 0.25 + 1 / 3) / 3)
    assert found.area == of((0.9, 1), (0.5, 1), (0.5, 0)).area


@pytest.mark.parametrize(
    ("wanted", "coverage"),
    [
        pytest.param(1.0, 1.0, id="all"),
        pytest.param(0.8, 1.0, id="more-than-three-quarters"),
        pytest.param(0.75, 0.75, id="just"),
        pytest.param(0.5, 0.5, id="half"),
    ],
)
def test_the_point_at_a_coverage(wanted, coverage):
    assert of((0.9, 1), (0.8, 1), (0.7, 0), (0.6, 0)).at(wanted).coverage == coverage


def test_json_form():
    data = of((0.9, 1), (0.4, 0)).to_dict()
    assert (data["kind"], data["count"]) == ("predicate", 2)
    assert data["calibration_error"] == pytest.approx(0.25)
    assert data["area"] == 0.25
    assert data["bins"][0] == {"low": 0.4, "high": 0.5, "size": 1, "stated": 0.4, "actual": 0.0}
    assert data["risk_at_coverage"][-1] == {
        "wanted": 0.5, "coverage": 0.5, "risk": 0.0, "score": 0.9,
    }  # fmt: skip
