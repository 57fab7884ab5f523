"""`musnad evaluate`: which articles, and what is told of them as tables, JSON and a page."""

import json

import pytest
from compared import TEXT, article, frame, read_frame, read_role, reading, role
from typer.testing import CliRunner

from musnad.cli import evaluate as command
from musnad.cli.main import app

runner = CliRunner()

GOLD = [
    frame("SAY", "أعلن", role("agent", "الوزير سالم")),
    frame("CONSULT", "زار", role("agent", "الوفد")),
]
READING = reading(
    read_frame("SAY", "أعلن", read_role("agent", "الوزير سالم"), score=0.95),
    read_frame("AID", "زار", read_role("agent", "الوفد"), score=0.4),
)


class StubReader:
    """Finds the same in every article."""

    @classmethod
    def load(cls, folder=None):
        return cls()

    def read(self, _):
        return READING


@pytest.fixture(autouse=True)
def _stub(monkeypatch):
    monkeypatch.setattr(command, "Reader", StubReader)


@pytest.fixture
def gold(tmp_path):
    articles = [{"id": n, "text": TEXT, "outlet": f"outlet-{n}"} for n in "ab"]
    frames = [
        {"id": "a", "frames": [one.to_dict() for one in GOLD]},
        {"id": "b", "frames": [GOLD[0].to_dict()]},
    ]
    for name, rows in (("articles", articles), ("gold", frames)):
        text = "\n".join(json.dumps(row) for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(text, encoding="utf-8")
    return tmp_path


def run(*args):
    result = runner.invoke(app, ["evaluate", *map(str, args)])
    assert result.exit_code == 0, result.stderr
    return result.stdout


def as_json(*args):
    return json.loads(run(*args, "--format", "json"))


def test_only_what_is_asked_for_is_told(gold):
    assert set(as_json(gold)) == {"articles", "frames", "scores"}
    assert "intervals" not in as_json(gold)["scores"][0]


def test_json_carries_all_that_is_asked_for(gold):
    data = as_json(
        gold, "--by", "outlet", "--by", "role", "--intervals", "--reliability", "--errors"
    )
    assert list(data["by"]) == ["outlet", "role"]
    assert [part["name"] for part in data["by"]["outlet"]] == ["outlet-a", "outlet-b"]
    assert data["scores"][0]["intervals"]["recall"] == [1.0, 1.0]
    assert data["bootstrap"] == {"samples": 1000, "level": 0.95}
    assert data["reliability"][0]["kind"] == "predicate"
    assert [item["id"] for item in data["errors"]] == ["b", "a"]


def test_worst_bounds_the_number_of_articles(gold):
    assert [item["id"] for item in as_json(gold, "--errors", "--worst", "1")["errors"]] == ["b"]


def test_intervals_add_columns(gold):
    assert run(gold).splitlines()[0].split()[-1] == "gold"
    head, first = run(gold, "--intervals").splitlines()[:2]
    assert head.split()[-2:] == ["low", "high"]
    assert first.split() == [
        "predicate", "0.750", "1.000", "0.857", "3", "0.667", "1.000",
    ]  # fmt: skip


def test_one_article_has_no_intervals_and_is_told_so(gold):
    lines = (gold / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    (gold / "gold.jsonl").write_text(lines[0], encoding="utf-8")
    assert "No intervals" in run(gold, "--intervals")


def test_breakdown_tables(gold):
    found = run(gold, "--by", "type", "--by", "length")
    assert "F1 by type" in found
    assert ["CONSULT", "1", "1", "1.000", "0.000", "1.000"] in [
        line.split() for line in found.splitlines()
    ]
    assert any(line.split()[:3] == ["<100", "2", "3"] for line in found.splitlines())


def test_an_unknown_dimension_is_refused(gold):
    assert runner.invoke(app, ["evaluate", str(gold), "--by", "moon"]).exit_code == 2


def test_reliability_tables(gold):
    lines = [line.split() for line in run(gold, "--reliability").splitlines()]
    assert [
        "predicate",
        "4",
        "0.225",
        "0.208",
        "0.500",
        "0.500",
        "0.500",
        "0.500",
        "0.000",
    ] in lines
    assert ["predicate", "0.4", "0.5", "2", "0.400", "0.000"] in lines


def test_errors_as_text(gold):
    found = run(gold, "--errors", "--worst", "1")
    assert "b  ·  outlet-b" in found
    assert "+ AID  زار" in found
    assert "a  ·  outlet-a" not in found


def test_report_is_written_beside_the_table(gold, tmp_path):
    page = tmp_path / "report.html"
    assert "predicate" in run(gold, "--report", page, "--worst", "1")
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!doctype html>")
    assert text.count('<section class="item">') == 1


@pytest.fixture
def parts(monkeypatch):
    asked = []

    def corpus_part(folder, name):
        asked.append((folder.name, name))
        return {article(): tuple(GOLD)} if name != "test" else {}

    monkeypatch.setattr(command, "corpus_part", corpus_part)
    return asked


def test_a_part_of_a_corpus(parts, tmp_path):
    assert as_json("--corpus", tmp_path / "own", "--part", "train")["articles"] == 1
    assert as_json("--corpus", tmp_path / "own")["frames"] == {"gold": 2, "system": 2}
    assert parts == [("own", "train"), ("own", "dev")]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        pytest.param([], "none was given", id="neither"),
        pytest.param(["here", "--corpus", "there"], "both were given", id="both"),
        pytest.param(["here", "--part", "dev"], "--part names a part", id="part-of-gold"),
        pytest.param(["--corpus", "there", "--part", "test"], "holds no items", id="empty-part"),
        pytest.param(["--corpus", "there", "--part", "x"], "'x' is not one of", id="unknown-part"),
    ],
)
def test_unclear_wishes_are_refused(args, message, parts):
    result = runner.invoke(app, ["evaluate", *args])
    assert result.exit_code == 2
    assert message in " ".join(result.stderr.split())
