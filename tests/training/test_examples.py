import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.model.labels import (
    CONTEXT_LABELS,
    LEFT,
    MODE_LABELS,
    PREDICATE_LABELS,
    ROLE_LABELS,
)
from musnad.model.pieces import SPECIALS, Pieces
from musnad.model.units import split_units
from musnad.training.examples import UnitIndex, frame_examples, mention_example

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويةأإى"
TEXT = "نفى الوزير الخبر\nوقال إن الصين دعت إلى الهدوء"


@pytest.fixture(scope="module")
def pieces():
    return Pieces([(s, 0.0) for s in SPECIALS] + [("▁", -3.0)] + [(c, -4.0) for c in LETTERS])


def span(text, part):
    at = text.index(part)
    return [at, at + len(part)]


def frame(kind, predicate, *roles, flags=()):
    return {
        "type": kind,
        "predicate": span(TEXT, predicate),
        "roles": [
            {"role": r, "span": span(TEXT, s), "implicit": implicit} for r, s, implicit in roles
        ],
        "flags": list(flags),
    }


FRAMES = [
    frame("REJECT", "نفى", ("agent", "الوزير", False), ("content", "الخبر", False)),
    frame("SAY", "قال", ("agent", "الوزير", True), ("content", "إن الصين دعت إلى الهدوء", False)),
    frame("REQUEST", "دعت", ("agent", "الصين", False), ("content", "إلى الهدوء", False)),
]


def test_predicates_get_their_types_and_attached_letters(pieces):
    (example,) = frame_examples(TEXT, FRAMES, pieces)
    assert [PREDICATE_LABELS[k] for k in example.predicates] == [
        "REJECT", "O", "O", "SAY", "O", "O", "REQUEST", "O", "O",
    ]  # fmt: skip
    assert example.strip[3, 0] == 1  # wa-qala: one attached letter
    assert example.strip[0, 0] == 0


def test_roles_are_tagged_around_their_predicate(pieces):
    (example,) = frame_examples(TEXT, FRAMES, pieces)
    say = example.frames[1]
    content = say.tags[:, ROLE_LABELS.index("content")]
    assert content[LEFT : LEFT + 6].tolist() == [0, 1, 2, 2, 2, 2]
    assert content[LEFT + 6] == -100  # beyond the text
    assert (say.tags[:, ROLE_LABELS.index("agent")] <= 0).all()  # unsaid: no tags


def test_an_unsaid_agent_points_to_its_antecedent(pieces):
    (example,) = frame_examples(TEXT, FRAMES, pieces)
    nothing = example.units
    assert [f.antecedents for f in example.frames] == [
        (nothing, nothing), (1, nothing), (nothing, nothing),
    ]  # fmt: skip


def test_participants_are_marked_once(pieces):
    (example,) = frame_examples(TEXT, FRAMES, pieces)
    assert example.participants.tolist() == [0, 1, 0, 0, 0, 1, 0, 0, 0]


def test_mentions_become_begin_and_inside(pieces):
    text = "زار جون سميث الصين"
    (example,) = mention_example(text, [(4, 12, "PER"), (13, 18, "GPE")], pieces)
    assert np.flatnonzero(example.mentions).tolist() == [1, 2, 3]
    assert len(set(example.mentions[1:4].tolist())) == 3


@given(st.text(alphabet="اب .،\n", max_size=60), st.data())
def test_cover_gives_just_the_units_that_share_a_character(text, data):
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start + 1, len(text) + 1))
    units = split_units(text)
    expected = [k for k, u in enumerate(units) if u.start < end and start < u.end]
    covered = UnitIndex(units).cover(start, end) if units else None
    assert list(range(*covered)) == expected if covered else expected == []


def test_modes_count_for_their_type_only_and_uncoded_frames_not_at_all(pieces):
    coded = FRAMES[2] | {"modes": ["meet"], "contexts": ["diplomatic"]}
    (example,) = frame_examples(TEXT, [FRAMES[0], coded], pieces)
    uncoded, asked = example.frames
    assert (uncoded.modes == -1).all()
    assert (uncoded.contexts == -1).all()
    by_name = dict(zip(MODE_LABELS, asked.modes.tolist(), strict=True))
    assert (by_name["meet"], by_name["assist"], by_name["aerial"]) == (1, 0, -1)
    assert asked.contexts.sum() == 1
    assert asked.contexts[CONTEXT_LABELS.index("diplomatic")] == 1
