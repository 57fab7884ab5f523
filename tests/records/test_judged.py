"""Judgements applied: a report of a report, of an arrest."""

import pytest

from musnad.errors import RecordError
from musnad.records import (
    Actor,
    ActorCode,
    Article,
    Chain,
    Entry,
    Frame,
    Judgement,
    Label,
    Link,
    ModelId,
    Place,
    Reading,
    Resolved,
    Role,
    Span,
    Timex,
    Toponym,
    Voice,
    is_judged,
    judged,
    state_of,
)
from musnad.records.meant import actor_codes, interval

TEXT = "ذكرت الصحيفة أن الوزير قال إن الشرطة أوقفت خمسة في صنعاء أمس"


def span(part):
    start = TEXT.index(part)
    return Span(start, start + len(part))


def role(name, part, norm=None):
    return Role(name, span(part), part, 0.9, norm=norm)


def voice(part, label, cue):
    return Voice("source", part, span(part), label, cue)


PAPER, MINISTER = voice("الصحيفة", "f1", "ذكرت"), voice("الوزير", "f2", "قال")
OUTLET = Voice("outlet", "النهار")
FRAMES = (
    Frame("f1", "SAY", span("ذكرت"), "ذكرت", 0.9,
          (role("agent", "الصحيفة"), role("content", TEXT[13:]))),
    Frame("f2", "SAY", span("قال"), "قال", 0.9,
          (role("agent", "الوزير"), role("content", TEXT[27:])), within="f1", claimed=True),
    Frame("f3", "COERCE", span("أوقفت"), "أوقفت", 0.9,
          (role("agent", "الشرطة", "YEMCOP"), role("target", "خمسة"),
           role("place", "صنعاء", "YEM Sanaa"), role("time", "أمس", "2021-03-02")),
          within="f2", claimed=True, modes=(Label("arrest", 0.8),)),
)  # fmt: skip
CITY = Place("Sanaa", "صنعاء", "city", "YEM", None, 15.35, 44.2, 0.7)
VILLAGE = Place("Sana", "صنعاء", "city", "SYR", None, 33.0, 36.0, 0.3)
READING = Reading(
    Article.from_text(TEXT, outlet="النهار"),
    (),
    FRAMES,
    (
        Chain("f1", (PAPER, OUTLET)),
        Chain("f2", (MINISTER, PAPER, OUTLET)),
        Chain("f3", (MINISTER, PAPER, OUTLET)),
    ),
    (Link("denies", "f1", "f3", 0.5, "by hand"),),
    ModelId("by hand", "2026-01-01", "d", "0"),
    resolved=(
        Resolved(span("الشرطة"), "الشرطة", Actor("الشرطة", (ActorCode("YEM", ("COP",)),))),
        Resolved(span("صنعاء"), "صنعاء", Toponym("صنعاء", (CITY, VILLAGE))),
        Resolved(span("أمس"), "أمس", Timex("أمس", "DATE", "2021-03-02", None, "2021-03-02",
                                           "2021-03-02")),
    ),
)  # fmt: skip
PLAIN = Entry.of(READING)


def decided(*decisions):
    """The entry after decisions, each (frame, verdict, change)."""
    rows = tuple(
        Judgement(n, PLAIN.frame_ids[label], verdict, "سلمى", "2026-01-02T00:00:00Z", change)
        for n, (label, verdict, change) in enumerate(decisions, 1)
    )
    return Entry.of(READING, judgements=rows)


def correct(label="f3", **change):
    return judged(decided((label, "correct", change))).reading


def names(reading, label):
    (chain,) = [c for c in reading.chains if c.frame == label]
    return [v.name for v in chain.voices]


def test_without_judgements_the_entry_stays_itself():
    assert judged(PLAIN) is PLAIN
    assert not is_judged(PLAIN)


def test_confirm_changes_nothing_but_is_listed():
    entry = decided(("f3", "confirm", {}))
    assert judged(entry) is entry
    assert is_judged(entry)
    assert [state_of(entry, f) for f in READING.frames] == ["", "", "confirmed"]


def test_the_last_decision_gives_the_state():
    entry = decided(("f3", "confirm", {}), ("f3", "correct", {"type": "ASSAULT"}))
    assert state_of(entry, FRAMES[2]) == "corrected"


def test_reject_drops_the_frame_its_links_and_its_voice():
    reading = judged(decided(("f2", "reject", {}))).reading
    assert [f.id for f in reading.frames] == ["f1", "f3"]
    assert reading.frame("f3").within == "f1"
    assert names(reading, "f3") == ["الصحيفة", "النهار"]
    assert [x.source for x in reading.links] == ["f1"]


def test_reject_of_the_outer_frames_leaves_the_act_to_the_outlet():
    reading = judged(decided(("f1", "reject", {}), ("f2", "reject", {}))).reading
    (act,) = reading.frames
    assert (act.within, act.claimed) == (None, False)
    assert names(reading, "f3") == ["النهار"]
    assert reading.links == ()


def test_what_was_rejected_is_not_corrected_any_more():
    entry = decided(("f3", "reject", {}), ("f3", "correct", {"type": "ASSAULT"}))
    assert [f.id for f in judged(entry).reading.frames] == ["f1", "f2"]


def test_ids_stay_those_that_were_judged():
    entry = decided(("f3", "correct", {"type": "ASSAULT"}))
    after = judged(entry)
    assert after.frame_ids == entry.frame_ids
    assert after.id_of(after.reading.frame("f3")) == PLAIN.frame_ids["f3"]


def test_undone_judgements_do_nothing():
    row = Judgement(1, PLAIN.frame_ids["f3"], "reject", "سلمى", "2026-01-02T00:00:00Z", undone=True)
    entry = Entry.of(READING, judgements=(row,))
    assert judged(entry) is entry
    assert not is_judged(entry)


def test_merging_actors_changes_no_reading():
    row = Judgement(1, "n0", "merge", "سلمى", "2026-01-02T00:00:00Z", {"into": "n1"})
    assert not is_judged(Entry.of(READING, judgements=(row,)))


def test_another_type_keeps_only_its_modes():
    frame = correct(type="ASSAULT").frame("f3")
    assert (frame.type, frame.modes) == ("ASSAULT", ())


def test_another_predicate():
    frame = correct(predicate=list(span("أوقفت خمسة"))).frame("f3")
    assert (frame.text, frame.span) == ("أوقفت خمسة", span("أوقفت خمسة"))


def test_roles_are_replaced_and_those_that_stay_keep_their_values():
    kept = {"role": "agent", "span": list(span("الشرطة")), "implicit": False}
    new = {"role": "toll", "span": list(span("خمسة")), "implicit": False}
    frame = correct(roles=[kept, new]).frame("f3")
    found = [(r.role, r.text, r.norm, r.score) for r in frame.roles]
    assert found == [("agent", "الشرطة", "YEMCOP", 0.9), ("toll", "خمسة", None, 1.0)]


def test_another_speaker_speaks_in_every_chain():
    agent = {"role": "agent", "span": list(span("الشرطة")), "implicit": True}
    content = {"role": "content", "span": list(FRAMES[1].roles[1].span)}
    reading = correct("f2", roles=[agent, content])
    assert names(reading, "f3") == ["الشرطة", "الصحيفة", "النهار"]
    assert names(reading, "f2") == ["الشرطة", "الصحيفة", "النهار"]


def test_a_shorter_content_lets_the_act_out():
    agent = {"role": "agent", "span": list(span("الوزير"))}
    content = {"role": "content", "span": list(span("إن الشرطة"))}
    reading = correct("f2", roles=[agent, content])
    assert reading.frame("f3").within == "f1"
    assert names(reading, "f3") == ["الصحيفة", "النهار"]


def test_flags_are_set_in_the_schemes_order():
    frame = correct(flags=["future", "neg"]).frame("f3")
    assert [f.name for f in frame.flags] == ["neg", "future"]


def test_another_actor_is_coded_as_the_reviewer_says():
    reading = correct(actor={"span": list(span("الشرطة")), "norm": "YEMREB+SAUMIL"})
    assert reading.frame("f3").first("agent").norm == "YEMREB+SAUMIL"
    meaning = reading.meaning(span("الشرطة"), "actor").value
    assert meaning.codes == (ActorCode("YEM", ("REB",)), ActorCode("SAU", ("MIL",)))
    assert [s.rule for s in meaning.steps] == ["reviewer"]


def test_another_place_among_the_candidates_has_its_coordinates():
    reading = correct(place={"span": list(span("صنعاء")), "norm": "SYR Sana"})
    assert reading.meaning(span("صنعاء"), "place").value.place == VILLAGE


@pytest.mark.parametrize("norm", ["OMN Nowhere", None])
def test_an_unknown_place_keeps_no_coordinates(norm):
    reading = correct(place={"span": list(span("صنعاء")), "norm": norm})
    assert reading.frame("f3").first("place").norm == norm
    assert reading.meaning(span("صنعاء"), "place").value.place is None


def test_another_time_is_an_interval_again():
    reading = correct(time={"span": list(span("أمس")), "norm": "2015-W31"})
    timex = reading.meaning(span("أمس"), "time").value
    assert (timex.value, timex.begin, timex.end) == ("2015-W31", "2015-07-27", "2015-08-02")


def test_denials_are_set_and_taken_away():
    assert correct("f1", denies=None).links == ()
    (link,) = correct("f1", denies=PLAIN.frame_ids["f2"]).links
    assert (link.source, link.target, link.score) == ("f1", "f2", 1.0)


@pytest.mark.parametrize(
    "change",
    [
        {"type": "WAR"},
        {"predicate": [5, 5]},
        {"predicate": [0, 10_000]},
        {"predicate": "قال"},
        {"roles": [{"role": "agent"}]},
        {"roles": [{"role": "king", "span": [0, 3]}]},
        {"flags": ["maybe"]},
        {"time": {"norm": "2015"}},
        {"actor": {"span": [0, 3], "norm": 5}},
    ],
)
def test_a_change_that_does_not_fit_is_named(change):
    with pytest.raises(RecordError, match="judgement 1 on f"):
        correct(**change)


@pytest.mark.parametrize(
    ("norm", "days"),
    [
        ("2015-08-02", ("2015-08-02", "2015-08-02")),
        ("2015-08-02T21:30", ("2015-08-02", "2015-08-02")),
        ("2016-02", ("2016-02-01", "2016-02-29")),
        ("2015", ("2015-01-01", "2015-12-31")),
        ("2015-08-02/2015-09", ("2015-08-02", "2015-09-30")),
        ("2015-13", (None, None)),
        ("2015-W60", (None, None)),
        ("P3D", (None, None)),
        (None, (None, None)),
    ],
)
def test_days_of_a_value(norm, days):
    assert interval(norm) == days


def test_codes_of_a_value():
    assert actor_codes("KWTGOVMIL+MED") == (
        ActorCode("KWT", ("GOV", "MIL")), ActorCode(None, ("MED",)),
    )  # fmt: skip
    assert actor_codes(None) == ()
