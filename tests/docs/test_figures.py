"""Pages with figures tell of the weights and the corpus that are here."""

import importlib.util
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"


@pytest.fixture(scope="module")
def maker():
    spec = importlib.util.spec_from_file_location("make_figures", DOCS / "make_figures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["quality.md", "model-card.md", "data-card.md"])
def test_a_page_of_figures_is_what_the_script_makes(maker, name):
    kept = (DOCS / name).read_text(encoding="utf-8")
    assert "<!-- made: " in kept
    assert kept == maker.page(name), "run: python docs/make_figures.py"


def test_every_table_stands_on_a_page(maker):
    places = [found for name in maker.PAGES for found in maker.PLACE.findall(maker.page(name))]
    assert sorted(found[1] for found in places) == sorted(maker.TABLES)


def test_a_share_is_short_and_what_is_unknown_is_empty(maker):
    assert [maker.share(value) for value in (0.734, 1.0, 0.0, None)] == [".73", "1.00", ".00", ""]


def test_a_table_has_a_line_for_each_row(maker):
    assert maker.table(["a", "b"], [["1", ""]]) == "| a | b |\n| --- | --- |\n| 1 |  |\n"
