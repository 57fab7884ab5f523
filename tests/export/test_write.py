import importlib.util
import io
import subprocess
import sys

import pytest

from musnad import export as room
from musnad.errors import ExportError, MissingExtra
from musnad.export import FORMATS, Options, export
from musnad.records import Entry

ONE_FILE = [name for name, form in FORMATS.items() if form.shape != "folder"]
FOLDERS = [name for name, form in FORMATS.items() if form.shape == "folder"]


def failing(entry):
    yield entry
    raise RuntimeError("the ledger went away")


def test_all_is_what_the_room_gives():
    assert room.__all__ == [
        "COLUMNS", "FORMATS", "GDELT", "Column", "Format", "Options", "Shape", "entries_of",
        "export",
    ]  # fmt: skip
    assert all(hasattr(room, name) for name in room.__all__)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_what_it_is(name):
    form = FORMATS[name]
    assert form.name == name
    assert form.english.isascii()
    assert any("\u0600" <= c <= "\u06ff" for c in form.arabic)
    assert bool(form.suffix) == (form.shape != "folder")


@pytest.mark.parametrize("name", ONE_FILE)
def test_a_file_is_what_goes_to_an_open_one(name, entry, tmp_path):
    path = tmp_path / f"out{FORMATS[name].suffix}"
    out = io.BytesIO()
    assert export([entry], name, path) == export([entry], name, out) > 0
    assert path.read_bytes() == out.getvalue()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", FOLDERS)
def test_a_folder_appears_whole(name, entry, tmp_path):
    path = tmp_path / "out"
    path.mkdir()
    assert export([entry], name, path) == 1
    assert any(path.iterdir())
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", FORMATS)
def test_what_fails_leaves_nothing(name, entry, tmp_path):
    with pytest.raises(RuntimeError, match="went away"):
        export(failing(entry), name, tmp_path / "out")
    assert list(tmp_path.iterdir()) == []


def test_what_fails_leaves_what_was_there(entry, tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("before")
    with pytest.raises(RuntimeError, match="went away"):
        export(failing(entry), "csv", path)
    assert path.read_text() == "before"


def test_a_file_is_replaced(entry, tmp_path):
    path = tmp_path / "out.csv"
    path.write_text("before")
    export([entry], "csv", path)
    assert path.read_text("utf-8-sig").startswith("id,")


def test_a_full_folder_is_not(entry, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ExportError, match="no empty folder"):
        export([entry], "brat", tmp_path)
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_file_can_not_take_a_folders_place(entry, tmp_path):
    with pytest.raises(ExportError, match="is a folder"):
        export([entry], "csv", tmp_path)


def test_a_place_that_is_not_there_is_named(entry, tmp_path):
    with pytest.raises(ExportError, match="can't be written"):
        export([entry], "csv", tmp_path / "no" / "out.csv")


def test_a_full_disk_is_told_and_leaves_nothing(entry, tmp_path):
    def filling():
        yield entry
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportError, match="No space left on device"):
        export(filling(), "parquet", tmp_path / "out.parquet")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_needs_a_place(entry):
    with pytest.raises(ExportError, match="name a folder"):
        export([entry], "corpus", io.BytesIO())


def test_unknown_formats_are_answered_with_the_known(entry):
    with pytest.raises(ExportError, match=r"unknown format 'xlsx'; known are csv, parquet"):
        export([entry], "xlsx", io.BytesIO())


def test_a_missing_extra_gives_the_install_line(entry, tmp_path, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"pip install 'musnad\[spacy\]'"):
        export([entry], "spacy", tmp_path / "out")


@pytest.mark.parametrize("name", ["csv", "jsonl", "jsonld", "schema", "graphml", "conllup"])
def test_an_entry_is_written_before_the_next_is_taken(name, entry):
    out, sizes = io.BytesIO(), []

    def taken():
        for _ in range(3):
            sizes.append(out.tell())
            yield entry

    export(taken(), name, out)
    assert sizes == sorted(set(sizes))


def test_judged_takes_only_judged_articles_and_corrects_them(entry, judgement):
    reviewed = Entry.of(entry.reading, judgements=(judgement(entry, "f2", "reject"),))
    out = io.BytesIO()
    assert export([entry, reviewed], "csv", out, options=Options(judged=True)) == 4
    assert b"COERCE" not in out.getvalue()


def test_without_judged_a_rejected_frame_is_marked(entry, judgement):
    reviewed = Entry.of(entry.reading, judgements=(judgement(entry, "f2", "reject"),))
    out = io.BytesIO()
    assert export([reviewed], "csv", out) == 5
    assert out.getvalue().count(b",rejected\r\n") == 1


def test_loading_the_room_loads_no_heavy_library():
    heavy = "{'pyarrow', 'spacy', 'networkx', 'rdflib', 'onnxruntime'}"
    code = f"import sys, musnad.export; print(sorted({heavy} & set(sys.modules)))"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    assert done.stdout.strip() == "[]"
