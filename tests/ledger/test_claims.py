from dataclasses import replace
from datetime import date

import pytest
from hand import reading, reread

from musnad.disputes import Denials, anonymous_sources, drift
from musnad.errors import NoSuchRecord
from musnad.ingest import beside
from musnad.ledger.claims import claim_members, claims, denials_between, sources_by_outlet
from musnad.ledger.search import Query


def denying(**head):
    """The reading by hand, whose denial is one: it was flagged as one that did not happen."""
    made = reading(**head)
    return replace(made, frames=tuple(replace(f, flags=()) for f in made.frames))


def told(ledger, n, **head):
    head = {"url": f"https://{n}.example/1", "outlet": f"outlet {n}"} | head
    return ledger.add(denying(**head), also=beside)


@pytest.fixture
def month(ledger):
    """The same text in three outlets, on three days."""
    for n, day in enumerate((2, 3, 9)):
        told(ledger, n, published=date(2015, 8, day))
    return ledger


def test_copies_of_a_statement_are_one_claim(month):
    lines = claims(month)
    assert [(c.statements, c.carriers, c.outlets) for c in lines] == [(3, 3, 3)] * 3
    assert {c.lead.type for c in lines} == {"SAY", "REJECT", "ASSAULT"}
    assert {(c.begin, c.end) for c in lines} == {("2015-08-02", "2015-08-09")}
    assert len(claims(month, least=4)) == 0


def test_claims_are_chosen_by_a_query(month):
    (line,) = claims(month, Query(words="هدنة", types=("SAY",)))
    assert line.lead.first("agent").text == "وزير الخارجية سالم الهاشمي"
    assert [h.outlet for h in claim_members(month, line.claim)] == [
        "outlet 0",
        "outlet 1",
        "outlet 2",
    ]
    assert claims(month, Query(words="نووي")) == []


def test_a_claim_is_found_by_its_frame_too(month):
    (line,) = claims(month, Query(types=("SAY",)))
    assert claim_members(month, line.lead.id) == claim_members(month, line.claim)
    with pytest.raises(NoSuchRecord, match="no claim"):
        claim_members(month, "c0")


def test_a_later_reading_keeps_its_claims(month):
    before = {c.claim: c.statements for c in claims(month)}
    first = denying(url="https://0.example/1", outlet="outlet 0", published=date(2015, 8, 2))
    assert month.add(reread(first), also=beside).new_reading
    assert {c.claim: c.statements for c in claims(month)} == before


def test_denials_come_with_their_links(month):
    denials, linked = denials_between(month, "2015-08-02", "2015-08-09", window=30)
    assert [(hit.type, words) for hit, words in denials] == [("REJECT", "وجود هدنة")] * 3
    said = claims(month, Query(types=("SAY",)))[0].claim
    found = Denials(denials, linked).of(claim_members(month, said))
    assert {d.reasons for d in found} == {("linked in its article",)}
    assert len(found) == 3


def test_denials_of_another_time_stay_out(month):
    assert denials_between(month, "2015-10-01", None, window=30)[0] == []
    assert len(denials_between(month, "2015-08-01", "2015-08-01", window=2)[0]) == 2


def test_versions_of_a_quotation_come_from_the_members(month):
    said = claims(month, Query(types=("SAY",)))[0].claim
    (version,) = drift(claim_members(month, said))
    assert version.text == "إن «الهدنة ستبدأ يوم الجمعة»"
    assert version.outlets == ("outlet 0", "outlet 1", "outlet 2")


def test_sources_are_counted_by_outlet(month):
    rows = anonymous_sources(sources_by_outlet(month))
    assert [(r.outlet, r.statements, r.unnamed) for r in rows] == [
        ("outlet 0", 2, 0),
        ("outlet 1", 2, 0),
        ("outlet 2", 2, 0),
    ]
    assert list(sources_by_outlet(month, since="2015-08-10")) == []
