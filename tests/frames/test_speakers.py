import pytest

from musnad.frames.speakers import Continuity, continued
from musnad.records import Frame, Role, Span

TEXT = "قال سالم نعم وأضاف لا مؤكدا ذلك، ونفى خالد"
RULE = Continuity(trusted=0.5, inner=0.3, score=0.8)


def role(name, part, score=0.9, *, unsaid=False):
    at = TEXT.index(part)
    return Role(name, Span(at, at + len(part)), part, score, unsaid)


def frame(number, kind, part, *roles, within=None):
    at = TEXT.index(part)
    return Frame(f"f{number}", kind, Span(at, at + len(part)), part, 0.9, roles, (), within)


def agents(*frames):
    found = continued(frames, RULE)
    return [(f.first("agent").text, f.first("agent").unsaid) if f.first("agent") else None
            for f in found]  # fmt: skip


SAID = frame(1, "SAY", "قال", role("agent", "سالم"), role("content", "نعم"))


def test_a_statement_without_speaker_goes_to_the_one_before():
    assert agents(SAID, frame(2, "SAY", "أضاف", role("content", "لا"))) == [
        ("سالم", False), ("سالم", True),
    ]  # fmt: skip


def test_only_neutral_reports_are_filled_where_the_model_is_silent():
    assert agents(SAID, frame(2, "REQUEST", "أضاف")) == [("سالم", False), None]


@pytest.mark.parametrize(("score", "who"), [(0.4, "سالم"), (0.6, "خالد")])
def test_a_sure_antecedent_stands_against_the_rule(score, who):
    doubted = frame(2, "SAY", "أضاف", role("agent", "خالد", score, unsaid=True))
    assert agents(SAID, doubted)[1] == (who, True)


def test_a_spelt_out_agent_is_never_replaced():
    other = frame(2, "SAY", "نفى", role("agent", "خالد", 0.1))
    assert agents(SAID, other)[1] == ("خالد", False)


def test_a_new_speaker_takes_over():
    denial = frame(2, "REJECT", "نفى", role("agent", "خالد"))
    assert agents(SAID, denial, frame(3, "SAY", "مؤكدا"))[2] == ("خالد", True)


def test_inside_somebodys_words_that_somebody_speaks():
    inner = frame(2, "REQUEST", "لا", role("agent", "خالد", 0.2, unsaid=True), within="f1")
    assert agents(SAID, inner)[1] == ("سالم", True)


def test_words_within_do_not_change_who_speaks_on():
    inner = frame(2, "REJECT", "نفى", role("agent", "خالد"), within="f1")
    assert agents(SAID, inner, frame(3, "SAY", "مؤكدا"))[2] == ("سالم", True)


def test_acts_are_left_alone():
    assert agents(SAID, frame(2, "ASSAULT", "أضاف"))[1] is None


def test_nothing_before_means_nothing():
    assert agents(frame(1, "SAY", "قال")) == [None]
