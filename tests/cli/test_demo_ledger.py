import json
from importlib import resources

from typer.testing import CliRunner

from musnad.cli.main import app

runner = CliRunner()


def rows(*words):
    result = runner.invoke(app, [*words, "--format", "jsonl"])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_every_article_of_the_week_is_marked_as_fictional():
    text = resources.files("musnad.demo").joinpath("week.jsonl").read_text(encoding="utf-8")
    articles = [json.loads(line) for line in text.splitlines()]
    assert len(articles) == 20
    assert all(a["fictional"] is True for a in articles)
    assert len({a["outlet"] for a in articles}) == 5


def test_the_demo_makes_a_ledger_with_disputes(tmp_path):
    path = str(tmp_path / "demo.ledger")
    result = runner.invoke(app, ["demo", "--ledger", path])
    assert result.exit_code == 0, result.output
    assert "20 fictional articles" in result.stdout
    assert f"musnad serve --ledger {path}" in result.stdout
    denied = rows("claims", "--denied", "--ledger", path)
    assert any(
        c["lead"]["type"] == "ACCUSE" and c["denial"]["days"] == 2 and c["carriers"] >= 3
        for c in denied
    )
    steps = [
        step["kind"]
        for line in rows("claims", "--ledger", path)
        for step in rows("claim", line["claim"], "--ledger", path)[0]["laundering"]
    ]
    assert "cue hardened" in steps
    assert len(rows("stories", "--ledger", path)) >= 3
