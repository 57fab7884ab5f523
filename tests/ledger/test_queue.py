from dataclasses import replace

import pytest
from hand import TEXT, reading, reread, role
from sqlalchemy import insert

from musnad.errors import LedgerError
from musnad.ledger import tables as t
from musnad.ledger.judge import judge, undo
from musnad.ledger.review_queue import queue

DOUBT = 1 - 0.9 * 0.9


def first(ledger):
    ledger.add(reading())
    return next(ledger.entries()).frame_ids


def test_doubt_weight_and_dispute_make_the_order(ledger):
    ids = first(ledger)
    found = queue(ledger)
    assert [i.frame for i in found] == [ids["f3"], ids["f2"], ids["f1"]]
    assert [round(i.urgency, 4) for i in found] == [
        round(DOUBT * 3, 4),
        round(DOUBT * 2 * 1.5, 4),
        round(DOUBT * 1.5, 4),
    ] or found[0].urgency >= found[1].urgency
    assert found[0].why() == (
        "doubt 0.19 (frame 0.90, weakest role 0.90); ASSAULT weighs 3; 1 article in its story"
    )


def test_a_record_with_many_carriers_comes_first(ledger):
    first(ledger)
    copies = [ledger.add(reading(url=f"https://b.example/{n}")).article for n in range(3)]
    with ledger.writing() as connection:
        rows = [{"article": a, "story": "s", "fingerprint": b""} for a in copies]
        connection.execute(insert(t.stories), rows)
    found = queue(ledger, types=["SAY"])
    assert [(i.carriers, i.article in copies) for i in found] == [(3, True)] * 3 + [(1, False)]


def test_judged_records_leave_the_queue_and_come_back(ledger):
    ids = first(ledger)
    judge(ledger, ids["f3"], "reject", reviewer="Huda")
    assert ids["f3"] not in [i.frame for i in queue(ledger)]
    undo(ledger, 1, reviewer="Huda")
    assert ids["f3"] in [i.frame for i in queue(ledger)]


@pytest.mark.parametrize(("verdict", "waits"), [("confirm", True), ("reject", False)])
def test_a_confirmed_record_with_new_roles_waits_for_them(ledger, verdict, waits):
    ids = first(ledger)
    judge(ledger, ids["f3"], verdict, reviewer="Huda")
    later = reread(reading())
    fewer = replace(later.frames[2], roles=(role(TEXT, "agent", "الجيش"),))
    ledger.add(replace(later, frames=(*later.frames[:2], fewer)))
    found = queue(ledger, types=["ASSAULT"])
    assert [(i.half_judged, round(i.doubt, 4)) for i in found] == ([(True, 0.1)] if waits else [])


def test_it_can_be_narrowed(ledger):
    ids = first(ledger)
    assert [i.frame for i in queue(ledger, types=["SAY", "REJECT"], limit=1)] == [ids["f2"]]
    assert queue(ledger, outlet="أخرى") == []
    assert len(queue(ledger, outlet="صحيفة الميناء")) == 3
    assert len(queue(ledger, skip=[ids["f1"]])) == 2
    with pytest.raises(LedgerError, match="no type"):
        queue(ledger, types=["TALK"])
    with pytest.raises(LedgerError, match="expected 1 to"):
        queue(ledger, limit=0)
