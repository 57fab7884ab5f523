import pytest

from musnad.evaluation import CodedFrame, CodedRole, FrameScores, Share, Tally, score_frames
from musnad.records import Span


def frame(kind, start, end, *roles):
    return CodedFrame(kind, Span(start, end), roles)


def role(name, start, end, norm=None, *, implicit=False):
    return CodedRole(name, Span(start, end), implicit, norm)


def share(gold, system, name, text=None):
    return score_frames([gold], [system], text=text).shares[name]


def test_predicates_that_overlap_are_hits():
    scores = score_frames(
        [frame("SAY", 0, 4), frame("SAY", 10, 14)], [frame("SAY", 3, 5), frame("AID", 20, 22)]
    )
    assert scores.predicate == Tally(hits=1, spurious=1, missed=1)


def test_a_wrong_type_is_a_hit_for_the_predicate_only():
    scores = score_frames([frame("SAY", 0, 4)], [frame("ACCUSE", 0, 4)])
    assert (scores.predicate, scores.typed) == (Tally(1, 0, 0), Tally(0, 1, 1))
    assert scores.types == {"SAY": Tally(0, 0, 1), "ACCUSE": Tally(0, 1, 0)}


def test_pairs_are_one_to_one_and_prefer_the_same_type():
    gold = [frame("SAY", 0, 10)]
    system = [frame("AID", 0, 7), frame("SAY", 5, 10)]
    scores = score_frames(gold, system)
    assert (scores.predicate, scores.typed) == (Tally(1, 1, 0), Tally(1, 1, 0))


@pytest.mark.parametrize(
    ("end", "tally"),
    [
        pytest.param(20, Tally(1, 0, 0), id="exact"),
        pytest.param(15, Tally(1, 0, 0), id="one-half"),
        pytest.param(14, Tally(0, 1, 1), id="under-one-half"),
    ],
)
def test_a_role_is_a_hit_from_one_half_on(end, tally):
    scores = score_frames(
        [frame("SAY", 0, 4, role("agent", 10, 20))], [frame("SAY", 0, 4, role("agent", 10, end))]
    )
    assert scores.roles["agent"] == tally
    assert scores.role_chars["agent"] == Tally(end - 10, 0, 20 - end)


def test_roles_of_unpaired_frames_are_misses_and_false_alarms():
    scores = score_frames(
        [frame("SAY", 0, 4, role("time", 10, 15))], [frame("SAY", 30, 34, role("time", 10, 12))]
    )
    assert scores.roles["time"] == Tally(0, 1, 1)
    assert scores.role_chars["time"] == Tally(0, 2, 5)
    assert scores.all_roles == Tally(0, 1, 1)


def test_unsaid_roles_do_not_count_as_roles():
    scores = score_frames(
        [frame("SAY", 0, 4, role("agent", 10, 15, implicit=True))],
        [frame("SAY", 0, 4, role("agent", 10, 15))],
    )
    assert scores.roles["agent"] == Tally(0, 1, 0)


@pytest.mark.parametrize(
    ("agent", "content", "tally"),
    [
        pytest.param((10, 15), (20, 40), Tally(1, 0, 0), id="same"),
        pytest.param((14, 18), (20, 30), Tally(1, 0, 0), id="agent-touches-content-half"),
        pytest.param((15, 18), (20, 40), Tally(0, 1, 1), id="other-agent"),
        pytest.param((10, 15), (20, 29), Tally(0, 1, 1), id="content-under-half"),
    ],
)
def test_attribution_needs_agent_and_content(agent, content, tally):
    gold = frame("SAY", 0, 4, role("agent", 10, 15, implicit=True), role("content", 20, 40))
    system = frame("AGREE", 0, 4, role("agent", *agent), role("content", *content))
    assert score_frames([gold], [system]).attribution == tally


def test_two_contents_count_together():
    gold = frame("SAY", 5, 8, role("agent", 9, 10), role("content", 0, 4), role("content", 11, 15))
    system = frame("SAY", 5, 8, role("agent", 9, 10), role("content", 11, 15))
    assert score_frames([gold], [system]).attribution == Tally(1, 0, 0)


@pytest.mark.parametrize(
    ("norm", "code", "country"),
    [
        pytest.param("QATGOV", 1, 1, id="same"),
        pytest.param("QATMIL", 0, 1, id="same-country"),
        pytest.param("SAUGOV", 0, 0, id="other-country"),
        pytest.param(None, 0, 0, id="none"),
    ],
)
def test_agent_codes(norm, code, country):
    gold = frame("SAY", 0, 4, role("agent", 10, 15, "QATGOV"))
    system = frame("SAY", 0, 4, role("agent", 30, 35, norm))
    assert share(gold, system, "agent code") == Share(code, 1)
    assert share(gold, system, "agent country") == Share(country, 1)


def test_values_are_asked_only_of_roles_found():
    gold = frame("SAY", 0, 4, role("time", 10, 15, "2015-08-02"), role("place", 20, 25, "YEM Aden"))
    found = frame("SAY", 0, 4, role("time", 14, 18, "2015-08"), role("place", 20, 22, "YEM"))
    elsewhere = frame("SAY", 0, 4, role("time", 15, 18, "2015-08-02"))
    assert share(gold, found, "time value") == Share(0, 1)
    assert share(gold, found, "place country") == Share(1, 1)
    assert share(gold, elsewhere, "time value") == Share(0, 0)


@pytest.mark.parametrize(
    ("agent", "right"),
    [
        pytest.param(role("agent", 1, 3, implicit=True), 1, id="same-place"),
        pytest.param(role("agent", 9, 12), 1, id="same-words"),
        pytest.param(role("agent", 4, 8, implicit=True), 0, id="somebody-else"),
    ],
)
def test_antecedents(agent, right):
    text = "هند زيدا هند قالت"
    gold = frame("SAY", 13, 17, role("agent", 0, 3, implicit=True))
    assert share(gold, frame("SAY", 13, 17, agent), "antecedent", text) == Share(right, 1)


def test_an_antecedent_that_is_not_given_is_wrong():
    gold = frame("SAY", 13, 17, role("agent", 0, 3, implicit=True))
    assert share(gold, frame("SAY", 13, 17), "antecedent") == Share(0, 1)


def test_scores_add_up():
    one = score_frames([frame("SAY", 0, 4, role("agent", 10, 20))], [frame("SAY", 0, 4)])
    two = score_frames([], [frame("AID", 0, 4)])
    total = FrameScores() + one + two
    assert total.predicate == Tally(1, 1, 0)
    assert total.roles["agent"] == Tally(0, 0, 1)
    assert total.types == {"SAY": Tally(1, 0, 0), "AID": Tally(0, 1, 0)}
    assert sum([one, two], FrameScores()).predicate == total.predicate


def test_rows_of_a_table():
    scores = score_frames(
        [frame("SAY", 0, 4, role("agent", 10, 20)), frame("SAY", 5, 8)], [frame("SAY", 0, 4)]
    )
    rows = {row.name: row for row in scores.rows()}
    assert rows["predicate"][1:] == (1.0, 0.5, pytest.approx(2 / 3), None, 2)
    assert rows["agent code"][1:] == (None, None, None, None, 0)
    assert "role time" not in rows
    assert rows["role agent"].support == 1
    assert rows["type SAY"].to_dict() == {
        "name": "type SAY",
        "precision": 1.0,
        "recall": 0.5,
        "f1": pytest.approx(2 / 3),
        "support": 2,
    }


def test_nothing_gives_zeros():
    rows = score_frames([], []).rows()
    assert rows[0][1:] == (0.0, 0.0, 0.0, None, 0)


def labelled(kind, modes, contexts):
    return CodedFrame(kind, Span(0, 4), modes=modes, contexts=contexts)


def test_modes_and_contexts_count_where_the_gold_has_them():
    gold = labelled("ASSAULT", ("aerial", "targeted"), ("military",))
    system = labelled("ASSAULT", ("aerial", "destroy"), ("military", "territory"))
    labels = score_frames([gold], [system]).labels
    assert labels == {"mode": Tally(1, 1, 1), "context": Tally(1, 1, 0)}
    other = labelled("COERCE", ("arrest",), ("military",))
    assert score_frames([gold], [other]).labels == {"mode": Tally(), "context": Tally(1, 0, 0)}


def test_uncoded_modes_and_contexts_do_not_count():
    gold = labelled("ASSAULT", None, None)
    system = labelled("ASSAULT", ("aerial",), ("military",))
    assert score_frames([gold], [system]).labels == {"mode": Tally(), "context": Tally()}


def test_a_type_that_gold_has_not_is_counted_but_has_no_row():
    scores = score_frames([frame("SAY", 0, 4)], [frame("AID", 20, 24)])
    assert scores.counts()["type AID"] == Tally(0, 1, 0)
    names = [row.name for row in scores.rows()]
    assert "type SAY" in names
    assert "type AID" not in names


def test_a_role_that_only_the_system_gives_has_a_row():
    scores = score_frames([], [frame("AID", 20, 24, role("time", 0, 4))])
    names = [row.name for row in scores.rows()]
    assert "role time" in names
    assert "role place" not in names
