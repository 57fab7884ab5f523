"""The documentation names what there is."""

from pathlib import Path

import pytest

from musnad.export import COLUMNS, FORMATS, GDELT

PAGE = Path(__file__).parents[2] / "docs" / "export.md"


@pytest.fixture(scope="module")
def page():
    return PAGE.read_text("utf-8").splitlines()


def test_every_column_is_documented_as_it_is(page):
    rows = [f"| `{c.name}` | {c.kind} | {c.says} |" for c in COLUMNS]
    assert [row for row in rows if row not in page] == []


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_documented(page, name):
    assert any(line.startswith(f"| `{name}` | {FORMATS[name].english} |") for line in page)


def test_every_gdelt_column_is_documented(page):
    rows = [f"| `{theirs}` | {f'`{ours}`' if ours else 'none'}" for theirs, ours in GDELT.items()]
    assert [row for row in rows if not any(line.startswith(row) for line in page)] == []
