"""What the documentation shows is run: commands print what stands there, Python blocks hold."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

import musnad.demo
from musnad.cli.main import app

ROOT = Path(__file__).resolve().parents[2]
DEMO = Path(musnad.demo.__file__).parent
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
SHELL = ("mkdir", "cp", "cd")  # the test makes the folder itself
ENDLESS = ("serve", "mcp")
GAP = "…"


def steps(page):
    """Calls of a page in their order, each with the lines that are shown as its output."""
    found = []
    for block in CONSOLE.findall((ROOT / page).read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:].partition("  #")[0].strip(), []))
            else:
                found[-1][1].append(line.rstrip())
    return found


def pattern(line):
    """A shown line; gaps stand for anything, and another processor may round a probability."""
    whole = ".*".join(re.escape(part) for part in line.split(GAP))
    return re.compile(re.sub(r"\d+%", r"\\d+%", whole))


def missing(shown, printed):
    """The first shown line that was not printed behind the ones before; None if all were.

    Where no gap stands between two lines, nothing may stand there in the output either.
    """
    at, free = 0, False
    for line in shown:
        if line.strip() == GAP:
            free = True
            continue
        hits = (n for n, text in enumerate(printed[at:], at) if pattern(line).fullmatch(text))
        found = next(hits, None)
        if found is None or (found > at and not free):
            return line
        at, free = found + 1, False
    return None if free or not shown or at == len(printed) else f"(the end; then {printed[at]!r})"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "pages").mkdir()
    for name in ("page.html", "copied.txt", "wire.txt", "week.jsonl"):
        shutil.copy(DEMO / name, tmp_path / "pages" / name)
        shutil.copy(DEMO / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    for name in ("MUSNAD_LEDGER", "MUSNAD_REVIEWER"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.mark.parametrize("page", ["docs/tutorial.md", "docs/quickstart.ar.md"])
def test_commands_print_what_the_page_shows(page, folder, monkeypatch):
    for call, shown in steps(page):
        words = shlex.split(call)
        if words[0] == "export":
            name, _, value = words[1].partition("=")
            if name.startswith("MUSNAD_"):
                monkeypatch.setenv(name, value)
            continue
        if words[0] in SHELL or words[1] in ENDLESS:
            continue
        if words[1] == "ingest":
            words += ["--processes", "1"]
        result = CliRunner().invoke(app, words[1:])
        assert result.exit_code == 0, (call, result.output)
        printed = [line.rstrip() for line in result.output.rstrip().splitlines()]
        while shown and not shown[-1]:
            shown.pop()
        assert missing(shown, printed) is None, (call, result.output)


def test_what_is_not_printed_is_noticed():
    assert missing(["a", "…", "c 98%"], ["a", "b", "c 97%"]) is None
    assert missing(["a", "c"], ["a", "b", "c"]) == "c"
    assert missing(["a", "…", "d"], ["a", "b", "c"]) == "d"
    assert missing(["a"], ["a", "b"]) == "(the end; then 'b')"
    assert missing(["a … c"], ["a b c"]) is None


@pytest.mark.parametrize("page", ["README.md", "docs/python.md"])
def test_python_blocks_run_one_after_the_other(page, folder):
    blocks = PYTHON.findall((ROOT / page).read_text(encoding="utf-8"))
    assert blocks
    space = {"__name__": "__main__"}
    for block in blocks:
        exec(compile(block, f"{page}: {block[:60]!r}", "exec"), space)  # noqa: S102 - our own pages
