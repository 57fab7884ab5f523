import numpy as np
import pytest

from musnad.model.calibrate import Calibration
from musnad.model.decode import Thresholds
from musnad.model.labels import (
    FLAG_LABELS,
    LEFT,
    MAX_STRIP,
    MENTION_LABELS,
    PREDICATE_LABELS,
    RIGHT,
    ROLE_LABELS,
)
from musnad.model.outputs import Assembler, RoleOutputs, UnitOutputs
from musnad.model.units import split_units
from musnad.model.windows import Window

TEXT = "الوزير وقال نعم"
WINDOW = Window(0, 3, 0, 3, (0, 4, 5, 6, 2), (-1, 0, 1, 2, -1))


def unit_outputs(strip_of_say):
    mentions = np.zeros((3, len(MENTION_LABELS)), np.float32)
    mentions[:, 0] = 9.0
    predicates = np.zeros((3, len(PREDICATE_LABELS)), np.float32)
    predicates[:, 0] = 9.0
    predicates[1, 0], predicates[1, PREDICATE_LABELS.index("SAY")] = 0.0, 14.0
    strip = np.zeros((3, 2 * MAX_STRIP), np.float32)
    strip[1, strip_of_say] = 9.0
    return UnitOutputs(mentions, predicates, np.zeros((3, 3), np.float32), strip)


def answers(at):
    tags = np.zeros((len(at), LEFT + RIGHT, len(ROLE_LABELS), 3), np.float32)
    tags[..., 0] = 9.0
    tags[0, LEFT + 1, ROLE_LABELS.index("content")] = (0.0, 9.0, 0.0)
    flags = np.full((len(at), len(FLAG_LABELS)), -9.0, np.float32)
    flags[0, FLAG_LABELS.index("neg")] = 9.0
    pointers = np.zeros((len(at), 2, 4), np.float32)
    pointers[0, 0, 0] = 9.0
    pointers[0, 1, 3] = 9.0
    return RoleOutputs(tags.reshape(len(at), LEFT + RIGHT, -1), flags, pointers)


def read(strip_of_say, text=TEXT):
    assembler = Assembler(text, split_units(text), Thresholds(), Calibration())
    return assembler.marks(WINDOW, unit_outputs(strip_of_say), answers)


def test_a_predicate_comes_with_roles_flags_and_antecedent():
    _, (predicate,) = read(1)
    assert predicate.type == "SAY"
    assert predicate.span.of(TEXT) == "قال"
    roles = {(r.role, r.span.of(TEXT), r.unsaid) for r in predicate.roles}
    assert roles == {("content", "نعم", False), ("agent", "الوزير", True)}
    assert [name for name, p in predicate.flags if p > 0.5] == ["neg"]


@pytest.mark.parametrize("strip", [0, 2])
def test_only_attached_particles_are_taken_off(strip):
    _, (predicate,) = read(strip)
    assert predicate.span.of(TEXT) == "وقال"


def test_no_predicate_no_question():
    outputs = unit_outputs(1)
    outputs.predicates[1, 0] = 30.0
    assembler = Assembler(TEXT, split_units(TEXT), Thresholds(), Calibration())

    def never(at):
        raise AssertionError(at)

    assert assembler.marks(WINDOW, outputs, never) == ([], [])
