import re
import shlex
from pathlib import Path

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from musnad.cli.main import COMMANDS, app

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").glob("*.md"))]
SHOWN = re.compile(r"^(?:    )?(?:\$ )?(musnad [^#\n│]*)", re.MULTILINE)
BLOCK = re.compile(r"```(?:console|sh|bash)\n(.*?)```|((?:^    .*\n)+)", re.MULTILINE | re.DOTALL)


def names(pages):
    return [str(page.relative_to(ROOT)) for page in pages]


def told(page):
    """Calls of commands that a page shows in its blocks."""
    blocks = (found[0] or found[1] for found in BLOCK.findall(page.read_text(encoding="utf-8")))
    return [match.group(1).strip() for block in blocks for match in SHOWN.finditer(block)]


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_links_lead_somewhere(page):
    text = page.read_text(encoding="utf-8")
    targets = re.findall(r"\]\(([^)#\s]+)", text)
    lost = [t for t in targets if "://" not in t and not (page.parent / t).exists()]
    assert lost == []


@pytest.mark.parametrize("page", PAGES, ids=names(PAGES))
def test_commands_that_are_shown_exist_with_their_options(page):
    group = get_command(app)
    for call in told(page):
        words = shlex.split(call.replace("…", "x").replace("[", "").replace("]", ""))
        assert words[1] in COMMANDS or words[1].startswith("-"), call
        if words[1] not in COMMANDS:
            continue
        command = group.get_command(None, words[1])
        options = {o for p in command.params for o in (*p.opts, *p.secondary_opts)} | {"--help"}
        used = {word.partition("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)}
        assert used <= options, call


def test_the_readme_names_every_command():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    known = set(re.findall(r"`(?:musnad )?([a-z]+)", text))
    assert set(COMMANDS) - known == set()


def test_every_command_has_a_help_page():
    for name in COMMANDS:
        result = CliRunner().invoke(app, [name, "--help"])
        assert result.exit_code == 0, name
        assert len(result.stdout.splitlines()) > 3, name
