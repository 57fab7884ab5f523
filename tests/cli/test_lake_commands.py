import importlib.util
import json

import pytest
from typer.testing import CliRunner

from musnad.cli.main import app
from musnad.ledger import Ledger, runs

BODY = (
    "القاهرة (رويترز) - قال وزير الخارجية سالم الهاشمي إن بلاده ترفض المقترح رقم {}. "
    "ونفى المتحدث باسم الحركة ذلك، وأضاف أن القافلة لن تعود إلى المدينة قبل الهدنة."
)


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    """Six articles of two days, and one in English."""
    path = tmp_path_factory.mktemp("table") / "news.jsonl"
    rows = [{"text": BODY.format(n), "date": f"2024-05-0{1 + n % 2}"} for n in range(6)]
    rows.append({"text": "Nothing is said here, and nothing is read in it.", "date": "2024-05-01"})
    path.write_text("\n".join(json.dumps(row) for row in rows))
    return path


@pytest.fixture(scope="module")
def filled(table, tmp_path_factory):
    """A lake that the command wrote, and its answer."""
    lake = tmp_path_factory.mktemp("filled") / "lake"
    return lake, run("ingest", table, "--out", f"{lake}/", "--runner", "serial", "--batch", 4)


def test_a_lake_is_written_by_day(filled):
    lake, answer = filled
    assert answer.exit_code == 1
    assert "6 read, 0 known already, 1 failed" in answer.output
    assert f"The table {lake}/failures tells each one." in answer.output.replace("\n", "")
    days = sorted(path.name for path in (lake / "readings").iterdir())
    assert days == ["date=2024-05-01", "date=2024-05-02"]


def test_the_same_call_again_passes_over_what_is_there(filled, table):
    lake, _ = filled
    answer = run("ingest", table, "--out", lake, "--runner", "serial")
    assert answer.exit_code == 0
    assert "0 read, 7 known already, 0 failed" in answer.output


def test_a_loaded_lake_is_what_direct_ingestion_writes(filled, table, tmp_path):
    loaded, direct = tmp_path / "loaded.ledger", tmp_path / "direct.ledger"
    answer = run("load", filled[0], "--ledger", loaded)
    assert answer.exit_code == 0
    assert "6 loaded, 0 known already, 0 failed" in answer.output
    assert "0 loaded, 6 known already" in run("load", filled[0], "-l", loaded).output
    run("ingest", table, "-l", direct, "-j", 1)
    with Ledger.open(loaded) as one, Ledger.open(direct) as two:
        assert [e.to_ids for e in map(Ids, one.entries())] == [
            e.to_ids for e in map(Ids, two.entries())
        ]
        assert [r.command for r in runs(one)] == [f"load {filled[0]}"] * 2


class Ids:
    def __init__(self, entry):
        self.to_ids = (entry.article_id, entry.reading_id, dict(entry.frame_ids), entry.story)


def test_a_damaged_file_is_listed_with_the_run(filled, tmp_path):
    lake = tmp_path / "lake"
    for path in filled[0].rglob("*"):
        if path.is_file():
            to = lake / path.relative_to(filled[0])
            to.parent.mkdir(parents=True, exist_ok=True)
            to.write_bytes(path.read_bytes())
    torn = next((lake / "readings/date=2024-05-02").iterdir())
    torn.write_bytes(torn.read_bytes()[:100])
    answer = run("load", lake, "-l", tmp_path / "news.ledger")
    assert answer.exit_code == 1
    assert "LakeError: 1" in answer.output
    listed = run("runs", "--failures", "-l", tmp_path / "news.ledger", "--json")
    assert json.loads(listed.output)["source"] == str(torn)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["ingest", "x", "--out", "new", "-l", "y.ledger"], "a lake is written without a ledger"),
        (["ingest", "x", "--out", "new", "--again"], "name a new folder"),
        (["ingest", "x", "--out", "new", "--address", "auto"], "only --runner ray has an address"),
        (["ingest", "x", "--out", "new", "--runner", "spark"], "'spark' is not one of"),
        (["load", "none", "-l", "y.ledger"], "none is no lake"),
    ],
    ids=["ledger and lake", "again", "address", "runner", "no lake"],
)
def test_mistakes_are_told(arguments, told, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    answer = run(*arguments)
    assert answer.exit_code != 0
    assert told in answer.output + str(answer.exception)


def test_ray_is_asked_for_by_its_extra(table, tmp_path, monkeypatch):
    if importlib.util.find_spec("ray") is not None:
        pytest.skip("Ray is installed here")
    answer = run("ingest", table, "--out", tmp_path / "lake", "--runner", "ray")
    assert "pip install 'musnad[ray]'" in str(answer.exception)
