"""`musnad annotated`, and `musnad export --items`."""

import json

import pytest
from typer.testing import CliRunner

from musnad.cli.main import app

ITEM = {"id": "one", "date": "2021-03-03", "text": "قال سالم إن الجسر مفتوح", "fictional": True}
BLOCK = "# one\nSAY | قال | agent: سالم [SAU] | content: إن الجسر مفتوح\n"


@pytest.fixture
def project(tmp_path):
    """A corpus of one item, exported for brat by the command."""
    items = tmp_path / "corpus.jsonl"
    items.write_text(json.dumps(ITEM) + "\n", "utf-8")
    items.with_suffix(".frames").write_text(BLOCK, "utf-8")
    call = ["export", "--items", str(items), "-f", "brat", "-o", str(tmp_path / "p")]
    assert CliRunner().invoke(app, call).exit_code == 0
    return tmp_path / "p"


def run(*words):
    return CliRunner().invoke(app, ["annotated", *map(str, words)])


def test_what_changed_is_listed_and_written(project):
    notes = project / "one.ann"
    notes.write_text(notes.read_text("utf-8").replace("\tSAU\n", "\tSAUGOV\n"), "utf-8")
    out = project.parent / "back.jsonl"
    result = run(project, "--from", "brat", "-o", out)
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "one  value of SAY قال: agent «سالم» 4-8 = SAU → agent «سالم» 4-8 = SAUGOV",
        "1 items, 1 frames; 1 changed (1 changes)",
        f"written: {out} and back.frames",
    ]
    assert json.loads(out.read_text("utf-8")) == ITEM
    assert "agent: سالم [SAUGOV]" in out.with_suffix(".frames").read_text("utf-8")


def test_the_report_as_json(project):
    result = run(project, "--from", "brat", "--format", "json")
    told = json.loads(result.stdout)
    assert (told["items"], told["changed"], told["held"]) == (["one"], [], [])


def test_what_is_at_fault_is_told_and_nothing_can_be_done(project):
    (project / "one.txt").write_text("other words", "utf-8")
    result = run(project, "--from", "brat")
    assert result.exit_code == 2
    assert "1 held back" in result.stdout
    assert "at fault:" in result.stderr


@pytest.mark.parametrize("name", ["back.txt", "p/original.jsonl"])
def test_names_that_are_no_place_for_items(name, project):
    result = run(project, "--from", "brat", "-o", project.parent / name)
    assert "expected a name" in str(result.exception) or "went out" in str(result.exception)


def test_items_need_a_folder_to_go_to(project):
    items = project.parent / "corpus.jsonl"
    result = CliRunner().invoke(app, ["export", "--items", str(items), "-f", "brat"])
    assert "name it with --output FOLDER" in str(result.exception)
