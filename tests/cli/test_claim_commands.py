import json
from dataclasses import replace
from datetime import date

import pytest
from hand import reading
from typer.testing import CliRunner

from musnad.cli.main import app
from musnad.ingest import beside
from musnad.ledger import Ledger

runner = CliRunner()


@pytest.fixture
def news(tmp_path, monkeypatch):
    """The same text in two outlets, with its denial."""
    path = tmp_path / "news.ledger"
    with Ledger.open(path) as ledger:
        for outlet, day in (("الميناء", 2), ("الصفا", 9)):
            head = {
                "outlet": outlet,
                "published": date(2015, 8, day),
                "url": f"https://{day}.example/",
            }
            made = reading(**head)
            frames = tuple(replace(f, flags=()) for f in made.frames)
            ledger.add(replace(made, frames=frames), also=beside)
    monkeypatch.setenv("MUSNAD_LEDGER", str(path))


def run(*words):
    result = runner.invoke(app, [str(w) for w in words])
    assert result.exit_code == 0, result.output
    return result.stdout


def rows(*words):
    return [json.loads(line) for line in run(*words, "--format", "jsonl").splitlines()]


def test_claims_have_three_counts_and_their_denial(news):
    said, *_ = rows("claims", "--type", "SAY")
    assert (said["statements"], said["carriers"], said["events"]) == (2, 2, 2)
    assert said["denial"]["days"] == 0
    assert said["denial"]["denials"][0]["by"] == "المتحدث باسم الحركة ياسين العمري"
    (wider,) = rows("claims", "--type", "SAY", "--events-within", 7)
    assert wider["events"] == 1


def test_claims_are_told_apart_by_their_denials(news):
    denied = {c["lead"]["type"] for c in rows("claims", "--denied")}
    unanswered = {c["lead"]["type"] for c in rows("claims", "--unanswered")}
    assert denied == {"SAY"}
    assert unanswered == {"REJECT", "ASSAULT"}


def test_claims_are_listed_for_people(news):
    shown = run("claims", "هدنة", "--type", "SAY")
    assert "2 statements · 2 carriers · 2 events  2015-08-02 – 2015-08-09" in shown
    assert "denied after 0 days by المتحدث باسم الحركة ياسين العمري" in shown
    assert "أقوال 2 · ناقلون 2 · أحداث 2" in run("claims", "--type", "SAY", "--lang", "ar")
    assert "nothing found" in run("claims", "نووي")


def test_a_claim_tells_chains_wordings_and_denials(news):
    (line,) = rows("claims", "--type", "SAY")
    (found,) = rows("claim", line["claim"])
    assert [m["outlet"] for m in found["members"]] == ["الميناء", "الصفا"]
    assert [v["outlets"] for v in found["versions"]] == [["الميناء", "الصفا"]]
    assert found["clock"]["carriers_of_both"] == 2
    shown = run("claim", line["lead"]["id"])
    assert "وزير الخارجية سالم الهاشمي ← الميناء" in shown
    assert "linked in its article" in shown
    assert "رواه" in run("claim", line["claim"], "--lang", "ar")


def test_unknown_claims_are_told(news):
    result = runner.invoke(app, ["claim", "c0"])
    assert result.exit_code != 0
    assert "no claim has this id" in str(result.exception)


def test_unnamed_sources_by_outlet(news):
    found = rows("anonymous")
    assert {(r["outlet"], r["statements"], r["unnamed"]) for r in found} == {
        ("الميناء", 2, 0),
        ("الصفا", 2, 0),
    }
    assert "unnamed" in run("anonymous")
