import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest

import musnad
import musnad.demo
from musnad.errors import EmptyPage, PageError

PAGES = Path(musnad.demo.__file__).parent
WIRE = "القاهرة (رويترز) - قال وزير الخارجية سالم الهاشمي إن بلاده ترفض المقترح."


def test_every_public_name_is_there():
    assert dir(musnad) == sorted(musnad.__all__)
    for name in musnad.__all__:
        assert getattr(musnad, name) is not None


def test_unknown_names_are_refused():
    with pytest.raises(AttributeError, match="nonsense"):
        musnad.nonsense  # noqa: B018


def test_import_loads_no_heavy_library():
    code = "import sys, musnad; print(*sys.modules)"
    loaded = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert not {"numpy", "onnxruntime", "sqlalchemy", "trafilatura", "pyarrow"} & set(loaded)


def test_text_path_name_bytes_and_article_are_read_alike():
    path = PAGES / "wire.txt"
    by_path = musnad.read(path)
    assert musnad.read(str(path)) == by_path
    assert musnad.read(path.read_bytes()) == by_path
    assert musnad.read(path.read_text(encoding="utf-8")).frames == by_path.frames
    assert musnad.read(by_path.article) == by_path


def test_bad_sources_are_told(tmp_path):
    with pytest.raises(PageError, match="can't be read"):
        musnad.read(tmp_path)
    with pytest.raises(EmptyPage):
        musnad.read("")
    with pytest.raises(TypeError, match="int; expected bytes"):
        musnad.read(3)


def test_a_text_with_nul_is_no_file_name():
    assert musnad.read(WIRE + "\0").frames


def test_a_reading_prints_as_in_the_terminal():
    printed = str(musnad.read(WIRE))
    assert "SAY  قال" in printed
    assert "\x1b" not in printed


def test_a_reading_shows_in_a_notebook_as_a_page_of_its_own():
    html = musnad.read(WIRE)._repr_html_()
    assert html.startswith('<iframe sandbox="allow-scripts" srcdoc="')
    page = unescape(re.search(r'srcdoc="([^"]*)"', html).group(1))
    assert page.startswith("<!doctype html>")
    assert 'dir="rtl"' in page
