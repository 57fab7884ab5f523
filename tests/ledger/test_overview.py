from dataclasses import replace
from datetime import date

import pytest
from hand import TEXT, frame, reading, role
from sqlalchemy import insert

from musnad.errors import LedgerError, NoSuchRecord
from musnad.ledger import tables as t
from musnad.ledger.merging import merge
from musnad.ledger.overview import actor, dyad, stories, story_members, who

ACCUSED = frame(
    TEXT,
    "f4",
    "ACCUSE",
    "تعلن",
    role(TEXT, "agent", "وزير الخارجية سالم الهاشمي", "SAUGOV"),
    role(TEXT, "target", "المتحدث باسم الحركة ياسين العمري", "YEMREB"),
)


def accusing(n: int, day: date | None, **fields):
    """An article in which the minister accuses the speaker."""
    given = reading(url=f"https://almina.example/{n}", published=day)
    return replace(given, frames=(*given.frames, replace(ACCUSED, **fields)))


@pytest.fixture
def month(ledger):
    """Accusations of 1, 2 and 20 August, of 3 September, and of an unknown day."""
    days = [date(2015, 8, 1), date(2015, 8, 2), date(2015, 8, 20), date(2015, 9, 3), None]
    for n, day in enumerate(days):
        ledger.add(accusing(n, day))
    return ledger


@pytest.mark.parametrize("name", ["سالم الهاشمي", "سالم الهاشمى", "hashimi", "SAUGOV", "SAU"])
def test_an_actor_is_found_by_any_spelling_and_code(month, name):
    (found,) = who(month, name)
    assert found.name == "وزير الخارجية سالم الهاشمي"
    assert (found.kind, found.code, found.country) == ("person", "SAUGOV", "SAU")
    assert (found.as_agent, found.as_target, found.statements) == (10, 0, 5)
    assert (found.articles, found.outlets) == (5, 1)
    assert (found.begin, found.end) == ("2015-08-01", "2015-09-03")
    assert found.spellings == (("وزير الخارجية سالم الهاشمي", 10),)


def test_a_name_that_nobody_has_finds_nobody(month):
    assert who(month, "خالد السعدون") == []
    assert who(month, "ZZZ") == []
    assert who(month, "") == []


def test_merged_actors_are_one(month):
    minister, speaker = who(month, "SAUGOV")[0].id, who(month, "YEMREB")[0].id
    merge(month, speaker, into=minister, reviewer="mona")
    (found,) = who(month, "ياسين العمري")
    assert (found.id, found.merged) == (minister, (speaker,))
    assert found.as_agent == 15
    assert actor(month, speaker) == actor(month, minister) == found


def test_unknown_actors_are_told(month):
    with pytest.raises(NoSuchRecord, match="n0"):
        actor(month, "n0")


def test_a_pair_over_time_counts_statements_carriers_and_events_apart(month):
    found = dyad(month, "SAU", "YEM")
    assert [p.period for p in found.forth] == ["2015-08", "2015-09", "unknown"]
    august = found.forth[0]
    assert (august.statements, august.carriers, august.events) == (3, 3, 2)
    assert august.by_type == {"ACCUSE": 3}
    assert august.by_quad == {"verbal conflict": 3}
    assert len(august.frames) == 3
    assert found.back == ()


def test_the_window_of_an_event_is_the_users(month):
    events = {n: dyad(month, "SAU", "YEM", window=n).forth[0].events for n in (0, 1, 20)}
    assert events == {0: 3, 1: 2, 20: 1}


@pytest.mark.parametrize(
    ("by", "periods"),
    [
        ("day", ["2015-08-01", "2015-08-02", "2015-08-20", "2015-09-03", "unknown"]),
        ("week", ["2015-W31", "2015-W34", "2015-W36", "unknown"]),
        ("year", ["2015", "unknown"]),
    ],
)
def test_periods(month, by, periods):
    found = dyad(month, "سالم الهاشمي", "ياسين العمري", by=by)
    assert [p.period for p in found.forth] == periods


def test_unknown_periods_are_told(month):
    with pytest.raises(LedgerError, match="day, week, month or year"):
        dyad(month, "SAU", "YEM", by="decade")


def test_what_is_only_claimed_can_be_left_out(ledger):
    ledger.add(accusing(1, date(2015, 8, 1), claimed=True))
    assert len(dyad(ledger, "SAU", "YEM").forth) == 1
    assert dyad(ledger, "SAU", "YEM", claimed=False).forth == ()


@pytest.fixture
def told(ledger):
    """A story of two articles, and one of a single article."""
    rows = []
    for n, story in enumerate(["s1", "s1", "s2"]):
        added = ledger.add(
            reading(url=f"https://almina.example/{n}", published=date(2015, 8, n + 1))
        )
        joined = rows[0]["article"] if n == 1 else None
        rows.append(
            {
                "article": added.article, "story": story, "joined": joined,
                "containment": 0.9 if joined else None, "fingerprint": b"",
            }
        )  # fmt: skip
    with ledger.writing() as connection:
        connection.execute(insert(t.stories), rows)
    return ledger


def test_stories_with_the_most_carriers_come_first(told):
    (one,) = stories(told)
    assert one.to_dict() == {
        "story": "s1", "title": "الرياض تعلن هدنة", "carriers": 2, "outlets": 1,
        "begin": "2015-08-01", "end": "2015-08-02",
    }  # fmt: skip
    assert [s.story for s in stories(told, least=1)] == ["s1", "s2"]
    assert [s.story for s in stories(told, least=1, since="2015-08-03")] == ["s2"]
    assert [s.story for s in stories(told, least=1, until="2015-08-01")] == ["s1"]
    assert stories(told, outlet="أخرى") == []
    assert stories(told, least=1, limit=1, offset=1)[0].story == "s2"


def test_members_of_a_story_are_told_by_day(told):
    first, second = story_members(told, "s1")
    assert (first.published, first.joined) == ("2015-08-01", None)
    assert (second.joined, second.containment) == (first.article, 0.9)
    assert first.length == len(TEXT)
    with pytest.raises(NoSuchRecord):
        story_members(told, "s9")
