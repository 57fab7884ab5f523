from dataclasses import replace

import pytest
from hand import TEXT, at, reading

from musnad.evaluation.stability import stability
from musnad.records import Flag, Frame


def fates(before, after):
    return {fate: n for fate, n in stability([before], [after]).counts.items() if n}


def changed(given, number, **values):
    frames = list(given.frames)
    frames[number] = replace(frames[number], **values)
    return replace(given, frames=tuple(frames))


OLD = reading()
SIZE = len(OLD.frames)


def test_a_reading_is_the_same_as_itself():
    found = stability([OLD], [OLD])
    assert (found.share_same, found.drift, found.articles) == (1.0, 0.0, 1)
    assert found.counts["same"] == SIZE == 3


def test_probabilities_are_told_apart():
    found = stability([OLD], [changed(OLD, 0, score=0.6)])
    assert found.share_same == 1.0
    assert found.drift == pytest.approx(0.3 / SIZE)


def test_a_flag_and_a_role_are_changes():
    after = changed(OLD, 0, flags=(Flag("future", 0.9),))
    assert fates(OLD, after) == {"same": SIZE - 1, "changed": 1}
    assert stability([OLD], [after]).whats == {"flags": 1}
    roles = OLD.frames[0].roles
    after = changed(OLD, 0, roles=roles[1:])
    assert stability([OLD], [after]).whats == {roles[0].role: 1}


def test_a_value_is_a_change_by_itself():
    roles = OLD.frames[0].roles
    after = changed(OLD, 0, roles=(replace(roles[0], norm="XYZ"), *roles[1:]))
    assert stability([OLD], [after]).whats == {"norm": 1}


def test_moved_retyped_gone_and_new():
    wider = at(TEXT, "قال وزير")
    assert fates(OLD, changed(OLD, 0, span=wider, text="قال وزير")) == {
        "same": SIZE - 1,
        "moved": 1,
    }
    assert fates(OLD, changed(OLD, 0, type="REJECT")) == {"same": SIZE - 1, "retyped": 1}
    assert fates(OLD, replace(OLD, frames=OLD.frames[1:])) == {"same": SIZE - 1, "gone": 1}
    more = Frame("f9", "AGREE", at(TEXT, "هدنة"), "هدنة", 0.5)
    assert fates(OLD, replace(OLD, frames=(*OLD.frames, more))) == {"same": SIZE, "new": 1}


def test_articles_of_one_side_are_named():
    found = stability([OLD], [])
    assert (found.articles, found.only_before, found.changes) == (0, ("الرياض تعلن هدنة",), ())
