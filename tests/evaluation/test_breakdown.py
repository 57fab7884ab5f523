from functools import reduce

import pytest
from compared import TEXT, article, frame, read_frame, read_role, reading, role
from hypothesis import given
from hypothesis import strategies as st

from musnad.evaluation import (
    CodedFrame,
    CodedRole,
    FrameScores,
    GoldArticle,
    breakdown,
    length_bin,
    score_frames,
)
from musnad.records import Article, Frame, Reading, Role, Span

GOLD = (
    frame("SAY", "أعلن", role("agent", "الوزير سالم"), role("content", "أن الوفد زار المدينة")),
    frame("CONSULT", "زار", role("agent", "الوفد")),
    frame("RETREAT", "غادر"),
)
READ = reading(
    read_frame("SAY", "أعلن", read_role("agent", "الوزير سالم")),
    read_frame("ASSAULT", "زار", read_role("agent", "الوفد"), read_role("time", "أمس")),
)


def slices(by, gold=None, readings=None):
    found = breakdown(gold or {article(): GOLD}, readings or {"a": READ}, by=by)
    return {part.name: part for part in found}


def figures(part, name):
    row = part.row(name)
    return row.precision, row.recall, row.support


def test_types_come_in_the_schemes_order_and_only_those_there_are():
    assert list(slices("type")) == ["SAY", "CONSULT", "RETREAT", "ASSAULT"]


def test_a_frame_of_the_wrong_type_belongs_to_its_gold_type():
    found = slices("type")
    assert figures(found["CONSULT"], "predicate") == (1.0, 1.0, 1)
    assert figures(found["CONSULT"], "predicate+type") == (0.0, 0.0, 1)
    assert figures(found["CONSULT"], "roles, all") == (0.5, 1.0, 1)


def test_a_type_that_only_the_system_gives_is_told():
    found = slices("type")["ASSAULT"]
    assert found.row("predicate") is None
    assert figures(found, "predicate+type") == (0.0, 0.0, 0)


def test_a_score_with_nothing_to_score_has_no_row():
    found = slices("type")
    assert found["CONSULT"].row("attribution") is None
    assert figures(found["SAY"], "attribution") == (0.0, 0.0, 1)


def test_roles_have_spans_and_characters():
    found = slices("role")
    assert list(found) == ["agent", "content", "time"]
    assert figures(found["agent"], "spans") == (1.0, 1.0, 2)
    assert figures(found["content"], "characters") == (0.0, 0.0, len("أن الوفد زار المدينة"))
    assert found["time"].row("spans").support == 0


@pytest.mark.parametrize(
    ("words", "name"),
    [
        pytest.param(99, "<100", id="99"),
        pytest.param(100, "100-199", id="100"),
        pytest.param(199, "100-199", id="199"),
        pytest.param(200, "200-399", id="200"),
        pytest.param(400, "400+", id="400"),
    ],
)
def test_length_bins(words, name):
    assert length_bin(article(text="كلمة " * words)) == name


def test_lengths_come_in_order():
    long = article("b", text=TEXT + " كلمة" * 100)
    found = slices("length", {long: GOLD, article(): GOLD}, {"a": READ, "b": READ})
    assert [(part.name, part.articles) for part in found.values()] == [("<100", 1), ("100-199", 1)]
    assert figures(found["<100"], "predicate") == (1.0, 2 / 3, 3)


def test_outlets_the_largest_first_and_the_unknown_named():
    gold = {article(n, outlet): GOLD for n, outlet in (("a", None), ("b", "د"), ("c", "د"))}
    found = slices("outlet", gold, dict.fromkeys("abc", READ))
    assert [(part.name, part.articles) for part in found.values()] == [
        ("د", 2),
        ("(no outlet)", 1),
    ]
    assert found["د"].row("predicate").support == 6


def test_json_form():
    data = slices("outlet")["(no outlet)"].to_dict()
    assert (data["name"], data["articles"]) == ("(no outlet)", 1)
    assert data["scores"][0]["name"] == "predicate"


SIZE = 12
spans = st.tuples(st.integers(0, SIZE - 1), st.integers(1, 4)).map(
    lambda pair: Span(pair[0], min(SIZE, sum(pair)))
)
roles = st.builds(CodedRole, st.sampled_from(["agent", "content"]), spans, st.booleans())
frames = st.lists(
    st.builds(
        CodedFrame,
        st.sampled_from(["SAY", "AID"]),
        spans,
        st.lists(roles, max_size=2).map(tuple),
        modes=st.just(()),
        contexts=st.just(()),
    ),
    max_size=6,
)


def _read(found):
    text = "ن" * SIZE
    return Reading(
        Article.from_text(text), (),
        tuple(
            Frame(
                f"f{k}", f.type, f.predicate, f.predicate.of(text), 0.9,
                tuple(Role(r.role, r.span, r.span.of(text), 0.9, r.implicit) for r in f.roles),
            )
            for k, f in enumerate(found)
        ), (), (), READ.model,
    )  # fmt: skip


@given(frames, frames)
def test_types_add_up_to_the_whole(gold, system):
    item = GoldArticle("a", "ن" * SIZE)
    found = breakdown({item: tuple(gold)}, {"a": _read(system)}, by="type")
    whole = score_frames(gold, system).counts()
    for name in ("predicate", "predicate+type", "attribution", "roles, all"):
        rows = [part.row(name) for part in found if part.row(name)]
        support = reduce(lambda total, row: total + row.support, rows, 0)
        hits = sum(round(row.recall * row.support) for row in rows)
        assert (hits, support) == (whole[name].hits, whole[name].support)


@given(frames, frames)
def test_counts_name_every_row(gold, system):
    scores = score_frames(gold, system)
    assert {row.name for row in scores.rows()} <= set(scores.counts())
    assert FrameScores().counts().keys() <= scores.counts().keys()
