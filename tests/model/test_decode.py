from itertools import pairwise

import numpy as np
import pytest

from musnad.model.decode import (
    PredicateRun,
    antecedent_runs,
    mention_runs,
    predicate_runs,
    role_runs,
    runs_of,
    viterbi,
)
from musnad.model.labels import LEFT, MENTION_LABELS, PREDICATE_LABELS, RIGHT, ROLE_LABELS

SPAN = LEFT + RIGHT


def one_hot(labels, size, sharp=8.0):
    out = np.zeros((len(labels), size), np.float32)
    out[np.arange(len(labels)), labels] = sharp
    return out


def predicates(*names):
    return one_hot([PREDICATE_LABELS.index(n) for n in names], len(PREDICATE_LABELS), sharp=12.0)


def test_a_light_verb_is_one_predicate():
    (run,) = predicate_runs(predicates("O", "CONSULT", "I", "O"), owned=(0, 4), threshold=0.5)
    assert run[:3] == (1, 3, "CONSULT")
    assert run.score > 0.99


def test_a_predicate_that_another_window_owns_is_left_out():
    logits = predicates("SAY", "O", "SAY")
    assert [r.first for r in predicate_runs(logits, owned=(1, 3), threshold=0.5)] == [2]


def test_inside_without_beginning_is_nothing():
    assert predicate_runs(predicates("O", "I", "I"), owned=(0, 3), threshold=0.5) == []


def test_inside_never_follows_outside():
    p = np.log(np.array([[0.6, 0.3, 0.1], [0.05, 0.05, 0.9], [0.9, 0.05, 0.05]], np.float32))
    assert viterbi(p).tolist() == [1, 2, 0]


@pytest.mark.parametrize("seed", range(5))
def test_viterbi_is_the_best_of_all_paths(seed):
    scores = np.random.default_rng(seed).normal(size=(5, 3)).astype(np.float32)

    def value(path):
        good = path[0] != 2 and all(not (a == 0 and b == 2) for a, b in pairwise(path))
        return sum(scores[k, t] for k, t in enumerate(path)) if good else -1e9

    paths = np.array(np.meshgrid(*[[0, 1, 2]] * 5)).T.reshape(-1, 5).tolist()
    assert value(viterbi(scores).tolist()) == pytest.approx(max(map(value, paths)))


def test_two_runs_may_touch():
    assert runs_of(np.array([1, 2, 1, 2, 0])) == [(0, 2), (2, 4)]


def role_logits(*spans):
    logits = np.zeros((1, SPAN, len(ROLE_LABELS), 3), np.float32)
    logits[..., 0] = 8.0
    for role, first, last in spans:
        column = ROLE_LABELS.index(role)
        logits[0, LEFT + first : LEFT + last, column] = (0, 0, 8.0)
        logits[0, LEFT + first, column] = (0, 8.0, 0)
    return logits.reshape(1, SPAN, -1)


def test_roles_may_overlap_each_other():
    head = PredicateRun(3, 4, "REQUEST", 1.0)
    found = role_runs(
        role_logits(("content", 1, 6), ("target", 2, 4)), [head], units=20, threshold=0.3
    )
    assert {(r.role, r.first, r.last) for r in found} == {("content", 4, 9), ("target", 5, 7)}


def test_an_interrupted_content_is_two_spans_and_an_agent_one():
    head = PredicateRun(8, 9, "SAY", 1.0)
    logits = role_logits(("content", -6, -2), ("content", 3, 6), ("agent", 1, 2), ("agent", -8, -7))
    found = role_runs(logits, [head], units=20, threshold=0.3)
    assert sorted(r.role for r in found) == ["agent", "content", "content"]


def test_a_role_before_the_text_begins_is_dropped():
    head = PredicateRun(1, 2, "SAY", 1.0)
    assert role_runs(role_logits(("agent", -5, -4)), [head], units=9, threshold=0.3) == []


def pointers(best, width):
    logits = np.zeros((1, 2, width + 1), np.float32)
    logits[0, 0, best] = 9.0
    logits[0, 1, width] = 9.0
    return logits


PARTICIPANTS = one_hot([0, 1, 2, 2, 0, 0], 3)


def test_an_antecedent_is_widened_to_its_extent():
    (run,) = antecedent_runs(pointers(1, 6), PARTICIPANTS, set(), threshold=0.3)
    assert (run.first, run.last, run.role, run.unsaid) == (1, 4, "agent", True)


def test_a_said_agent_has_no_antecedent():
    assert antecedent_runs(pointers(1, 6), PARTICIPANTS, {(0, "agent")}, threshold=0.3) == []


def test_pointing_at_nothing_gives_nothing():
    assert antecedent_runs(pointers(6, 6), PARTICIPANTS, set(), threshold=0.3) == []


def test_a_mention_takes_the_kind_with_most_weight():
    labels = [MENTION_LABELS.index(x) for x in ("O", "B-PER", "I-PER", "B-GPE", "O")]
    found = mention_runs(one_hot(labels, len(MENTION_LABELS), sharp=12.0), threshold=0.5)
    assert [(r.first, r.last, r.label) for r in found] == [(1, 3, "PER"), (3, 4, "GPE")]
