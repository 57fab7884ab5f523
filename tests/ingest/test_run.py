from dataclasses import replace

import pytest
from hand import reading

from musnad.ingest import Item, Task, ingest_items
from musnad.ledger import Ledger, failures, runs
from musnad.runners import Outcome


class Runner:
    """Gives a reading for each item, the first with a title that no database keeps."""

    def __init__(self, what):
        self.what = what

    def run(self, items):
        given = reading()
        for number, item in enumerate(items):
            spoilt = replace(given, article=replace(given.article, byline=f"هدى{self.what}"))
            yield Outcome(item, given if number else spoilt)


@pytest.mark.parametrize("what", ["\ud800", "\x00"])
def test_a_reading_that_no_database_keeps_ends_itself_and_not_the_run(what, tmp_path):
    items = [Item("first.html", b"1"), Item("second.html", b"2")]
    with Ledger.open(tmp_path / "news.ledger") as ledger:
        done = ingest_items(
            items, runner=Runner(what), ledger=ledger, task=Task(command="ingest", model="0" * 64)
        )
        assert (done.read, done.failed) == (1, 1)
        assert [(r.read, r.failed, r.state) for r in runs(ledger)] == [(1, 1, "done")]
        (lost,) = failures(ledger, 1)
        assert (lost.source, lost.kind) == ("first.html", "RecordError")
