from dataclasses import replace
from threading import Thread

import pytest
from hand import LATER_MODEL, TEXT, at, reading, reread, role
from sqlalchemy import select

from musnad.errors import LedgerError, NoSuchRecord
from musnad.ledger import Ledger
from musnad.ledger import tables as t
from musnad.ledger.disagreements import disagreements
from musnad.ledger.judge import history, judge, judgements_of, undo
from musnad.ledger.standing import digest_of
from musnad.records import Entry, judged, state_of

SAID, DENIED, BOMBED = (Entry.of(reading()).frame_ids[label] for label in ("f1", "f2", "f3"))
OTHER_ROLES = replace(
    reading().frames[2], roles=(role(TEXT, "agent", "الجيش"), role(TEXT, "place", "تعز"))
)


@pytest.fixture
def kept(ledger):
    ledger.add(reading())
    return ledger


def standing(ledger, frame):
    return [(j.number, j.verdict, j.change) for j in judgements_of(ledger, frame)]


def reread_with_other_roles():
    """A later reading in which قصف has no target: same type and span, another id."""
    later = reread(reading())
    return replace(later, frames=(*later.frames[:2], OTHER_ROLES))


def test_a_decision_has_who_when_why_and_the_model(kept):
    made = judge(kept, SAID, "confirm", reviewer="Huda", reason="read it")
    (found,) = judgements_of(kept, SAID)
    assert (found.reviewer, found.reason, found.model) == ("Huda", "read it", "d" * 64)
    assert (found.number, found.at, found.carried, found.holds) == (1, made.at, None, "whole")


def test_entries_carry_what_stands(kept):
    judge(kept, BOMBED, "correct", reviewer="Huda", change={"type": "MOBILIZE"})
    (entry,) = kept.entries()
    assert [j.subject for j in entry.judgements] == [BOMBED]
    corrected = judged(entry).reading.frame("f3")
    assert (corrected.type, state_of(entry, entry.reading.frame("f3"))) == ("MOBILIZE", "corrected")


def test_the_log_has_each_decision_with_its_digest(kept):
    made = judge(kept, SAID, "reject", reviewer="Huda")
    undone = undo(kept, made.number, reviewer="Sami")
    with kept.reading() as connection:
        rows = connection.execute(select(t.log).where(t.log.c.kind == "judgement")).all()
    assert [(r.subject, r.digest) for r in rows] == [
        (SAID, digest_of(made)),
        (SAID, digest_of(undone)),
    ]


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([("confirm", None), ("reject", None)], ["reject"]),
        ([("reject", None), ("confirm", None)], ["confirm"]),
        ([("correct", {"type": "AID"}), ("confirm", None)], ["correct", "confirm"]),
        ([("correct", {"type": "AID"}), ("correct", {"type": "SAY"})], ["correct"]),
        ([("correct", {"type": "AID"}), ("correct", {"flags": ["neg"]})], ["correct", "correct"]),
        ([("reject", None), ("correct", {"type": "AID"})], ["correct"]),
        ([("correct", {"type": "AID"}), ("reject", None)], ["correct", "reject"]),
    ],
)
def test_the_last_word_on_each_point_stands(kept, steps, expected):
    for verdict, change in steps:
        judge(kept, SAID, verdict, reviewer="Huda", change=change)
    assert [verdict for _, verdict, _ in standing(kept, SAID)] == expected


def test_values_at_different_words_are_different_points(kept):
    for piece, norm in (("الجيش", "YEMREB"), ("مواقع", "YEMGOV"), ("الجيش", "SAUMIL")):
        change = {"actor": {"span": at(TEXT, piece), "norm": norm}}
        judge(kept, BOMBED, "correct", reviewer="Huda", change=change)
    assert [c["actor"]["norm"] for _, _, c in standing(kept, BOMBED)] == ["YEMGOV", "SAUMIL"]


def test_undoing_and_undoing_that(kept):
    judge(kept, SAID, "reject", reviewer="Huda")
    undo(kept, 1, reviewer="Sami", reason="hasty")
    assert standing(kept, SAID) == []
    undo(kept, 2, reviewer="Huda")
    assert standing(kept, SAID) == [(1, "reject", {})]
    assert [(j.number, j.undone) for j in history(kept)] == [(3, False), (2, True), (1, False)]


def test_what_is_undone_twice_is_refused_and_says_what_to_undo(kept):
    judge(kept, SAID, "reject", reviewer="Huda")
    undo(kept, 1, reviewer="Sami")
    with pytest.raises(LedgerError, match=r"undone already, by Sami in 2.*undo 2"):
        undo(kept, 1, reviewer="Huda")
    undo(kept, 2, reviewer="Huda")
    with pytest.raises(LedgerError, match="undo 3"):
        undo(kept, 1, reviewer="Huda")
    with pytest.raises(NoSuchRecord, match="number 9"):
        undo(kept, 9, reviewer="Huda")


def test_a_decision_on_the_same_frame_holds_for_a_later_reading(kept):
    judge(kept, SAID, "confirm", reviewer="Huda")
    kept.add(reread(reading()))
    (entry,) = kept.entries()
    assert entry.reading.model == LATER_MODEL
    (held,) = entry.judgements
    assert (held.carried, held.holds) == (None, "whole")


@pytest.mark.parametrize(
    ("verdict", "change", "holds"),
    [
        ("confirm", None, "predicate and type"),
        ("reject", None, "whole"),
        ("correct", {"type": "COERCE"}, "whole"),
    ],
)
def test_a_decision_is_carried_to_the_frame_of_the_same_type_and_words(
    kept, verdict, change, holds
):
    judge(kept, BOMBED, verdict, reviewer="Huda", change=change)
    kept.add(reread_with_other_roles())
    (entry,) = kept.entries()
    (held,) = entry.judgements
    now = entry.frame_ids["f3"]
    assert now != BOMBED
    assert (held.subject, held.carried, held.holds) == (now, BOMBED, holds)
    assert judgements_of(kept, now) == [held]


def test_a_tie_to_a_denied_frame_is_carried_with_the_decision(kept):
    judge(kept, SAID, "correct", reviewer="Huda", change={"denies": BOMBED})
    kept.add(reread_with_other_roles())
    (entry,) = kept.entries()
    (held,) = entry.judgements
    assert held.change == {"denies": entry.frame_ids["f3"]}


def test_decisions_on_a_later_reading_do_not_hold_for_an_earlier_one(kept):
    first = next(kept.entries()).reading_id
    later = kept.add(reread_with_other_roles())
    judge(kept, kept.entry(later.reading).frame_ids["f3"], "reject", reviewer="Huda")
    assert kept.entry(first).judgements == ()


def test_a_carried_and_a_later_decision_on_one_point_are_one_history(kept):
    judge(kept, BOMBED, "reject", reviewer="Huda")
    later = kept.add(reread_with_other_roles())
    now = kept.entry(later.reading).frame_ids["f3"]
    judge(kept, now, "confirm", reviewer="Sami")
    assert [j.verdict for j in judgements_of(kept, now)] == ["confirm"]


def test_a_frame_of_another_type_keeps_nothing(kept):
    judge(kept, BOMBED, "confirm", reviewer="Huda")
    later = reread(reading())
    retyped = replace(later.frames[2], type="COERCE", modes=())
    kept.add(replace(later, frames=(*later.frames[:2], retyped)))
    assert next(kept.entries()).judgements == ()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, "nothing to correct"),
        ({"kind": "SAY"}, "it may have type, predicate"),
        ({"type": "SPEAK"}, "expected one of SAY"),
        ({"type": ["SAY"]}, "is no type"),
        ({"predicate": [5, 5]}, "or is empty"),
        ({"predicate": [5, 999]}, f"{len(TEXT)} characters"),
        ({"predicate": [-3, 4]}, "does not lie"),
        ({"predicate": [True, 4]}, "two whole numbers"),
        ({"predicate": "قال"}, "two whole numbers"),
        ({"predicate": [16, 17]}, "white space"),
        ({"roles": [{"role": "speaker", "span": [0, 3]}]}, "no role"),
        ({"roles": [{"role": "agent", "span": [0, 3], "who": 1}]}, "it may have role, span"),
        ({"roles": [{"role": "agent", "span": [0, 3], "implicit": 1}]}, "true or false"),
        ({"roles": [{"role": "content", "span": [0, 3], "norm": "YEM"}]}, "has no value"),
        ({"roles": [{"role": "agent", "span": [0, 3]}] * 2}, "stands twice"),
        ({"roles": ["agent"]}, "is no role"),
        ({"flags": ["negated"]}, "expected one of neg"),
        ({"flags": "neg"}, "expected a list"),
        ({"actor": {"span": [0, 3], "norm": "Yemen"}}, "no value of an actor"),
        ({"actor": {"span": [0, 3], "code": "YEM"}}, "it may have span, norm"),
        ({"time": {"span": [0, 3], "norm": "2015-13-01"}}, "no value of a time"),
        ({"time": {"span": [0, 3], "norm": "2015-08-05/2015-08-01"}}, "no value of a time"),
        ({"place": {"span": [0, 3], "norm": "Aden"}}, "no value of a place"),
        ({"denies": "f0"}, "no other frame"),
        ({"denies": SAID}, "no other frame"),
    ],
)
def test_corrections_that_do_not_fit_are_refused(kept, change, said):
    with pytest.raises(LedgerError, match=said):
        judge(kept, SAID, "correct", reviewer="Huda", change=change)
    assert kept.counts()["judgements"] == 0


@pytest.mark.parametrize(
    ("verdict", "fields", "said"),
    [
        ("confirm", {"reviewer": " "}, "who decides"),
        ("confirm", {"reviewer": "a\0"}, "NUL"),
        ("confirm", {"reviewer": "x" * 201}, "at most 200"),
        ("confirm", {"reviewer": "a", "reason": "\ud800"}, "half of a pair"),
        ("confirm", {"reviewer": "a", "change": {"type": "SAY"}}, "changes nothing"),
        ("merge", {"reviewer": "a"}, "no verdict on a frame"),
    ],
)
def test_decisions_that_make_no_sense_are_refused(kept, verdict, fields, said):
    with pytest.raises(LedgerError, match=said):
        judge(kept, SAID, verdict, **fields)


def test_frames_that_are_not_there_are_told(kept):
    with pytest.raises(NoSuchRecord, match="f0"):
        judge(kept, "f0", "confirm", reviewer="Huda")
    with pytest.raises(NoSuchRecord, match="merged or split"):
        judge(kept, "n0", "confirm", reviewer="Huda")


def test_two_reviewers_at_once_lose_nothing(kept, address):
    def work(name):
        with Ledger.open(address) as mine:
            for _ in range(8):
                judge(mine, SAID, "confirm", reviewer=name)

    threads = [Thread(target=work, args=(name,)) for name in ("Huda", "Sami")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    written = list(history(kept))
    assert [j.number for j in written] == list(range(16, 0, -1))
    assert sorted(j.reviewer for j in written) == ["Huda"] * 8 + ["Sami"] * 8


def differing(ledger):
    return [(d.subject, d.point, [s.reviewer for s in d.sides], d.stands) for d in
            disagreements(ledger)]  # fmt: skip


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([("Huda", "confirm", {}), ("Sami", "confirm", {})], []),
        ([("Huda", "confirm", {}), ("Huda", "reject", {})], []),
        ([("Huda", "confirm", {}), ("Sami", "reject", {})], [("verdict", 2)]),
        ([("Huda", "confirm", {}), ("Sami", "correct", {"type": "AID"})], [("verdict", 2)]),
        ([("Sami", "correct", {"type": "AID"}), ("Huda", "confirm", {})], []),
        (
            [("Sami", "correct", {"type": "AID"}), ("Huda", "correct", {"type": "SAY"})],
            [("type", 2)],
        ),
        (
            [
                ("Sami", "correct", {"type": "AID"}),
                ("Huda", "correct", {"type": "SAY"}),
                ("Sami", "confirm", {}),
            ],
            [],
        ),
    ],
)
def test_reviewers_that_differ_are_found(kept, steps, expected):
    for who, verdict, change in steps:
        judge(kept, SAID, verdict, reviewer=who, change=change)
    assert [(d.point, d.stands) for d in disagreements(kept)] == expected


def test_what_was_undone_is_no_disagreement(kept):
    judge(kept, SAID, "confirm", reviewer="Huda")
    judge(kept, SAID, "reject", reviewer="Sami")
    assert differing(kept) == [(SAID, "verdict", ["Huda", "Sami"], 2)]
    undo(kept, 2, reviewer="Sami")
    assert differing(kept) == []
