"""What goes out and comes back untouched is the same, byte for byte."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musnad.annotated import export_items, gather, write_items
from musnad.demo import DEMO_PAGES, demo_page
from musnad.errors import ExportError
from musnad.pipeline import Reader
from musnad.records import Entry, Flag, Frame, Label, Role, Span

CORPUS = Path(__file__).parents[2] / "corpus"


def looked_at(items):
    """Items as they are once somebody went through all of their frames."""
    lines = [json.loads(line) for line in items.decode().splitlines()]
    return [{**item, "judged": item["frames"]} if "judged" in item else item for item in lines]


def unchanged(project):
    found, items, frames = project.written()
    assert ([str(f) for f in (*found.faults, *found.remarks)], found.changes) == ([], [])
    before, blocks = project.originals()
    assert frames == blocks
    assert looked_at(items) == looked_at(before)
    assert [json.loads(line) for line in items.decode().splitlines()] == looked_at(before)
    return found


def test_marks_emoji_bidi_and_crlf_come_back(project):
    found = unchanged(project)
    assert [len(item.frames) for item in found.items] == [4]


@pytest.fixture(scope="module")
def demo_entries():
    reader = Reader.load()
    return [Entry.of(reader.read_page(demo_page(name))) for name in DEMO_PAGES]


def test_all_demo_pages_come_back(tool, demo_entries, making, tmp_path):
    found = unchanged(making(tool, demo_entries, tmp_path / "demo"))
    assert sum(len(item.frames) for item in found.items) > 30


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the tests")
@pytest.mark.parametrize("name", ["w1", "x6"])
def test_items_of_the_corpus_come_back_with_every_field(name, tool, tmp_path):
    """`w1` has items without modes and contexts, which stay uncoded."""
    folder, out = tmp_path / "project", tmp_path / "back.jsonl"
    export_items(CORPUS / f"{name}.jsonl", tool, folder)
    if tool == "labelstudio":
        tasks = json.loads((folder / "tasks.json").read_text("utf-8"))
        for task in tasks:
            task["annotations"] = [{"result": task.pop("predictions")[0]["result"]}]
        (folder / "exported.json").write_text(json.dumps(tasks), "utf-8")
    found = gather(folder, tool)
    assert (found.held, found.changes, found.remarks) == ([], [], [])
    write_items(found, out)
    again = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    items = (CORPUS / f"{name}.jsonl").read_text("utf-8").splitlines()
    assert again == [json.loads(line) for line in items]
    assert lines(out.with_suffix(".frames")) == lines(CORPUS / f"{name}.frames")


def lines(path):
    return [line.strip() for line in path.read_text("utf-8").splitlines() if line.strip()]


def test_items_go_to_annotation_tools_only(tmp_path):
    with pytest.raises(ExportError, match="annotation tools"):
        export_items(tmp_path / "x.jsonl", "csv", tmp_path / "out")


ALPHABET = "اب قل|()«»@1…<&\"'\n\r\t\u2028\u202e\u0651\ufffe\x07\ud800🕊𝄞ا ا ا "


@st.composite
def marked_readings(draw):
    """A text with frames whose spans have no white space at their ends."""
    text = draw(st.text(ALPHABET, min_size=2, max_size=25).filter(str.strip))
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = place.map(lambda pair: Span(*sorted(pair))).filter(
        lambda s: s.of(text) == s.of(text).strip() != ""
    )
    roles = st.builds(
        lambda name, s, unsaid, norm: Role(name, s, s.of(text), 1.0, unsaid, norm),
        st.sampled_from(["agent", "content", "target"]), spans, st.booleans(),
        st.sampled_from([None, "SAU", "SAUGOV+REB"]),
    )  # fmt: skip
    frames = st.builds(
        lambda kind, s, found, flags, contexts: (kind, s, tuple(found), flags, contexts),
        st.sampled_from(["ACCUSE", "SAY"]), spans, st.lists(roles, max_size=3),
        st.sampled_from([(), ("neg", "future")]), st.sampled_from([(), ("legal", "crime")]),
    )  # fmt: skip
    made = sorted(draw(st.lists(frames, max_size=3)), key=lambda f: f[1])
    return text, tuple(
        Frame(
            f"f{number}", kind, s, s.of(text), 1.0, tuple(dict.fromkeys(found)),
            tuple(Flag(name, 1.0) for name in flags),
            contexts=tuple(Label(name, 1.0) for name in contexts),
        )
        for number, (kind, s, found, flags, contexts) in enumerate(made, 1)
    )  # fmt: skip


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=marked_readings())
def test_nothing_is_ever_changed_in_silence(made, tool, making, reading_of, tmp_path_factory):
    """Either all is as it was, or the article is held back with what is at fault."""
    text, frames = made
    entry = Entry.of(reading_of(text, frames))
    project = making(tool, [entry], tmp_path_factory.mktemp("made") / tool)
    found, _, blocks = project.written()
    if found.held:
        assert found.faults
        assert found.items == []
    else:
        assert blocks == project.originals()[1]
        assert found.changes == []
