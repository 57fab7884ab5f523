import pytest
from compared import TEXT, article, frame, read_frame, read_role, reading, role

from musnad.evaluation import compare, find_errors

AGENT = role("agent", "الوزير سالم")


def compared(gold, system):
    (found,) = compare([gold], [system], TEXT)
    return found


def verdicts(gold, system):
    found = compared(frame("SAY", "أعلن", *gold), frame("SAY", "أعلن", *system))
    return [(one.verdict, one.role) for one in found.roles]


def test_frames_stand_in_text_order_whatever_their_verdict():
    gold = [frame("SAY", "أعلن"), frame("CONSULT", "زار"), frame("SAY", "أضاف")]
    system = [frame("RETREAT", "غادر"), frame("ASSAULT", "زار"), frame("SAY", "أعلن")]
    found = compare(gold, system, TEXT)
    assert [(one.verdict, one.coded.type) for one in found] == [
        ("right", "SAY"),
        ("wrong", "CONSULT"),
        ("missed", "SAY"),
        ("spurious", "RETREAT"),
    ]
    assert found[1].system.type == "ASSAULT"


@pytest.mark.parametrize(
    ("gold", "system", "expected"),
    [
        pytest.param([AGENT], [AGENT], [("right", "agent")], id="same"),
        pytest.param([AGENT], [role("agent", "الوزير")], [("right", "agent")], id="one-half"),
        pytest.param([AGENT], [role("agent", "سالم")], [("partial", "agent")], id="under-one-half"),
        pytest.param([AGENT], [], [("missed", "agent")], id="missed"),
        pytest.param([], [AGENT], [("spurious", "agent")], id="spurious"),
        pytest.param(
            [AGENT],
            [role("agent", "أمس")],
            [("missed", "agent"), ("spurious", "agent")],
            id="apart",
        ),
        pytest.param(
            [AGENT], [role("time", "أمس")], [("missed", "agent"), ("spurious", "time")], id="other"
        ),
    ],
)
def test_spans_said(gold, system, expected):
    assert verdicts(gold, system) == expected


UNSAID = role("agent", "الوزير سالم", unsaid=True)


@pytest.mark.parametrize(
    ("gold", "system", "expected"),
    [
        pytest.param(UNSAID, role("agent", "سالم", unsaid=True), ["right"], id="overlap"),
        pytest.param(
            UNSAID, role("agent", "الوزير سالم", 1, unsaid=True), ["right"], id="same-words"
        ),
        pytest.param(UNSAID, role("agent", "المدينة", unsaid=True), ["wrong"], id="other-mention"),
        pytest.param(UNSAID, None, ["missed"], id="none"),
        pytest.param(None, UNSAID, ["spurious"], id="not-wanted"),
        pytest.param(UNSAID, AGENT, ["spurious", "right"], id="taken-for-said"),
    ],
)
def test_antecedents(gold, system, expected):
    found = verdicts([gold] if gold else [], [system] if system else [])
    assert [verdict for verdict, _ in found] == expected


def test_flags():
    found = compared(
        frame("SAY", "أعلن", flags=("neg", "future")),
        frame("SAY", "أعلن", flags=("future", "hypothetical")),
    )
    assert found.flags == (("neg", "missed"), ("future", "right"), ("hypothetical", "spurious"))
    assert found.faulty


def test_a_missed_frame_misses_all_that_it_holds():
    (found,) = compare([frame("SAY", "أعلن", AGENT, flags=("neg",))], [], TEXT)
    assert found.verdicts == ["missed", "missed", "missed"]
    assert found.roles[0].gold == AGENT


def item(gold, *read):
    (found,) = find_errors({article(): tuple(gold)}, {"a": reading(*read)})
    return found


def test_badness_is_errors_over_the_decisions_of_both_sides():
    """Type and agent are right (4 decisions), the content is missed, a time is spurious."""
    found = item(
        [frame("SAY", "أعلن", AGENT, role("content", "أن الوفد زار المدينة"))],
        read_frame("SAY", "أعلن", read_role("agent", "الوزير سالم"), read_role("time", "أمس")),
    )
    assert (found.errors, found.decisions) == (2, 6)
    assert found.badness == pytest.approx(1 / 3)


def test_a_wrong_type_is_an_error_of_both_sides():
    found = item([frame("SAY", "أعلن")], read_frame("AID", "أعلن"))
    assert (found.errors, found.decisions) == (2, 2)


def test_an_article_without_frames_is_not_bad():
    assert item([]).badness == 0.0


def test_the_worst_come_first():
    gold = {article(name): (frame("SAY", "أعلن"), frame("CONSULT", "زار")) for name in "abcd"}
    right, wrong = read_frame("SAY", "أعلن"), read_frame("AID", "زار")
    readings = {
        "a": reading(right, read_frame("CONSULT", "زار")),
        "b": reading(right),
        "c": reading(right, wrong),
        "d": reading(),
    }
    found = find_errors(gold, readings)
    assert [(one.article.id, one.errors) for one in found] == [
        ("d", 2),
        ("c", 2),
        ("b", 1),
        ("a", 0),
    ]


def test_few_errors_among_fewer_decisions_are_worse():
    found = find_errors(
        {
            article("many"): (frame("SAY", "أعلن"), frame("CONSULT", "زار"), frame("SAY", "أضاف")),
            article("few"): (frame("SAY", "أعلن"),),
        },
        {"many": reading(read_frame("SAY", "أعلن")), "few": reading()},
    )
    assert [(one.article.id, one.errors, one.badness) for one in found] == [
        ("few", 1, 1.0),
        ("many", 2, 0.5),
    ]


def test_json_form_shows_both_sides_with_their_words():
    found = item([frame("SAY", "أعلن", AGENT)], read_frame("AID", "أعلن"))
    assert found.to_dict() == {
        "id": "a",
        "outlet": None,
        "errors": 3,
        "decisions": 3,
        "badness": 1.0,
        "frames": [
            {
                "verdict": "wrong",
                "gold": {"type": "SAY", "predicate": [0, 4], "text": "أعلن"},
                "system": {"type": "AID", "predicate": [0, 4], "text": "أعلن"},
                "roles": [
                    {
                        "verdict": "missed",
                        "role": "agent",
                        "gold": {
                            "role": "agent",
                            "span": [5, 16],
                            "implicit": False,
                            "text": "الوزير سالم",
                        },
                    }
                ],
                "flags": {},
            }
        ],
    }
