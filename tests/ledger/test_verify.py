import hashlib
import sqlite3
import zlib
from dataclasses import replace

import pytest
from hand import TEXT, reading, reread
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update

from musnad.errors import LedgerError
from musnad.ledger import Ledger
from musnad.ledger import tables as t
from musnad.ledger.decisions import Said
from musnad.ledger.judge import judge, undo
from musnad.ledger.log import FIRST, hash_of
from musnad.ledger.merging import merge, split
from musnad.ledger.verify import head, verify
from musnad.records import Origin

PAGE = Origin("folder/page.html", "ab" * 32, 1234, "2026-11-23T10:00:00.000Z")


def fill(ledger):
    """Two readings of an article, a page of two versions, an article of its own, decisions."""
    ledger.add(reading(), origin=PAGE)
    frames = next(ledger.entries()).frame_ids
    judge(ledger, frames["f3"], "correct", reviewer="Huda", change={"type": "COERCE"}, reason="r")
    ledger.add(reread(reading(), without="f3"))
    changed = TEXT.replace("في تعز.", "في تعز مساء.")
    ledger.add(reading(changed), origin=replace(PAGE, sha256="cd" * 32))
    ledger.add(reread(reading()))
    ledger.add(reading(url=None, outlet=None, agency="وكالة المرفأ"), origin=PAGE)
    judge(ledger, frames["f1"], "confirm", reviewer="Sami")
    undo(ledger, 2, reviewer="Huda", reason="hasty")
    with ledger.reading() as connection:
        query = t.actors.select().where(t.actors.c.key == t.actors.c.key).order_by(t.actors.c.name)
        one, other, *_ = [r.id for r in connection.execute(query)]
    merge(ledger, one, into=other, reviewer="Huda")
    split(ledger, one, frames=[frames["f3"]], said=Said("Huda")) if _acts(
        ledger, one, frames["f3"]
    ) else None


def _acts(ledger, actor, frame):
    query = text(
        "SELECT 1 FROM roles JOIN frames ON frames.row = roles.frame "
        "WHERE roles.actor = :a AND frames.id = :f"
    )
    with ledger.reading() as connection:
        return connection.execute(query, {"a": actor, "f": frame}).first() is not None


@pytest.fixture
def kept(ledger):
    fill(ledger)
    return ledger


@pytest.fixture(scope="module")
def sound(tmp_path_factory):
    """A filled SQLite ledger whose triggers an attacker has dropped."""
    path = tmp_path_factory.mktemp("sound") / "news.ledger"
    with Ledger.open(path) as ledger:
        fill(ledger)
    file = sqlite3.connect(path)
    file.execute("PRAGMA journal_mode=DELETE")
    for name in ("log_stays_update", "log_stays_delete"):
        file.execute(f"DROP TRIGGER {name}")
    file.commit()
    data = file.serialize()
    file.close()
    return data


def attacked(tmp_path, sound, *statements):
    """What is found after statements of somebody who writes past us."""
    path = tmp_path / "attacked.ledger"
    path.unlink(missing_ok=True)
    path.write_bytes(sound)
    file = sqlite3.connect(path)
    for statement, values in statements:
        file.execute(statement, values)
    file.commit()
    file.close()
    with Ledger.open(path) as ledger:
        return list(verify(ledger))


def test_a_ledger_as_we_write_it_holds(kept):
    assert list(verify(kept)) == []


def test_an_empty_ledger_holds(ledger):
    assert list(verify(ledger)) == []
    assert head(ledger).row == 0


NOT_COVERED = {
    ("actors", "added"),
    ("origins", "article"),
    ("origins", "sha256"),
    ("origins", "source"),
    ("origins", "size"),
    ("origins", "seen"),
    ("origins", "run"),
    ("readings", "run"),
}
TABLES = (
    "articles", "readings", "judgements", "log", "actors", "identities", "mentions", "frames",
    "roles", "labels", "voices", "links", "moments", "places",
)  # fmt: skip
CELLS = [
    (name, column.name)
    for name in TABLES
    for column in t.metadata.tables[name].columns
    if (name, column.name) not in NOT_COVERED
]


def other(value):
    """Another value of the same kind."""
    if value is None:
        return "z"
    if isinstance(value, bytes):
        plain = zlib.decompress(value)
        return zlib.compress(plain.replace(b"0", b"1", 1))
    if isinstance(value, str):
        last = "1" if value[-1:] == "0" else "0"
        return value[:-1] + last
    return value + 1000 if isinstance(value, int) and value > 1 else 1 - value


@pytest.mark.parametrize("cell", CELLS, ids=".".join)
def test_a_changed_value_in_any_column_is_found_and_named(tmp_path, sound, cell):
    table, column = cell
    file = sqlite3.connect(":memory:")
    file.deserialize(sound)
    rows = file.execute(f'SELECT rowid, "{column}" FROM "{table}"').fetchall()  # noqa: S608
    file.close()
    assert rows
    for number, value in rows[:: max(1, len(rows) // 4)]:
        change = f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = ?'  # noqa: S608
        new = other(value)
        try:
            found = attacked(tmp_path, sound, (change, (new, number)))
        except sqlite3.IntegrityError:
            continue
        assert any(f.table == table and column in f.column.split(", ") for f in found), found


@pytest.mark.parametrize(
    "table", ["articles", "readings", "judgements", "log", "frames", "roles", "voices", "mentions"]
)
def test_a_row_taken_out_is_found(tmp_path, sound, table):
    file = sqlite3.connect(":memory:")
    file.deserialize(sound)
    (last,) = file.execute(f'SELECT max(rowid) FROM "{table}"').fetchone()  # noqa: S608
    file.close()
    for number in (1, last):
        found = attacked(tmp_path, sound, (f'DELETE FROM "{table}" WHERE rowid = ?', (number,)))  # noqa: S608
        assert found, (table, number)


def test_a_record_put_in_past_the_log_is_found(tmp_path, sound):
    copy = (
        "INSERT INTO judgements SELECT 9, subject, 'confirm', change, 'Nobody', at, reason, model, "
        'NULL, article, type, start, "end" FROM judgements WHERE row = 1'
    )
    found = attacked(tmp_path, sound, (copy, ()))
    assert ("judgement 9", "it was put in past the log") in [(f.record, f.what) for f in found]


def test_a_text_changed_with_its_record_and_digest_is_found(tmp_path, sound):
    """Somebody who knows our format changes text, record and sha256, but not the log."""
    file = sqlite3.connect(":memory:")
    file.deserialize(sound)
    row, packed = file.execute("SELECT row, record FROM readings").fetchone()
    file.close()
    plain = zlib.decompress(packed).replace("عدن".encode(), "صور".encode())
    values = (zlib.compress(plain), hashlib.sha256(plain).hexdigest(), row)
    found = attacked(
        tmp_path,
        sound,
        ("UPDATE articles SET text = replace(text, 'عدن', 'صور')", ()),
        ("UPDATE readings SET record = ?, sha256 = ? WHERE row = ?", values),
    )
    assert {f.table for f in found} >= {"articles", "readings"}
    assert any("record, sha256" in f.column for f in found)


def rewritten(log):
    """A log whose hashes fit again after a change: what only a published head finds."""
    previous = FIRST
    for row in log:
        row["previous"] = previous
        previous = row["hash"] = hash_of(
            row["row"], row["at"], row["kind"], row["subject"], row["digest"], previous
        )
    return log


def test_a_log_written_anew_is_found_by_a_published_head_only(tmp_path, sound):
    path = tmp_path / "attacked.ledger"
    path.write_bytes(sound)
    with Ledger.open(path) as ledger:
        published = head(ledger)
        with ledger.reading() as connection:
            first = connection.execute(t.log.select()).all()
        log = rewritten([{**r._mapping, "at": r.at.replace("2", "3")} for r in first])
        with ledger.writing() as connection:
            for row in log:
                connection.execute(update(t.log).where(t.log.c.row == row["row"]).values(row))
        for name in (published.name, published.hash):
            found = list(verify(ledger, head=name))
            assert "published" in found[0].what
        assert not [f for f in verify(ledger) if f.table == "log"]


def test_a_published_head_holds_while_the_log_grows(kept):
    published = head(kept)
    kept.add(reading(url="https://almina.example/9"))
    assert list(verify(kept, head=published.name)) == []
    assert list(verify(kept, head=published.hash)) == []
    assert head(kept).row == published.row + 2


def test_a_log_cut_at_its_end_is_found_by_a_published_head(tmp_path, sound):
    path = tmp_path / "attacked.ledger"
    path.write_bytes(sound)
    with Ledger.open(path) as ledger:
        published = head(ledger)
    file = sqlite3.connect(path)
    (last,) = file.execute(
        "SELECT row FROM log WHERE kind='judgement' ORDER BY row DESC"
    ).fetchone()
    assert last == published.row
    file.execute("DELETE FROM log WHERE row = ?", (last,))
    file.execute("DELETE FROM judgements WHERE row = (SELECT max(row) FROM judgements)")
    file.execute("DELETE FROM actors WHERE key = id")  # what that split had made
    file.commit()
    file.close()
    with Ledger.open(path) as ledger:
        assert list(verify(ledger)) == []
        (found,) = verify(ledger, head=published.name)
        assert found.expected == published.name


@pytest.mark.parametrize("head", ["x", "1:2", "-1:" + "a" * 64, "a" * 63, "x:" + "a" * 64])
def test_what_is_no_head_is_refused(ledger, head):
    with pytest.raises(LedgerError, match="no head of a log"):
        list(verify(ledger, head=head))


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("articles", "text", b"\xff\xfe"),
        ("articles", "rest", "text"),
        ("articles", "rest", zlib.compress(b"[]")),
        ("articles", "rest", zlib.compress(b'{"blocks":5}')),
        ("articles", "published", "soon"),
        ("readings", "record", zlib.compress(b"[" * 100_000)),
        ("readings", "record", b"x"),
        ("readings", "record", 5),
        ("readings", "at", 7),
        ("judgements", "change", "{"),
        ("judgements", "change", "[" * 100_000),
        ("judgements", "start", "x"),
        ("log", "hash", b"x"),
        ("log", "at", b"x"),
        ("log", "subject", b"x"),
        ("frames", "score", "high"),
        ("roles", "text", b"\xff"),
    ],
)
def test_values_of_a_wrong_kind_are_findings_and_no_crash(tmp_path, sound, table, column, value):
    change = f'UPDATE "{table}" SET "{column}" = ? WHERE rowid = 1'  # noqa: S608
    found = attacked(tmp_path, sound, (change, (value,)))
    assert table in {f.table for f in found}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_flipped_byte_of_kept_data_is_found(tmp_path, sound, data):
    places = [("articles", "text"), ("articles", "rest"), ("readings", "record"),
              ("judgements", "change"), ("log", "digest"), ("log", "at")]  # fmt: skip
    table, column = data.draw(st.sampled_from(places))
    file = sqlite3.connect(":memory:")
    file.deserialize(sound)
    rows = file.execute(f'SELECT rowid, CAST("{column}" AS BLOB) FROM "{table}"').fetchall()  # noqa: S608
    file.close()
    number, value = data.draw(st.sampled_from(rows))
    place = data.draw(st.integers(0, len(value) - 1))
    flipped = bytearray(value)
    flipped[place] ^= data.draw(st.integers(1, 255))
    if column in ("rest", "record"):
        try:
            same = zlib.decompress(flipped) == zlib.decompress(value)
        except zlib.error:
            same = False
        if same:  # a bit of zlib's own head or padding: the record is the same
            return
        new, cast = bytes(flipped), "?"
    else:
        new, cast = bytes(flipped), "CAST(? AS TEXT)"
    change = f'UPDATE "{table}" SET "{column}" = {cast} WHERE rowid = ?'  # noqa: S608
    found = attacked(tmp_path, sound, (change, (new, number)))
    assert any(f.table == table for f in found)


def test_changes_are_found_on_either_database(kept):
    with kept.writing() as connection:
        connection.execute(update(t.articles).values(text=t.articles.c.text + " "))
        connection.execute(update(t.roles).where(t.roles.c.norm == "YEMMIL").values(norm="SAUMIL"))
    found = list(verify(kept))
    assert {f.table for f in found} >= {"articles"}


def test_a_finding_says_where_and_what(tmp_path, sound):
    found = attacked(
        tmp_path, sound, ("UPDATE roles SET norm = 'SAUMIL' WHERE norm = 'YEMMIL'", ())
    )
    first = found[0]
    assert first.record.startswith("f")
    assert (first.table, first.column) == ("roles", "norm")
    assert str(first) == f"{first.record}, roles.norm: found 'SAUMIL', expected 'YEMMIL'"
    assert first.to_dict()["expected"] == "'YEMMIL'"


def test_the_word_that_was_changed_is_shown(tmp_path, sound):
    change = "UPDATE articles SET text = replace(text, 'هدنة', 'هدية') WHERE row = 1"
    (found, *_) = attacked(tmp_path, sound, (change, ()))
    assert (found.table, found.column) == ("articles", "text")
