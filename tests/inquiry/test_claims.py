from dataclasses import replace
from datetime import date

import pytest
from hand import reading

from musnad.ingest import beside
from musnad.inquiry import claim_summaries, claim_view, unnamed
from musnad.ledger.search import Query

SAY = Query(types=("SAY",))


@pytest.fixture
def month(ledger):
    """The same text in three outlets, each with its denial."""
    for outlet, day in (("الميناء", 2), ("الصفا", 3), ("النخيل", 20)):
        head = {"outlet": outlet, "published": date(2015, 8, day), "url": f"https://{day}.example/"}
        made = reading(**head)
        frames = tuple(replace(f, flags=()) for f in made.frames)
        ledger.add(replace(made, frames=frames), also=beside)
    return ledger


def test_a_summary_keeps_three_counts_apart(month):
    (found,) = claim_summaries(month, SAY)
    assert found.counts.to_dict() == {"statements": 3, "carriers": 3, "events": 2}
    assert claim_summaries(month, SAY, events=30)[0].counts.events == 1
    assert claim_summaries(month, SAY, least=4) == []


def test_denied_and_unanswered_claims(month):
    assert [s.line.lead.type for s in claim_summaries(month, denied=True)] == ["SAY"]
    unanswered = claim_summaries(month, denied=False)
    assert {s.line.lead.type for s in unanswered} == {"REJECT", "ASSAULT"}
    assert len(claim_summaries(month, denied=False, limit=1)) == 1
    assert len(claim_summaries(month, denied=False, limit=5, offset=1)) == 1
    assert all(s.to_dict()["denial"] is None for s in unanswered)


def test_a_view_has_members_wordings_and_clock(month):
    (summary,) = claim_summaries(month, SAY)
    view = claim_view(month, summary.line.claim)
    assert view.claim == summary.line.claim
    assert [m.outlet for m in view.members] == ["الميناء", "الصفا", "النخيل"]
    assert (view.clock.days, view.clock.both) == (0, 3)
    assert [v.outlets for v in view.versions] == [("الميناء", "الصفا", "النخيل")]
    assert view.steps == ()


def test_sources_without_a_name_are_counted(month):
    assert [(r.statements, r.unnamed) for r in unnamed(month)] == [(2, 0)] * 3
    assert len(unnamed(month, since="2015-08-10")) == 1
