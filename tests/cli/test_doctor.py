import json

import pytest
from hand import reading
from typer.testing import CliRunner

from musnad.cli import doctor
from musnad.cli.main import app
from musnad.ledger import Ledger

run = CliRunner().invoke


def findings(*options):
    answer = run(app, ["doctor", "--json", *options])
    return answer.exit_code, {f["what"].split(" (")[0]: f for f in json.loads(answer.output)}


def test_a_sound_installation_has_no_trouble():
    code, found = findings()
    assert code == 0
    assert {found[what]["health"] for what in ("Python", "musnad", "model", "SQLite")} == {"ok"}


def test_a_missing_extra_comes_with_its_line(monkeypatch):
    monkeypatch.setitem(doctor.EXTRAS, "meaning", (("no_such_module",), "search by meaning"))
    code, found = findings()
    assert code == 0
    assert found["extra meaning"]["health"] == "missing"
    assert found["extra meaning"]["line"] == "pip install 'musnad[meaning]'"


def test_other_weights_than_the_card_names_are_trouble(monkeypatch):
    monkeypatch.setattr(doctor, "digest_of", lambda folder: "0" * 64)
    code, found = findings()
    assert code == 1
    assert "000000000000…" in found["model"]["told"]


def test_a_ledger_is_looked_at(tmp_path):
    name = str(tmp_path / "news.ledger")
    with Ledger.open(name) as ledger:
        ledger.add(reading())
    assert findings("--ledger", name)[1]["ledger"]["told"] == "1 pages, 3 statements and acts"
    code, found = findings("--ledger", str(tmp_path / "none"))
    assert code == 1
    assert "does not exist" in found["ledger"]["told"]


@pytest.mark.parametrize("what", ["Python", "extra serve", "SQLite"])
def test_people_get_lines(what):
    assert f"{what}" in run(app, ["doctor"]).output
