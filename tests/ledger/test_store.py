import sqlite3
from dataclasses import replace
from datetime import date

import pytest
from hand import LATER_MODEL, TEXT, reading, reread
from sqlalchemy import select

from musnad.errors import LedgerError, NoSuchRecord, NotALedger, RecordError
from musnad.ledger import Ledger, changes
from musnad.ledger import tables as t
from musnad.ledger.log import FIRST
from musnad.records import Entry, Origin

PAGE = Origin("folder/page.html", "ab" * 32, 1234, "2026-11-23T10:00:00.000Z")


def rows(ledger, table):
    with ledger.reading() as connection:
        return connection.execute(select(table)).all()


def test_a_reading_comes_back_as_it_was_given(ledger):
    given = reading()
    added = ledger.add(given, origin=PAGE)
    assert (added.new_article, added.new_reading, added.version) == (True, True, 1)
    (entry,) = ledger.entries()
    assert entry == replace(Entry.of(given), origins=(PAGE,))


def test_the_same_reading_twice_adds_nothing(ledger):
    ledger.add(reading(), origin=PAGE)
    before = ledger.counts()
    again = ledger.add(reading(), origin=PAGE)
    assert (again.new_article, again.new_reading) == (False, False)
    assert ledger.counts() == before
    assert len(rows(ledger, t.origins)) == 1


def test_another_file_of_the_same_article_is_another_origin_only(ledger):
    ledger.add(reading(), origin=PAGE)
    ledger.add(reading(), origin=replace(PAGE, source="other/copy.html"))
    assert ledger.counts()["pages"] == 1
    (entry,) = ledger.entries()
    assert [o.source for o in entry.origins] == ["folder/page.html", "other/copy.html"]


def test_a_later_model_supersedes_without_deleting(ledger):
    first = ledger.add(reading())
    second = ledger.add(reread(reading(), without="f3"))
    assert second.superseded == first.reading
    assert not second.new_article
    counts = ledger.counts()
    assert (counts["readings"], counts["all_readings"], counts["frames"]) == (1, 2, 2)
    (entry,) = ledger.entries()
    assert entry.reading.model == LATER_MODEL
    assert [e.reading_id for e in ledger.entries(all_readings=True)] == [
        first.reading,
        second.reading,
    ]
    assert ledger.entry(first.reading).reading == reading()


def test_frames_keep_their_ids_when_another_model_finds_them_too(ledger):
    ledger.add(reading())
    ledger.add(reread(reading()))
    ids = {r.id for r in rows(ledger, t.frames)}
    assert len(ids) == 3
    assert len(rows(ledger, t.frames)) == 6


def test_a_changed_page_is_a_new_version_and_both_are_kept(ledger):
    first = ledger.add(reading())
    text = TEXT.replace("يوم الجمعة", "يوم السبت")
    changed = reading().article.from_text(
        text,
        outlet="صحيفة الميناء",
        published=date(2015, 8, 3),
        url="http://www.almina.example/news/1/?utm_source=x#top",
    )
    second = ledger.add(
        replace(
            reading(),
            article=changed,
            frames=(),
            chains=(),
            links=(),
            mentions=(),
            resolved=(),
            identities=(),
        )
    )
    assert (second.version, second.previous) == (2, first.article)
    assert [e.article_id for e in ledger.entries()] == [second.article]
    old, new = ledger.article(first.article), ledger.article(second.article)
    (change,) = changes(old.text, new.text)
    assert change.kind == "changed"
    assert change.old.of(old.text) == change.old_text == TEXT.split("\n")[1]
    assert "يوم السبت" in change.new.of(new.text)


def test_pages_without_address_are_one_where_file_and_title_agree(ledger):
    page = replace(reading().article, url=None)
    ledger.add(replace(reading(), article=page), origin=PAGE)
    later = replace(page, published=date(2015, 8, 9))
    other = ledger.add(replace(reading(), article=later), origin=PAGE)
    assert other.version == 2
    elsewhere = replace(page, published=date(2015, 8, 10))
    third = ledger.add(replace(reading(), article=elsewhere), origin=replace(PAGE, source="b"))
    assert third.version == 1


def test_frames_are_searchable_by_what_the_record_says(ledger):
    ledger.add(reading())
    said, denied, bombed = rows(ledger, t.frames)
    assert (said.direct, said.depth, said.begin, said.country) == (True, 1, "2015-08-01", "YEM")
    assert (denied.direct, denied.negated) == (False, True)
    assert (bombed.depth, bombed.country, bombed.published) == (0, "YEM", "2015-08-02")
    (link,) = rows(ledger, t.links)
    assert (link.source, link.target, link.kind) == (denied.row, said.row, "denies")


def test_a_person_is_the_same_actor_in_two_articles_unless_countries_contradict(ledger):
    ledger.add(reading())
    ledger.add(reading(url="https://b.example/2"))
    names = [a.name for a in rows(ledger, t.actors)]
    assert names.count("وزير الخارجية سالم الهاشمي") == 1
    other = reading(url="https://c.example/3")
    minister = replace(other.identities[0], code="EGYGOV")
    ledger.add(replace(other, identities=(minister, *other.identities[1:])))
    assert [a.name for a in rows(ledger, t.actors)].count("وزير الخارجية سالم الهاشمي") == 2


def test_the_log_is_chained_and_can_only_grow(ledger):
    ledger.add(reading())
    ledger.add(reread(reading()))
    log = rows(ledger, t.log)
    assert [r.kind for r in log] == ["article", "reading", "reading"]
    assert [r.previous for r in log] == [FIRST, log[0].hash, log[1].hash]
    with pytest.raises(LedgerError, match="append-only"), ledger.writing() as connection:
        connection.execute(t.log.update().values(digest="x"))
    with pytest.raises(LedgerError, match="append-only"), ledger.writing() as connection:
        connection.execute(t.log.delete())


def test_what_fails_half_way_leaves_nothing(ledger):
    row = {"key": "half", "value": "way"}
    with pytest.raises(LedgerError), ledger.writing() as connection:
        connection.execute(t.meta.insert(), [row, row])
    assert "half" not in [r.key for r in rows(ledger, t.meta)]


def test_bytes_that_were_read_by_a_model_are_known(ledger):
    ledger.add(reading(), origin=PAGE)
    assert ledger.seen(PAGE.sha256, model_digest="d" * 64) is not None
    assert ledger.seen(PAGE.sha256, model_digest="e" * 64) is None
    assert ledger.seen("cd" * 32) is None


def test_ids_that_no_record_has_are_told(ledger):
    for record in ("a0", "r0", "f0"):
        with pytest.raises(NoSuchRecord, match=record):
            ledger.entry(record)


def test_a_read_only_ledger_sees_what_is_there(address):
    with Ledger.open(address) as ledger:
        ledger.add(reading())
        with Ledger.open(address, read_only=True) as other:
            assert other.counts()["pages"] == 1


def test_a_database_of_others_is_refused(tmp_path):
    path = tmp_path / "other.db"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE notes(text)")
    other.close()
    with pytest.raises(NotALedger, match="notes"):
        Ledger.open(path)
    (tmp_path / "text.ledger").write_text("not a database at all, but long enough to look")
    with pytest.raises(NotALedger, match="no ledger"):
        Ledger.open(tmp_path / "text.ledger")


def test_a_ledger_of_a_later_version_is_refused(ledger, address):
    with ledger.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(NotALedger, match="later version"):
        Ledger.open(address)


def test_a_missing_file_is_told_when_reading(tmp_path):
    with pytest.raises(LedgerError, match="does not exist"):
        Ledger.open(tmp_path / "none.ledger", read_only=True)
    with pytest.raises(LedgerError, match="folder"):
        Ledger.open(tmp_path)


def test_other_databases_are_refused():
    with pytest.raises(LedgerError, match=r"mysql://"):
        Ledger.open("mysql://x/y")


@pytest.mark.parametrize("char", ["\ud800", "\0"], ids=["half a character", "nul"])
def test_text_that_no_database_keeps_is_refused(ledger, char):
    with pytest.raises(RecordError, match="can't be kept"):
        ledger.add(reading(TEXT + char))
    assert ledger.counts()["pages"] == 0
