import pytest
from hand import reading

from musnad.errors import NoSuchRecord
from musnad.ledger.runs import begin_run, end_run, fail, failures, runs


def test_a_run_counts_what_it_read_knew_and_failed_on(ledger):
    first = begin_run(ledger, "ingest pages", model="d" * 64)
    ledger.add(reading(), run=first)
    ledger.add(reading(), run=first)
    fail(ledger, first, source="pages/b.html", kind="NoArticle", reason="holds no main text")
    end_run(ledger, first, "done", known=3)
    second = begin_run(ledger, "ingest more")
    late, early = runs(ledger)
    assert (early.number, early.read, early.known, early.failed) == (first, 1, 4, 1)
    assert (early.state, early.model, early.command) == ("done", "d" * 64, "ingest pages")
    assert early.began <= early.last <= early.ended
    assert (late.number, late.state, late.ended, late.last) == (second, "running", None, None)


def test_failures_keep_their_reason(ledger):
    run = begin_run(ledger, "ingest pages")
    fail(ledger, run, source="b.html", kind="NoArticle", reason="holds no main text")
    (found,) = failures(ledger, run)
    assert found.to_dict() | {"at": ""} == {
        "source": "b.html",
        "kind": "NoArticle",
        "reason": "holds no main text",
        "at": "",
    }
    with pytest.raises(NoSuchRecord, match="musnad runs"):
        failures(ledger, 9)
