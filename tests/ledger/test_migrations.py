from alembic import command
from hand import reading
from sqlalchemy import select

from musnad.ledger import Ledger, verify
from musnad.ledger import tables as t
from musnad.ledger.connect import connect, writing
from musnad.ledger.migrate import config
from musnad.ledger.search import Query, find
from musnad.ledger.watching import feeds, note_entries, watch_feeds


def parties(ledger):
    with ledger.reading() as connection:
        return [
            tuple(row)
            for row in connection.execute(select(t.parties).order_by(*t.parties.primary_key))
        ]


def test_an_older_ledger_is_brought_forward_with_its_records(address):
    with Ledger.open(address) as ledger:
        ledger.add(reading())
        before = parties(ledger)
    assert len(before) == 3
    engine = connect(address)
    with writing(engine, str(address)) as connection:
        command.downgrade(config(connection), "0002")
    engine.dispose()
    with Ledger.open(address) as ledger:
        assert parties(ledger) == before
        assert [hit.type for hit in find(ledger, Query(who="YEMREB")).hits] == ["REJECT"]
        assert list(verify(ledger)) == []


def test_codes_are_found_by_country_and_by_their_beginnings(ledger):
    ledger.add(reading())
    for code, types in (("YEM", {"REJECT", "ASSAULT"}), ("YEMMIL", {"ASSAULT"}), ("SAU", {"SAY"})):
        assert {hit.type for hit in find(ledger, Query(who=code)).hits} == types
    assert find(ledger, Query(who="YEMMILX")).hits == []


def test_what_is_watched_comes_and_goes_with_its_tables(address):
    with Ledger.open(address) as ledger:
        ledger.add(reading())
        watch_feeds(ledger, ["https://almarsa.example/feed"], at="2026-11-23T10:00:00.000Z")
        note_entries(ledger, "f", ["https://almarsa.example/1"], at="2026-11-23T10:00:00.000Z")
    engine = connect(address)
    with writing(engine, str(address)) as connection:
        command.downgrade(config(connection), "0003")
    engine.dispose()
    with Ledger.open(address) as ledger:
        assert feeds(ledger) == []
        assert note_entries(ledger, "f", ["https://a.example/", "https://a.example/"], at="") == 1
        assert list(verify(ledger)) == []
