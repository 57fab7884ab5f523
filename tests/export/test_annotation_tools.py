"""Projects for INCEpTION and Label Studio, by the tools' own readers where they are installed."""

import json
import xml.etree.ElementTree as ET

import pytest

from musnad.errors import ExportError
from musnad.export import export
from musnad.export.inception_layers import layers, type_system
from musnad.export.labelstudio_config import config
from musnad.export.originals import file_stem
from musnad.records import CONTEXTS, FLAGS, FRAME_TYPES, MODE_NAMES, MODES, ROLES


@pytest.fixture(scope="module")
def documents(entry, tmp_path_factory):
    made = tmp_path_factory.mktemp("inception") / "project"
    assert export([entry], "inception", made) == 1
    return made


@pytest.fixture(scope="module")
def task(entry, tmp_path_factory):
    made = tmp_path_factory.mktemp("labelstudio") / "project"
    assert export([entry, entry], "labelstudio", made) == 1
    (only,) = json.loads((made / "tasks.json").read_text("utf-8"))
    return only


def test_what_stands_in_a_project_of_inception(documents, entry):
    names = sorted(str(p.relative_to(documents)) for p in documents.rglob("*") if p.is_file())
    assert names == [
        "TypeSystem.xml", f"documents/{entry.article_id}.xmi", "layers.json",
        "original.frames", "original.jsonl",
    ]  # fmt: skip


def test_layers_have_the_tags_of_the_scheme():
    mark, tie = json.loads(layers())
    tags = {
        f["name"]: tuple(tag["tag_name"] for tag in f["tag_set"]["tags"])
        for f in mark["features"]
        if f["tag_set"]
    }
    assert tags == {
        "label": FRAME_TYPES + ROLES, "flags": FLAGS, "modes": MODE_NAMES, "contexts": CONTEXTS,
    }  # fmt: skip
    assert (mark["type"], tie["type"], tie["attach_type"]) == (
        "span", "relation", {"name": mark["name"]},
    )  # fmt: skip
    assert mark["name"].replace(".", "") not in FRAME_TYPES


def test_the_documents_are_read_by_another_library(documents, entry):
    cassis = pytest.importorskip("cassis")
    types = cassis.load_typesystem(type_system())
    path = documents / "documents" / f"{entry.article_id}.xmi"
    cas = cassis.load_cas_from_xmi(path.read_text("utf-8"), typesystem=types)
    reading = entry.reading
    assert cas.sofa_string == reading.article.text
    marks = cas.select("musnad.Mark")
    frames = {(m.get_covered_text(), m.label) for m in marks if m.label in FRAME_TYPES}
    assert frames == {(f.text, f.type) for f in reading.frames}
    flags = {m.get_covered_text(): m.flags.elements for m in marks if m.flags}
    assert flags == {f.text: [flag.name for flag in f.flags] for f in reading.frames if f.flags}
    tied = {(t.Governor.get_covered_text(), t.Dependent.label) for t in cas.select("musnad.Tie")}
    assert {(f.text, r.role) for f in reading.frames for r in f.roles} <= tied


def test_the_interface_has_the_labels_of_the_scheme():
    root = ET.fromstring(config())  # noqa: S314 - our own
    labels = {e.get("name"): tuple(x.get("value") for x in e) for e in root.iter("Labels")}
    assert labels == {"frame": FRAME_TYPES, "role": ROLES}
    choices = {e.get("name"): tuple(x.get("value") for x in e) for e in root.iter("Choices")}
    own = {f"mode_{name}": modes for name, modes in MODES.items()}
    assert choices == {"flag": FLAGS, "context": CONTEXTS, "unsaid": ("unsaid",), **own}


def test_the_interface_takes_the_predictions(task):
    tools = pytest.importorskip("label_studio_sdk.label_interface")
    interface = tools.LabelInterface(config())
    assert interface.validate_prediction(task["predictions"][0], return_errors=True) == []


def test_a_task_has_the_article_and_its_words(task, entry):
    assert task["data"]["text"] == entry.reading.article.text
    assert task["data"]["id"] == entry.article_id
    regions = [r for r in task["predictions"][0]["result"] if r["type"] == "labels"]
    for region in regions:
        value = region["value"]
        assert task["data"]["text"][value["start"] : value["end"]] == value["text"]
    ties = [r for r in task["predictions"][0]["result"] if r["type"] == "relation"]
    names = {region["id"] for region in regions}
    assert {end for tie in ties for end in (tie["from_id"], tie["to_id"])} <= names


@pytest.mark.parametrize("name", ["a/b", "../a", ".a", "", "a" * 200, "a\0"])
def test_ids_that_name_no_file_are_refused(name):
    with pytest.raises(ExportError, match="can't name a file"):
        file_stem(name)
