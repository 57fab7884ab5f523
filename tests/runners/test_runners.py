import os

import pytest
from run_items import Deadly, Empty, Odd, Page

from musnad.pipeline import Reader
from musnad.records import Reading
from musnad.runners import Failed, PoolRunner, SerialRunner


@pytest.fixture(scope="module")
def reader():
    return Reader.load()


ITEMS = [Page("wire.txt"), Empty(), Odd(), Page("page.html")]


def test_serial_runner_goes_on_after_failures(reader):
    outcomes = list(SerialRunner(reader).run(ITEMS))
    assert [o.item for o in outcomes] == ITEMS
    assert outcomes[1].result == Failed("NoArticle", "the page holds no main text")
    assert outcomes[2].result.kind == "ZeroDivisionError"
    assert isinstance(outcomes[3].result, Reading)


def test_pool_gives_what_the_serial_runner_gives(reader):
    assert list(PoolRunner(reader, processes=2).run(ITEMS)) == list(SerialRunner(reader).run(ITEMS))


def test_an_item_that_kills_its_process_fails_alone(reader):
    items = [Page("wire.txt"), Deadly(os.getpid()), Page("copied.txt")]
    first, dead, last = PoolRunner(reader, processes=2).run(items)
    assert dead.result.kind == "ProcessDied"
    assert isinstance(first.result, Reading)
    assert isinstance(last.result, Reading)


def test_items_are_taken_as_they_are_needed(reader):
    taken = []

    def items():
        for n in range(1000):
            taken.append(n)
            yield Empty()

    outcomes = SerialRunner(reader).run(items())
    next(outcomes)
    assert taken == [0]
    outcomes = PoolRunner(reader, processes=1).run(items())
    next(outcomes)
    assert len(taken) == 1 + 8
    outcomes.close()


def test_no_items_give_no_outcomes(reader):
    assert list(PoolRunner(reader, processes=1).run([])) == []
