"""A clock that jumps, by hand or by a server of time, loses and doubles nothing."""

import sys
from datetime import UTC, datetime, timedelta

import pytest
from hand import reading

from musnad.ledger import Ledger, begin_run, end_run, judge, judgements_of, runs, verify
from musnad.records import Origin

JUMPS = (0, 900, -4000, 1, -1, 12_000)
"""Days from one article to the next."""


@pytest.fixture
def jumping(monkeypatch):
    """The ledger's clock, which is set anew before each article."""
    at = [datetime(2026, 11, 23, tzinfo=UTC)]

    def told():
        return at[0].isoformat(timespec="milliseconds").replace("+00:00", "Z")

    for module in ("decisions", "identities", "log", "runs", "store"):
        monkeypatch.setattr(sys.modules[f"musnad.ledger.{module}"], "now", told)
    return at


def test_articles_written_while_the_clock_jumps_are_all_there_in_order(address, jumping):
    with Ledger.open(address) as ledger:
        run = begin_run(ledger, "ingest", model="0" * 64)
        ids = []
        for number, days in enumerate(JUMPS):
            jumping[0] += timedelta(days=days)
            given = reading(url=f"https://almina.example/news/{number}")
            origin = Origin(f"{number}.html", f"{number:064d}", 10, "2026-01-01T00:00:00Z")
            ids.append(ledger.add(given, origin=origin, run=run).article)
        end_run(ledger, run, "done")
        assert [entry.article_id for entry in ledger.entries()] == ids
        assert [(r.read, r.failed, r.state) for r in runs(ledger)] == [(len(JUMPS), 0, "done")]
        assert list(verify(ledger)) == []


def test_decisions_stand_in_the_order_in_which_they_were_made(address, jumping):
    with Ledger.open(address) as ledger:
        ledger.add(reading())
        (entry,) = ledger.entries()
        frame = next(iter(entry.frame_ids.values()))
        for days, verdict in ((0, "confirm"), (-3000, "reject"), (5000, "confirm")):
            jumping[0] += timedelta(days=days)
            judge(ledger, frame, verdict, reviewer="هدى")
        assert [j.verdict for j in judgements_of(ledger, frame)][-1] == "confirm"
        assert list(verify(ledger)) == []
