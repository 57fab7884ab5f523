"""Another model than the shipped one can be named, for each command that reads."""

import json
import shutil

import pytest
from typer.testing import CliRunner

from musnad.cli.main import app
from musnad.demo import demo_page
from musnad.errors import ModelError
from musnad.ledger import Ledger
from musnad.model.session import MODEL_FOLDER

runner = CliRunner()


@pytest.fixture
def model(tmp_path):
    folder = shutil.copytree(MODEL_FOLDER, tmp_path / "model")
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    card |= {"name": "another"}
    (folder / "card.json").write_text(json.dumps(card), encoding="utf-8")
    return folder


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "wire.txt"
    path.write_bytes(demo_page("wire.txt"))
    return path


def test_read_takes_the_model_that_is_named(page, model):
    result = runner.invoke(app, ["read", str(page), "--model", str(model), "-f", "json"])
    assert json.loads(result.stdout)["model"]["name"] == "another"


@pytest.mark.parametrize("how", ["option", "environment"])
def test_ingest_takes_it_into_the_ledger(page, model, tmp_path, how, monkeypatch):
    ledger = str(tmp_path / "news.ledger")
    call = ["ingest", str(page), "--ledger", ledger, "-q", "-j", "2"]
    if how == "option":
        call += ["--model", str(model)]
    else:
        monkeypatch.setenv("MUSNAD_MODEL", str(model))
    assert runner.invoke(app, call).exit_code == 0
    with Ledger(ledger, read_only=True) as kept:
        [entry] = kept.entries()
    assert entry.reading.model.name == "another"


def test_a_folder_without_a_model_is_refused(page, tmp_path):
    result = runner.invoke(app, ["read", str(page), "--model", str(tmp_path / "nothing")])
    assert isinstance(result.exception, ModelError)
    assert "nothing/card.json" in str(result.exception)
    assert "musnad train" in str(result.exception)
