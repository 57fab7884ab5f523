from dataclasses import replace
from datetime import date

from hand import TEXT, frame, reading, role

from musnad.ledger.frequent import (
    by_month,
    counterparts,
    hits_named,
    latest_facets,
    meant,
    most_met,
    names_of,
)
from musnad.ledger.overview import who
from musnad.ledger.search import Query, find


def accusing(**head):
    """The reading by hand, with an accusation by the minister."""
    minister = role(TEXT, "agent", "وزير الخارجية سالم الهاشمي", "SAUGOV")
    speaker = role(TEXT, "target", "المتحدث باسم الحركة ياسين العمري", "YEMREB")
    found = reading(**head)
    return replace(
        found, frames=(*found.frames, frame(TEXT, "f4", "ACCUSE", "تعلن", minister, speaker))
    )


def filled(ledger):
    ledger.add(accusing())
    later = {"url": "https://2.example/", "outlet": "الصفا", "published": date(2015, 10, 1)}
    ledger.add(accusing(**later))
    return ledger


def test_facets_are_counted_among_the_latest_records(ledger):
    filled(ledger)
    found = latest_facets(ledger, Query())
    assert found["type"] == [("ACCUSE", 2), ("ASSAULT", 2), ("REJECT", 2), ("SAY", 2)]
    assert found["month"] == [("2015-08", 4), ("2015-10", 4)]
    assert found["country"] == [("YEM", 4)]
    assert found["context"] == [("diplomatic", 2), ("military", 2)]
    assert found["agency"] == []
    assert [times for _, times in found["agent"]] == [4, 2, 2]
    assert latest_facets(ledger, Query(), within=4)["outlet"] == [("الصفا", 4)]
    assert latest_facets(ledger, Query(types=("SAY",)), most=1)["month"] == [("2015-08", 1)]


def test_who_is_met_most_often_with_whom_and_when(ledger):
    filled(ledger)
    assert {(m.code, m.times) for m in most_met(ledger)} == {("SAUGOV", 4), ("YEMREB", 4)}
    assert len(most_met(ledger, limit=1)) == 1
    minister = who(ledger, "الهاشمي")[0].id
    assert [(m.code, m.times) for m in counterparts(ledger, minister)] == [("YEMREB", 2)]
    assert by_month(ledger, [minister]) == [("2015-08", 2), ("2015-10", 2)]


def test_those_that_a_name_means_are_told_as_who_tells_them(ledger):
    filled(ledger)
    for name in ("الهاشمي", "al-Hashimi", "SAU", "YEM", "نووي", ""):
        assert meant(ledger, name) == who(ledger, name)


def test_records_and_names_by_id_in_the_order_asked(ledger):
    filled(ledger)
    ids = [hit.id for hit in find(ledger, Query()).hits][::-1]
    assert [hit.id for hit in hits_named(ledger, [*ids, "f0"])] == ids
    minister = who(ledger, "الهاشمي")[0].id
    assert names_of(ledger, (minister, "n0", "")) == {minister: "وزير الخارجية سالم الهاشمي"}
