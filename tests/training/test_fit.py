from musnad.model.calibrate import Calibration
from musnad.records import Marks, PredicateMark, RoleMark, Span
from musnad.training.fit import calibration_error, fit_calibration, judged

GOLD = [
    (
        "نقل الوزير عن الوزير",
        [
            {
                "type": "SAY",
                "predicate": [0, 3],
                "roles": [{"role": "agent", "span": [4, 10], "implicit": False}],
                "flags": [],
            }
        ],
    )
]


def marks(kind, role_span, *, unsaid=False):
    role = RoleMark("agent", Span(*role_span), 0.8, unsaid)
    return [Marks(predicates=(PredicateMark(Span(0, 3), kind, 0.9, (), (role,)),))]


def test_a_predicate_is_right_only_with_its_type():
    assert judged(marks("SAY", (4, 10)), GOLD)["predicate"] == ([0.9], [True])
    assert judged(marks("AGREE", (4, 10)), GOLD)["predicate"] == ([0.9], [False])


def test_a_role_is_right_from_half_overlap_on():
    assert judged(marks("SAY", (4, 7)), GOLD)["agent"] == ([0.8], [True])
    assert judged(marks("SAY", (4, 6)), GOLD)["agent"] == ([0.8], [False])


def test_an_antecedent_is_right_where_it_overlaps():
    assert judged(marks("SAY", (9, 30), unsaid=True), GOLD)["antecedent"] == ([0.8], [True])


def test_an_antecedent_is_right_where_it_has_the_same_words():
    assert judged(marks("SAY", (14, 20), unsaid=True), GOLD)["antecedent"] == ([0.8], [True])
    assert judged(marks("SAY", (11, 13), unsaid=True), GOLD)["antecedent"] == ([0.8], [False])


def test_modes_and_contexts_are_judged_on_coded_frames_of_the_right_type():
    mark = PredicateMark(
        Span(0, 3), "SAY", 0.9, contexts=(("legal", 0.8), ("military", 0.1)), modes=()
    )
    coded = [(GOLD[0][0], [GOLD[0][1][0] | {"modes": [], "contexts": ["legal"]}])]
    seen = [Marks(predicates=(mark,))]
    assert judged(seen, coded)["context"] == ([0.8, 0.1], [True, False])
    assert "context" not in judged(seen, GOLD)


def test_rare_kinds_are_not_calibrated():
    pairs = {"agent": ([0.9] * 40, [True] * 20 + [False] * 20), "toll": ([0.9], [True])}
    calibration = fit_calibration(pairs, least=30)
    assert set(calibration.pairs) == {"agent"}
    assert calibration_error(pairs, calibration)["agent"] < 0.1
    assert calibration_error(pairs, Calibration())["agent"] > 0.35
