import pytest
from handmade import mark, read

from musnad.frames import Thresholds
from musnad.frames.roles import roles
from musnad.records import PredicateMark, RoleMark, Span


def roles_of(reading):
    return [(r.role, r.text, r.unsaid) for r in reading.frames[0].roles]


def test_content_and_medium_are_for_statements():
    text = "قصف الجيش البلدة في بيان"
    reading = read(
        text, mark(text, "ASSAULT", "قصف", agent="الجيش", content="البلدة", medium="بيان")
    )
    assert roles_of(reading) == [("agent", "الجيش", False)]


def test_toll_is_for_acts():
    text = "قال الوزير إن خمسة قتلوا"
    reading = read(text, mark(text, "SAY", "قال", agent="الوزير", toll="خمسة"))
    assert roles_of(reading) == [("agent", "الوزير", False)]


def test_interrupted_content_has_two_spans():
    text = "«لن نعود» قال الوزير «أبدا»"
    reading = read(text, mark(text, "SAY", "قال", content=["«لن نعود»", "«أبدا»"]))
    assert roles_of(reading) == [("content", "«لن نعود»", False), ("content", "«أبدا»", False)]


@pytest.mark.parametrize(
    ("said", "unsaid", "kept"),
    [
        pytest.param(0.7, 0.6, ("agent", "الوزير", False), id="spelt-out-is-surer"),
        pytest.param(0.5, 0.6, ("agent", "الملك", True), id="antecedent-is-surer"),
        pytest.param(0.6, 0.6, ("agent", "الوزير", False), id="equal"),
    ],
)
def test_one_agent_stays(said, unsaid, kept):
    text = "الملك قال الوزير"
    marks = (
        RoleMark("agent", Span(0, 5), unsaid, unsaid=True),
        RoleMark("agent", Span(10, 16), said),
    )
    reading = read(text, PredicateMark(Span(6, 9), "SAY", 0.9, (), marks))
    assert roles_of(reading) == [kept]


def test_roles_under_the_threshold_are_left_out():
    text = "قال الوزير"
    say = mark(text, "SAY", "قال", agent="الوزير")
    assert roles_of(read(text, say, thresholds=Thresholds(role=0.81))) == []
    assert len(roles_of(read(text, say, thresholds=Thresholds(role=0.8)))) == 1


def test_unknown_roles_are_left_out():
    text = "قال الوزير"
    assert roles_of(read(text, mark(text, "SAY", "قال", victim="الوزير"))) == []


def test_a_mere_preposition_is_no_role():
    text = "نفى الناطق من ذلك"
    found = roles(
        text,
        PredicateMark(
            Span(0, 3), "REJECT", 0.9,
            roles=(RoleMark("content", Span(11, 13), 0.9), RoleMark("agent", Span(4, 10), 0.9)),
        ),
    )  # fmt: skip
    assert [(r.role, r.text) for r in found] == [("agent", "الناطق")]


def test_an_unsaid_target_that_is_the_agent_is_dropped():
    text = "الوزير محادثات"
    who = (RoleMark("agent", Span(0, 6), 0.9, unsaid=True),
           RoleMark("target", Span(0, 6), 0.9, unsaid=True))  # fmt: skip
    found = roles(text, PredicateMark(Span(7, 14), "CONSULT", 0.9, roles=who))
    assert [r.role for r in found] == ["agent"]
