import json

import pytest
from typer.testing import CliRunner

from musnad.cli.main import app
from musnad.demo import DEMO_PAGES, demo_page
from musnad.ledger import Ledger, runs

WIRE = "القاهرة (رويترز) - قال وزير الخارجية سالم الهاشمي إن بلاده ترفض المقترح. " * 2


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for name in DEMO_PAGES:
        page = demo_page(name)
        (folder / name).write_bytes(page if isinstance(page, bytes) else page.encode())
    (folder / "english.html").write_text("<html><body><p>Nothing is said here.</p></body></html>")
    return folder


@pytest.fixture(scope="module")
def kept(pages, tmp_path_factory):
    """A ledger into which the pages were read, and the command's answer."""
    name = tmp_path_factory.mktemp("kept") / "news.ledger"
    return name, run("ingest", pages, "--ledger", name, "-j", 1)


def test_pages_of_a_folder_are_read_and_failures_kept(kept):
    name, answer = kept
    assert answer.exit_code == 1
    assert "3 read, 0 known already, 1 failed" in answer.output
    with Ledger.open(name) as ledger:
        assert ledger.counts()["pages"] == 3
        assert all(entry.story for entry in ledger.entries())
        assert [(r.read, r.failed, r.state) for r in runs(ledger)] == [(3, 1, "done")]


def test_the_same_call_again_reads_nothing_anew(pages, tmp_path):
    name = tmp_path / "news.ledger"
    run("ingest", pages, "--ledger", name, "-j", 1)
    again = run("ingest", pages, "--ledger", name, "-j", 1)
    assert "0 read, 3 known already, 1 failed" in again.output
    forced = run("ingest", pages, "--ledger", name, "-j", 1, "--again")
    assert "0 read, 3 known already, 1 failed" in forced.output


def test_two_processes_write_what_one_writes(kept, pages, tmp_path):
    name = tmp_path / "two.ledger"
    run("ingest", pages, "--ledger", name, "-j", 2)
    with Ledger.open(kept[0]) as one, Ledger.open(name) as two:
        assert [e.reading_id for e in one.entries()] == [e.reading_id for e in two.entries()]


def test_columns_of_a_table_can_be_named(tmp_path):
    table = tmp_path / "news.jsonl"
    row = {"körper": WIRE, "tag": "2015-08-02", "headline": "الخارجية ترفض"}
    table.write_text(json.dumps(row))
    name = tmp_path / "news.ledger"
    columns = ["--column", "text=körper", "--column", "published=tag", "--column", "title=headline"]
    assert run("ingest", table, "-l", name, "-j", 1, *columns).exit_code == 0
    with Ledger.open(name) as ledger:
        (entry,) = ledger.entries()
    assert entry.reading.article.published.isoformat() == "2015-08-02"
    assert entry.reading.article.title == "الخارجية ترفض"
    assert entry.origins[0].source.endswith("news.jsonl#1")


def test_what_failed_is_listed_with_its_reason(kept):
    listed = run("runs", "--failures", "--ledger", kept[0], "--json")
    (failure,) = [json.loads(line) for line in listed.output.splitlines()]
    assert failure["source"].endswith("english.html")
    assert failure["kind"] == "NotArabic"
    assert "NotArabic" in run("runs", 1, "-l", kept[0]).output
    assert "done" in run("runs", "-l", kept[0]).output


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ingest", "x"], "no ledger is named"),
        (["ingest", "x", "-l", "y.ledger", "--column", "text"], "FIELD=COLUMN"),
        (["runs", "-l", "none.ledger"], "does not exist"),
    ],
    ids=["no ledger", "column", "missing"],
)
def test_mistakes_are_told(arguments, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MUSNAD_LEDGER", raising=False)
    answer = run(*arguments)
    assert answer.exit_code != 0
    assert told in answer.output + str(answer.exception)


def test_the_ledger_may_be_named_by_the_environment(kept, monkeypatch):
    monkeypatch.setenv("MUSNAD_LEDGER", str(kept[0]))
    assert run("runs").exit_code == 0


def test_exports_are_listed_and_written(kept, tmp_path):
    assert "parquet" in run("export").output
    out = tmp_path / "events.csv"
    answer = run("export", "-f", "csv", "-l", kept[0], "-o", out)
    assert answer.exit_code == 0
    with Ledger.open(kept[0]) as ledger:
        frames = ledger.counts()["frames"]
    assert f"{frames} records written" in answer.output
    assert out.read_text(encoding="utf-8-sig").startswith("id,article_id,")


def test_readings_of_a_file_are_exported_without_a_ledger(tmp_path):
    page = next(iter(DEMO_PAGES))
    source = tmp_path / page
    body = demo_page(page)
    source.write_bytes(body if isinstance(body, bytes) else body.encode())
    lines = tmp_path / "readings.jsonl"
    run("read", source, "-f", "jsonl", "-o", lines)
    answer = run("export", "--readings", lines, "-f", "geojson", "-o", tmp_path / "map.geojson")
    assert answer.exit_code == 0
    assert json.loads((tmp_path / "map.geojson").read_text())["type"] == "FeatureCollection"


def test_folders_need_a_place(kept):
    answer = run("export", "-f", "brat", "-l", kept[0])
    assert "--output FOLDER" in str(answer.exception)


def test_a_source_that_cannot_be_read_does_not_end_the_others(pages, tmp_path):
    name = tmp_path / "news.ledger"
    answer = run("ingest", tmp_path / "none.zip", pages, "-l", name, "-j", 1)
    assert answer.exit_code == 1
    assert "3 read, 0 known already, 2 failed" in answer.output
