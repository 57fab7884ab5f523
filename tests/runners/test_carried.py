import importlib
import importlib.util
import pickle
import shutil
import subprocess
import sys

import pytest

from musnad.errors import MissingExtra, ModelError
from musnad.model import MODEL_FOLDER, Model
from musnad.pipeline import Reader
from musnad.records import Article
from musnad.runners.carried import arrived, carried

TEXT = "عنوان\nقال الوزير سالم الهاشمي إن الاتفاق باطل."
LIGHT = 2_000_000
"""Bytes of a reader without its model's weights, at most."""


@pytest.fixture(scope="module")
def reader():
    return Reader.load(least=0.25)


def test_the_shipped_model_is_not_carried(reader):
    sent = carried(reader)
    there = arrived(sent)
    assert len(sent) < LIGHT
    assert there.thresholds == reader.thresholds
    assert there.read(Article.from_text(TEXT)) == reader.read(Article.from_text(TEXT))


def test_another_model_is_carried_with_its_files(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(MODEL_FOLDER, folder)
    reader = Reader(Model.load(folder))
    expected = reader.read(Article.from_text(TEXT))
    sent = carried(reader)
    shutil.rmtree(folder)
    assert arrived(sent).read(Article.from_text(TEXT)) == expected


def test_another_version_of_musnad_there_is_refused(reader, monkeypatch):
    sent = carried(reader)
    monkeypatch.setattr("musnad.pipeline.reader.__version__", "0.0.1")
    with pytest.raises(ModelError, match=r"of musnad 0\.0\.1, the first one with .*same version"):
        arrived(sent)


def test_readers_still_pickle_by_their_folder(reader):
    carried(reader)
    assert len(pickle.dumps(reader.model)) < 500


def test_the_room_is_imported_without_ray():
    code = "import sys, musnad.runners, musnad.ingest; sys.exit('ray' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603


def test_the_missing_extra_is_named_with_the_line_that_installs_it(monkeypatch):
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ray" else find(name)
    )
    monkeypatch.delitem(sys.modules, "musnad.runners.ray", raising=False)
    with pytest.raises(MissingExtra, match=r"pip install 'musnad\[ray\]'"):
        importlib.import_module("musnad.runners.ray")
