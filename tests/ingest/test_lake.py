import io
import json
import os
from dataclasses import replace
from datetime import date

import duckdb
import pyarrow as pa
import pytest
from lake_pages import LOST, page, pages
from pyarrow import dataset, fs, parquet

from musnad.errors import LakeError
from musnad.export.columns import COLUMNS
from musnad.ingest import Task, beside, ingest_items
from musnad.ingest import lake_store as lake_store_module
from musnad.ingest.lake import Lake
from musnad.ingest.lake_columns import TABLES
from musnad.ingest.lake_run import ingest_into_lake
from musnad.ingest.load import ALL, Days, load_lake
from musnad.ledger import Ledger, failures, runs
from musnad.pipeline import Reader
from musnad.records import Entry
from musnad.runners import Failed, PoolRunner, SerialRunner


@pytest.fixture(scope="module")
def reader():
    return Reader.load()


@pytest.fixture(scope="module")
def filled(reader, tmp_path_factory):
    """A lake of eleven readings and two failures in three batches, and one of what was lost."""
    folder = tmp_path_factory.mktemp("filled") / "lake"
    done = fill(reader, folder, [*pages(12), LOST], batch=5)
    assert (done.read, done.known, done.failed) == (11, 0, 2)
    return folder


@pytest.fixture
def copied(filled, tmp_path):
    """A copy of that lake that a test may damage."""
    for path in filled.rglob("*"):
        if path.is_file():
            to = tmp_path / "lake" / path.relative_to(filled)
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(path.read_bytes())
    return tmp_path / "lake"


def fill(reader, name, items, *, batch=5, runner=None):
    return ingest_into_lake(
        items,
        runner=runner or SerialRunner(reader),
        lake=Lake.open(str(name), create=True),
        task=Task("ingest", reader.model_id.digest),
        pages=batch,
    )


def load(lake, ledger, days=ALL):
    with Ledger.open(ledger) as kept:
        task = Task("load", "", also=beside)
        return load_lake(Lake.open(str(lake)), ledger=kept, task=task, days=days)


def held(folder):
    """The tables' files with their bytes."""
    found = (p for table in TABLES for p in (folder / table).rglob("*") if p.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def entries(ledger):
    with Ledger.open(ledger) as kept:
        return [
            (e.reading.to_dict(), e.article_id, e.reading_id, dict(e.frame_ids), e.story)
            for e in kept.entries()
        ]


def ask(question, lake):
    return duckdb.sql(question.replace("LAKE", str(lake))).fetchall()


def test_duckdb_asks_a_lake_as_it_is(filled):
    by_day = "select date, count(*) from 'LAKE/readings/*/*.parquet' group by date order by date"
    assert ask(by_day, filled) == [
        ("2024-05-01", 3),
        ("2024-05-02", 4),
        ("2024-05-03", 3),
        ("unknown", 1),
    ]


def test_frames_are_joined_to_their_readings(filled):
    joined = """
        select r.title, f.event_type, f.actor_text, f.attribution
        from 'LAKE/frames/*/*.parquet' f join 'LAKE/readings/*/*.parquet' r using (reading_id)
        where f.date = '2024-05-02' and r.source = 'news.jsonl#1' and f.event_type = 'SAY'
        order by f.start limit 1
    """
    minister = "وزير الخارجية إدريس كومبو"
    assert ask(joined, filled) == [
        ("الوزير يرفض المقترح 1", "SAY", minister, f"{minister} ← رويترز")
    ]


def test_a_row_holds_the_whole_reading(filled, reader):
    query = (
        "select record, text, frame_count from 'LAKE/readings/*/*.parquet' where source like '%#4'"
    )
    ((record, text, count),) = ask(query, filled)
    expected = reader.read(page(4).article())
    assert json.loads(record) == expected.to_dict()
    assert (text, count) == (expected.article.text, len(expected.frames))


def test_failures_are_a_table(filled):
    query = "select source, kind, sha256 is null from 'LAKE/failures/*.parquet' order by source"
    assert ask(query, filled) == [
        ("news.jsonl#3", "NotArabic", False),
        ("news.warc.gz!", "SourceError", True),
    ]


def test_frames_have_the_event_tables_columns():
    names = {column.name for column in COLUMNS}
    assert names - set(TABLES["frames"].names) == {"date", "enddate"}
    assert set(TABLES["frames"].names) - names == {"time_begin", "time_end", "batch", "position"}
    assert not any("date" in schema.names for schema in TABLES.values())


def test_two_processes_write_the_same_files(filled, reader, tmp_path):
    runner = PoolRunner(reader, processes=2)
    fill(reader, tmp_path / "lake", [*pages(12), LOST], runner=runner)
    assert held(tmp_path / "lake") == held(filled)


def test_the_same_pages_again_are_passed_over(copied, reader):
    before = held(copied)
    done = fill(reader, copied, [*pages(12), LOST])
    assert (done.read, done.known, done.failed) == (0, 12, 1)
    assert held(copied) == before


def test_pages_that_are_the_same_are_read_once(reader, tmp_path):
    done = fill(reader, tmp_path / "lake", [*pages(2), page(1, folder="copy")])
    assert (done.read, done.known) == (2, 1)


def test_a_page_whose_process_died_is_tried_again(reader, tmp_path):
    class Dying:
        def run(self, items):
            for outcome in SerialRunner(reader).run(items):
                yield replace(outcome, result=Failed("ProcessDied", "died twice"))

    assert fill(reader, tmp_path / "lake", pages(2), runner=Dying()).failed == 2
    assert fill(reader, tmp_path / "lake", pages(2)).read == 2


def test_what_a_run_that_was_cut_off_left_is_cleared(filled, reader, tmp_path):
    """The run ends between a batch's tables and its commit; other boundaries follow."""
    name = tmp_path / "lake"
    real = lake_store_module.Folder.write

    def cut(self, path, data):
        if "000000002" in path:
            raise KeyboardInterrupt
        real(self, path, data)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lake_store_module.Folder, "write", cut)
        with pytest.raises(KeyboardInterrupt):
            fill(reader, name, pages(12))
    (name / "readings" / ".b0.torn.part").write_bytes(b"PAR1")
    assert len(held(name)) > len(committed(name))
    done = fill(reader, name, pages(12), batch=3)
    assert (done.read, done.known) == (7, 5)
    assert set(held(name)) == committed(name)
    query = "select count(*), count(distinct sha256) from 'LAKE/readings/*/*.parquet'"
    assert ask(query, name) == [(11, 11)]


def committed(folder):
    commits = (json.loads(path.read_bytes()) for path in folder.glob("_musnad/batches/*"))
    return {path for commit in commits for path in commit["files"]}


def test_large_batches_are_parted_into_files(reader, tmp_path, monkeypatch):
    monkeypatch.setattr("musnad.ingest.lake_write.FILE_BYTES", 40_000)
    fill(reader, tmp_path / "lake", [page(n * 3) for n in range(6)], batch=6)
    files = sorted((tmp_path / "lake/readings/date=2024-05-01").iterdir())
    assert len(files) > 1
    assert [f.name[-8:] for f in files] == [f"{n:03d}.parquet"[-8:] for n in range(len(files))]
    assert sum(parquet.read_metadata(f).num_rows for f in files) == 5


def test_a_second_writer_is_refused(copied, reader):
    lake = Lake.open(str(copied))
    with lake.writing(model=""), pytest.raises(LakeError, match="another run is writing into"):
        fill(reader, copied, pages(1))


def test_readings_that_nobody_can_keep_are_failures(reader, tmp_path):
    items = [replace(page(0), fields=replace(page(0).fields, byline="ab\ud800"))]
    done = fill(reader, tmp_path / "lake", items)
    assert done.reasons == {"RecordError": 1}


def test_a_file_system_of_arrows_holds_the_same(filled, reader, tmp_path):
    system = fs.SubTreeFileSystem(str(tmp_path), fs.LocalFileSystem())
    place = lake_store_module.Objects("sub://lake", system, "lake")
    lake = Lake.make(place)
    task = Task("ingest", reader.model_id.digest)
    for read in (11, 0):
        done = ingest_into_lake(
            [*pages(12), LOST], runner=SerialRunner(reader), lake=lake, task=task, pages=5
        )
        assert done.read == read
    assert held(tmp_path / "lake") == held(filled)
    with Ledger.open(tmp_path / "news.ledger") as kept:
        assert load_lake(lake, ledger=kept, task=Task("load", "")).read == 11


def test_addresses_are_arrows(reader, tmp_path):
    fill(reader, f"file://{tmp_path}/lake", pages(2))
    assert len(list(Lake.open(f"file://{tmp_path}/lake").commits())) == 1
    with pytest.raises(LakeError, match="nosuch://x/lake"):
        Lake.open("nosuch://x/lake")


def test_other_folders_are_no_lakes(tmp_path):
    with pytest.raises(LakeError, match="is no lake; `musnad ingest"):
        Lake.open(str(tmp_path))
    (tmp_path / "letters.txt").write_text("dear")
    with pytest.raises(LakeError, match="holds other files"):
        Lake.open(str(tmp_path), create=True)


def test_a_lake_of_a_later_format_is_refused(copied):
    (copied / "_musnad/lake.json").write_text('{"format": 2}')
    with pytest.raises(LakeError, match="is a lake of format 2, expected 1"):
        Lake.open(str(copied))


def test_loading_gives_what_direct_ingestion_gives(filled, reader, tmp_path):
    with Ledger.open(tmp_path / "direct.ledger") as kept:
        task = Task("ingest", reader.model_id.digest, also=beside)
        ingest_items(pages(12), runner=SerialRunner(reader), ledger=kept, task=task)
    done = load(filled, tmp_path / "loaded.ledger")
    assert (done.read, done.known, done.failed) == (11, 0, 0)
    assert entries(tmp_path / "loaded.ledger") == entries(tmp_path / "direct.ledger")
    with (
        Ledger.open(tmp_path / "loaded.ledger") as one,
        Ledger.open(tmp_path / "direct.ledger") as two,
    ):
        assert one.counts() == two.counts()
        (origin,) = next(one.entries()).origins
        assert origin.source == "news.jsonl#0"
        assert [(r.command, r.read, r.state) for r in runs(one)] == [("load", 11, "done")]


def test_loading_twice_is_loading_once(filled, tmp_path):
    load(filled, tmp_path / "news.ledger")
    before = entries(tmp_path / "news.ledger")
    done = load(filled, tmp_path / "news.ledger")
    assert (done.read, done.known, done.failed) == (0, 11, 0)
    assert entries(tmp_path / "news.ledger") == before


@pytest.mark.parametrize(
    ("days", "read"),
    [
        (Days(since=date(2024, 5, 2)), 7),
        (Days(until=date(2024, 5, 2)), 7),
        (Days(date(2024, 5, 3), date(2024, 5, 3)), 3),
        (Days(until=date(2023, 1, 1)), 0),
    ],
    ids=["since", "until", "a day", "none"],
)
def test_some_days_are_loaded(filled, tmp_path, days, read):
    assert load(filled, tmp_path / "news.ledger", days).read == read
    assert load(filled, tmp_path / "news.ledger").read == 11 - read


def test_arrow_finds_the_days_by_the_folders(filled):
    table = dataset.dataset(str(filled / "readings"), partitioning="hive").to_table()
    assert sorted(table.column("date").unique().to_pylist())[-2:] == ["2024-05-03", "unknown"]
    assert table.num_rows == 11


def test_loading_goes_on_where_it_was_stopped(filled, tmp_path):
    told = []

    def stop(done):
        told.append(done)
        if done.read == 6:
            raise KeyboardInterrupt

    with Ledger.open(tmp_path / "news.ledger") as kept:
        task = Task("load", "", also=beside, on_item=stop)
        with pytest.raises(KeyboardInterrupt):
            load_lake(Lake.open(str(filled)), ledger=kept, task=task)
        assert runs(kept)[0].state == "interrupted"
    done = load(filled, tmp_path / "news.ledger")
    assert (done.read, done.known) == (5, 6)


def flipped(data):
    """The bytes with one changed in the midst of the readings themselves."""
    group = parquet.read_metadata(io.BytesIO(data)).row_group(0)
    column = group.column(group.num_columns - 1)
    assert column.path_in_schema == "record"
    # the column begins with its dictionary, if it has one; behind it stands the file's own index
    begin = column.dictionary_page_offset or column.data_page_offset
    at = begin + column.total_compressed_size // 2
    return data[:at] + bytes([data[at] ^ 255]) + data[at + 1 :]


DAMAGES = {
    "garbage": (lambda data: b"nothing of Parquet" * 30, "torn, altered or no Parquet"),
    "torn": (lambda data: data[: len(data) // 2], "torn, altered or no Parquet"),
    "empty": (lambda data: b"", "torn, altered or no Parquet"),
    "a flipped byte": (flipped, "torn, altered or no Parquet"),
}


@pytest.mark.parametrize(("damage", "told"), DAMAGES.values(), ids=DAMAGES.keys())
def test_a_damaged_file_is_set_aside_by_name(copied, tmp_path, damage, told):
    path = first_file(copied)
    lost = parquet.read_metadata(path).num_rows
    path.write_bytes(damage(path.read_bytes()))
    done = load(copied, tmp_path / "news.ledger")
    assert (done.read, done.failed) == (11 - lost, 1)
    (failure,) = failures_of(tmp_path / "news.ledger")
    assert failure.source == str(path)
    assert told in failure.reason
    assert str(path) in failure.reason


def first_file(lake):
    return sorted((lake / "readings/date=2024-05-01").iterdir())[0]


def failures_of(ledger):
    with Ledger.open(ledger) as kept:
        return failures(kept, 1)


def test_a_missing_file_is_told_and_the_others_are_loaded(copied, tmp_path):
    path = first_file(copied)
    lost = parquet.read_metadata(path).num_rows
    path.unlink()
    assert load(copied, tmp_path / "news.ledger").read == 11 - lost
    (failure,) = failures_of(tmp_path / "news.ledger")
    assert failure.source == str(path)
    assert "No such file" in failure.reason


def altered(path, change):
    """The file with one row's columns changed, its schema and number of rows kept."""
    table = parquet.read_table(path)
    rows = table.to_pylist()
    change(rows[0])
    parquet.write_table(pa.Table.from_pylist(rows, schema=table.schema), path)


CHANGES = {
    "another name": (
        lambda row: row.update(record=row["record"].replace("القاهرة", "البصرة!")),
        "was altered after it was written",
    ),
    "no JSON": (lambda row: row.update(record="{"), "does not read back"),
    "deep JSON": (lambda row: row.update(record="[" * 200_000), "does not read back"),
    "a list": (lambda row: row.update(record="[1]"), "does not read back"),
    "another model": (lambda row: row.update(model_digest="0" * 64), "name different models"),
}


@pytest.mark.parametrize(("change", "told"), CHANGES.values(), ids=CHANGES.keys())
def test_an_altered_row_is_set_aside_and_the_others_are_loaded(copied, tmp_path, change, told):
    path = first_file(copied)
    altered(path, change)
    done = load(copied, tmp_path / "news.ledger")
    assert (done.read, done.failed) == (10, 1)
    (failure,) = failures_of(tmp_path / "news.ledger")
    assert failure.source == f"{path}, row 1"
    assert told in failure.reason


def test_other_columns_are_refused_by_name(copied, tmp_path):
    path = first_file(copied)
    parquet.write_table(parquet.read_table(path).drop_columns("url"), path)
    load(copied, tmp_path / "news.ledger")
    (failure,) = failures_of(tmp_path / "news.ledger")
    assert "other columns than a lake's readings (url)" in failure.reason


def test_a_file_of_no_batch_is_told(copied, tmp_path):
    stray = copied / "readings/date=2024-05-01/mine.parquet"
    stray.write_bytes(b"PAR1")
    done = load(copied, tmp_path / "news.ledger")
    assert (done.read, done.failed) == (11, 1)
    (failure,) = failures_of(tmp_path / "news.ledger")
    assert failure.source == str(stray)
    assert "belongs to no batch" in failure.reason


EVIL = {
    "cut off": b'{"batch":',
    "another path": b"../../../etc/passwd",
    "no object": b"[]",
}


@pytest.mark.parametrize("kind", EVIL)
def test_a_commit_that_is_none_is_told_and_stops_writing(copied, reader, tmp_path, kind):
    path = sorted((copied / "_musnad/batches").iterdir())[0]
    fields = json.loads(path.read_bytes())
    if kind == "another path":
        fields["files"] = {EVIL[kind].decode(): 3}
        path.write_text(json.dumps(fields))
    else:
        path.write_bytes(EVIL[kind])
    done = load(copied, tmp_path / "news.ledger")
    assert done.reasons["LakeError"] >= 1
    assert str(path) in failures_of(tmp_path / "news.ledger")[0].reason
    with pytest.raises(LakeError, match="take the file away, and its pages are read again"):
        fill(reader, copied, pages(12))


def test_every_writing_gives_the_whole_file_or_none(tmp_path, monkeypatch):
    store = lake_store_module.open_store(str(tmp_path))
    store.write("a/b.parquet", b"first")

    def full(number):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(LakeError, match=r"a/b\.parquet: can't be read or written \(No space left"):
        store.write("a/b.parquet", b"second")
    assert [p.read_bytes() for p in (tmp_path / "a").iterdir()] == [b"first"]


def test_ids_in_a_lake_are_a_ledgers(filled, reader):
    query = "select article_id, reading_id from 'LAKE/readings/*/*.parquet' where source like '%#4'"
    entry = Entry.of(reader.read(page(4).article()))
    assert ask(query, filled) == [(entry.article_id, entry.reading_id)]
