"""The notebooks run from the first cell to the last, and are kept without what they printed."""

import json
import re
import shutil
from pathlib import Path

import pytest

from musnad.ingest.demo import fill_demo
from musnad.ledger import Ledger
from musnad.pipeline import Reader

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
MARKDOWN = {"cell_type", "id", "metadata", "source"}
KEYS = {"markdown": MARKDOWN, "code": MARKDOWN | {"execution_count", "outputs"}}
"""The keys that nbformat 4.5 asks of a cell."""
CELL_ID = re.compile(r"[a-zA-Z0-9_-]{1,64}")


@pytest.fixture(scope="module")
def week(tmp_path_factory):
    path = tmp_path_factory.mktemp("week") / "demo.ledger"
    with Ledger.open(path) as ledger:
        fill_demo(ledger, reader=Reader.load())
    return path


def cells(path):
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def test_there_are_notebooks():
    assert {path.stem for path in NOTEBOOKS} == {"counts", "denials", "evaluate", "story"}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_runs(path, week, tmp_path, monkeypatch, capsys):
    shutil.copy(week, tmp_path / "demo.ledger")
    monkeypatch.chdir(tmp_path)
    space = {"__name__": "__main__"}
    for number, cell in enumerate(cells(path)):
        if cell["cell_type"] == "code":
            source = "".join(cell["source"])
            exec(compile(source, f"{path.name}: cell {number}", "exec"), space)  # noqa: S102 - ours
            shown = capsys.readouterr().out
            if "print(" in source and "def " not in source:
                assert shown.strip(), f"cell {number} shows nothing"


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_a_notebook_is_kept_without_outputs(path):
    data = json.loads(path.read_text(encoding="utf-8"))
    assert set(data) == {"cells", "metadata", "nbformat", "nbformat_minor"}
    assert (data["nbformat"], data["nbformat_minor"]) == (4, 5)
    assert data["metadata"]["kernelspec"].keys() >= {"name", "display_name"}
    names = [cell["id"] for cell in data["cells"]]
    assert len(set(names)) == len(names)
    for cell in data["cells"]:
        assert set(cell) == KEYS[cell["cell_type"]]
        assert CELL_ID.fullmatch(cell["id"])
        assert isinstance(cell["metadata"], dict)
        assert all(isinstance(line, str) for line in cell["source"])
        if cell["cell_type"] == "code":
            assert cell["outputs"] == []
            assert cell["execution_count"] is None
