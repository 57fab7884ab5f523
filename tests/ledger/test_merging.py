from dataclasses import replace
from datetime import date

import pytest
from hand import reading
from sqlalchemy import select

from musnad.errors import LedgerError, NoSuchRecord
from musnad.ledger import tables as t
from musnad.ledger.decisions import Said
from musnad.ledger.disagreements import disagreements
from musnad.ledger.judge import judgements_of, undo
from musnad.ledger.merging import Actors, merge, resolved_actor, split
from musnad.ledger.overview import actor, who
from musnad.ledger.search import Query, find

MINISTER, SPEAKER = "وزير الخارجية سالم الهاشمي", "المتحدث باسم الحركة ياسين العمري"
HUDA = Said("Huda", "another man")


@pytest.fixture
def kept(ledger):
    ledger.add(reading())
    return ledger


def ids(ledger):
    with ledger.reading() as connection:
        return {r.name: r.id for r in connection.execute(select(t.actors))}


def resolved(ledger, actor, **by):
    with ledger.reading() as connection:
        return resolved_actor(connection, actor, **by)


def test_a_merge_is_followed_and_undone(kept):
    one, other, army = (ids(kept)[n] for n in (MINISTER, SPEAKER, "الجيش"))
    merge(kept, one, into=other, reviewer="Huda")
    merge(kept, other, into=army, reviewer="Huda")
    assert resolved(kept, one) == army
    assert [j.change for j in judgements_of(kept, one)] == [{"into": other}]
    undo(kept, 2, reviewer="Sami")
    assert resolved(kept, one) == other
    undo(kept, 1, reviewer="Sami")
    assert resolved(kept, one) == one


def test_circles_are_refused(kept):
    one, other = ids(kept)[MINISTER], ids(kept)[SPEAKER]
    with pytest.raises(LedgerError, match="one already"):
        merge(kept, one, into=one, reviewer="Huda")
    merge(kept, one, into=other, reviewer="Huda")
    with pytest.raises(LedgerError, match="one already"):
        merge(kept, other, into=one, reviewer="Huda")
    undo(kept, 1, reviewer="Huda")
    merge(kept, other, into=one, reviewer="Huda")
    with pytest.raises(LedgerError, match="in a circle"):
        undo(kept, 2, reviewer="Huda")
    assert kept.counts()["judgements"] == 3


def test_a_circle_that_somebody_wrote_is_told():
    with pytest.raises(LedgerError, match="n1 → n2 → n1"):
        Actors({"n1": "n2", "n2": "n1"}, {}, {}).resolve("n1")


def test_a_spelling_is_split_off_and_back(kept):
    one = ids(kept)[MINISTER]
    kept.add(reading(url="https://b.example/2"))
    other = reading(url="https://c.example/3")
    short = replace(other.identities[0], name="سالم الهاشمي")
    kept.add(replace(other, identities=(short, *other.identities[1:])))
    made = split(kept, one, names=["سالم الهاشميّ"], said=HUDA)
    new = made.change["into"]
    assert resolved(kept, one, name="سالم الهاشمي") == new
    assert resolved(kept, one, name=MINISTER) == one
    assert resolved(kept, one) == one
    undo(kept, made.number, reviewer="Sami")
    assert resolved(kept, one, name="سالم الهاشمي") == one


def test_a_frame_is_split_off(kept):
    one = ids(kept)[MINISTER]
    frame = next(kept.entries()).frame_ids["f1"]
    made = split(kept, one, frames=[frame], into=ids(kept)[SPEAKER], said=HUDA)
    assert made.change == {"into": ids(kept)[SPEAKER], "frames": [frame]}
    assert resolved(kept, one, frame=frame) == ids(kept)[SPEAKER]


def test_a_split_actor_is_never_found_by_name(kept):
    one = ids(kept)[MINISTER]
    frame = next(kept.entries()).frame_ids["f1"]
    new = split(kept, one, frames=[frame], said=HUDA).change["into"]
    kept.add(reading(url="https://b.example/2"))
    with kept.reading() as connection:
        assert new not in set(connection.execute(select(t.identities.c.actor)).scalars())


def test_splits_that_make_no_sense_are_refused(kept):
    one, frame = ids(kept)[MINISTER], next(kept.entries()).frame_ids["f3"]
    for fields, said in (
        ({}, "nothing to split off"),
        ({"names": ["سعيد"]}, "is never written"),
        ({"names": [MINISTER]}, "nothing would be left"),
        ({"frames": [frame]}, "neither agent nor target"),
    ):
        with pytest.raises(LedgerError, match=said):
            split(kept, one, said=HUDA, **fields)
    with pytest.raises(NoSuchRecord, match="n0"):
        merge(kept, "n0", into=one, reviewer="Huda")


def test_merging_back_what_was_split_off_by_name_is_a_circle(kept):
    one, frame = ids(kept)[MINISTER], next(kept.entries()).frame_ids["f1"]
    new = split(kept, one, frames=[frame], said=HUDA).change["into"]
    with pytest.raises(LedgerError, match="in a circle"):
        merge(kept, new, into=one, reviewer="Huda")


def test_reviewers_that_send_an_actor_to_two_others_differ(kept):
    one, other, army = (ids(kept)[n] for n in (MINISTER, SPEAKER, "الجيش"))
    merge(kept, one, into=other, reviewer="Huda")
    merge(kept, one, into=army, reviewer="Sami")
    (found,) = disagreements(kept)
    assert (found.subject, found.point, found.stands) == (one, "merge", 2)
    assert resolved(kept, one) == army


def test_a_search_for_one_finds_those_who_are_one_with_it(kept):
    minister, speaker = ids(kept)[MINISTER], ids(kept)["المتحدث باسم الحركة ياسين العمري"]
    assert {h.type for h in find(kept, Query(who=minister)).hits} == {"SAY"}
    merge(kept, speaker, into=minister, reviewer="mona")
    for asked in (minister, speaker, "سالم الهاشمي"):
        assert {h.type for h in find(kept, Query(who=asked)).hits} == {"SAY", "REJECT"}


def test_searches_and_overviews_follow_splits(kept):
    minister = ids(kept)[MINISTER]
    other = reading(url="https://c.example/3", published=date(2015, 8, 9))
    kept.add(other)
    (before,) = who(kept, "الهاشمي")
    frame = find(kept, Query(who=minister, since="2015-08-09")).hits[0].id
    made = split(kept, minister, frames=[frame], said=HUDA)
    new = made.change["into"]
    assert [h.id for h in find(kept, Query(who=new)).hits] == [frame]
    assert frame not in {h.id for h in find(kept, Query(who=minister)).hits}
    assert actor(kept, minister).as_agent == before.as_agent - 1
    assert actor(kept, new).as_agent == 1
    undo(kept, made.number, reviewer="Huda")
    assert actor(kept, minister).as_agent == before.as_agent
    assert find(kept, Query(who=new)).hits == []
