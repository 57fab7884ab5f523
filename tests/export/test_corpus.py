"""The corpus format, by the readers of the evaluation."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from musnad.errors import ExportError
from musnad.evaluation.articles import load_articles
from musnad.evaluation.blocks import FrameBlock, anchor, read_blocks
from musnad.evaluation.coded import CodedFrame, CodedRole, coded
from musnad.evaluation.corpus import check_corpus
from musnad.export import Options, export
from musnad.export.corpus import frame_line
from musnad.records import Article, Entry, Flag, Frame, Label, ModelId, Reading, Role, Span

CORPUS = Path(__file__).parents[2] / "corpus"
MODEL = ModelId("by hand", "2026-01-01", "d", "0")


def labels(names):
    return tuple(Label(name, 1.0) for name in names or ())


def frame_of(text, number, gold):
    roles = tuple(
        Role(r.role, r.span, r.span.of(text), 1.0, r.implicit, r.norm) for r in gold.roles
    )
    flags = tuple(Flag(name, 1.0) for name in gold.flags)
    return Frame(
        f"f{number}", gold.type, gold.predicate, gold.predicate.of(text), 1.0, roles, flags,
        modes=labels(gold.modes), contexts=labels(gold.contexts),
    )  # fmt: skip


def reading_of(text, frames):
    made = tuple(frame_of(text, number, gold) for number, gold in enumerate(frames, 1))
    return Reading(Article.from_text(text), (), made, (), (), MODEL)


def read_back(folder, name="reviewed"):
    articles = load_articles(folder / f"{name}.jsonl")
    blocks, faults = read_blocks(folder / f"{name}.frames")
    assert faults == []
    found = {}
    for block in blocks:
        anchored = anchor(block, articles[block.id].text)
        assert anchored.faults == ()
        found[block.id] = anchored.frames
    return articles, found


def test_frames_come_back(entry, tmp_path):
    assert export([entry], "corpus", tmp_path / "gold") == 1
    articles, found = read_back(tmp_path / "gold")
    assert articles[entry.article_id].text == entry.reading.article.text
    assert articles[entry.article_id].published == entry.reading.article.published
    assert found[entry.article_id] == tuple(coded(f) for f in entry.reading.frames)


def test_the_checker_finds_no_fault(entry, tmp_path):
    export([entry], "corpus", tmp_path / "gold", options=Options(name="mine"))
    report = check_corpus(tmp_path / "gold")
    assert (report.sound, report.items, report.frames) == (True, 1, 5)
    assert report.modes == {"COERCE arrest": 1}


def test_an_item_tells_how_much_of_it_was_judged(entry, judgement, tmp_path):
    reviewed = Entry.of(entry.reading, judgements=(judgement(entry, "f1", "confirm"),))
    export([reviewed, reviewed], "corpus", tmp_path / "gold", options=Options(judged=True))
    lines = (tmp_path / "gold" / "reviewed.jsonl").read_text("utf-8").splitlines()
    (item,) = [json.loads(line) for line in lines]
    assert (item["frames"], item["judged"], item["id"]) == (5, 1, entry.article_id)


@pytest.mark.parametrize("name", ["", "a/b", "..", "a b"])
def test_a_name_that_is_none_is_refused(name, entry, tmp_path):
    with pytest.raises(ExportError, match="names no file"):
        export([entry], "corpus", tmp_path / "gold", options=Options(name=name))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not beside the tests")
@pytest.mark.parametrize("name", ["x2", "y7"])
def test_our_own_corpus_comes_back_frame_by_frame(name, tmp_path):
    articles = load_articles(CORPUS / f"{name}.jsonl")
    blocks, _ = read_blocks(CORPUS / f"{name}.frames")
    entries, expected = [], {}
    for block in blocks:
        text = articles[block.id].text
        frames = anchor(block, text).frames
        entry = Entry.of(reading_of(text, frames))
        entries.append(entry)
        expected[entry.article_id] = tuple(coded(f) for f in entry.reading.frames)
    export(entries, "corpus", tmp_path / "gold")
    _, found = read_back(tmp_path / "gold")
    assert found == expected


def line(text, kind, predicate, *roles, reached=0):
    gold = CodedFrame(kind, Span(*predicate), tuple(CodedRole(n, Span(*s)) for n, s in roles))
    return frame_line(text, frame_of(text, 1, gold), reached)


def test_the_nearest_occurrence_needs_no_number():
    text = "الوزير قال، ثم قال الوزير"
    assert (
        line(text, "SAY", (15, 18), ("agent", (19, 25)), reached=8) == "SAY | قال | agent: الوزير"
    )


def test_another_occurrence_is_numbered():
    text = "الوزير قال، ثم قال الوزير"
    assert line(text, "SAY", (15, 18), ("agent", (0, 6))) == "SAY | قال@2 | agent: الوزير@1"


def test_parentheses_of_the_text_are_no_antecedent():
    assert line("قال (سالم)", "SAY", (0, 3), ("agent", (4, 10))) == "SAY | قال | agent: (سالم)@1"


def test_brackets_of_the_text_are_no_value():
    text = "قال سالم [SAU]"
    assert line(text, "SAY", (0, 3), ("agent", (4, 14))) == "SAY | قال | agent: سالم [SAU]@1"


def test_what_breaks_a_line_is_cut():
    text = "قال إنه | آت\nغدا صباحا"
    written = line(text, "SAY", (0, 3), ("content", (4, 22)))
    assert written == "SAY | قال | content: إنه … غدا صباحا"


def test_dots_of_the_text_do_not_hide_where_it_is_cut():
    text = "قال «لا... لن\nنعود… أبدا»"
    written = line(text, "SAY", (0, 3), ("content", (4, 25)))
    assert written == "SAY | قال | content: «لا … نعود… أبدا»"


def test_a_role_that_its_type_has_not_is_left_out():
    assert line("قتل خمسة", "SAY", (0, 3), ("toll", (4, 8))) == "SAY | قتل"


ALPHABET = 'اب قل|()[]@12…."\n\r\u2028\u202e\ud800ا ا ا '


@st.composite
def marked_texts(draw):
    """A text with a frame whose spans have no white space at their ends."""
    text = draw(st.text(ALPHABET, min_size=2, max_size=25).filter(str.strip))
    place = st.tuples(st.integers(0, len(text)), st.integers(0, len(text)))
    spans = place.map(lambda pair: Span(*sorted(pair))).filter(
        lambda s: s.of(text) == s.of(text).strip() != ""
    )
    names = st.sampled_from(["agent", "content", "time"])
    roles = st.builds(
        CodedRole, names, spans, st.booleans(), st.sampled_from([None, "SAU", "SAU Riyadh"])
    )
    modes = st.sampled_from([(), ("disapprove",)])
    frames = st.builds(
        CodedFrame, st.just("ACCUSE"), spans, st.lists(roles, max_size=3).map(tuple),
        st.sampled_from([(), ("neg",)]), modes, st.sampled_from([(), ("legal", "crime")]),
    )  # fmt: skip
    return text, draw(st.lists(frames, max_size=3))


@settings(max_examples=400)
@given(made=marked_texts())
@example(made=("ا |", [CodedFrame("ACCUSE", Span(0, 3), (), (), (), ())]))
@example(made=("(ا) (ا)", [CodedFrame("ACCUSE", Span(4, 7), (CodedRole("agent", Span(0, 3)),))]))
def test_what_is_written_is_read_as_it_was_meant(made):
    """Frames and roles may be left out where no line can say them, but none is ever changed."""
    text, golds = made
    reached, lines, kept = 0, [], []
    for number, gold in enumerate(sorted(golds, key=lambda g: g.predicate), 1):
        frame = frame_of(text, number, gold)
        written = frame_line(text, frame, reached)
        if written is not None:
            lines.append(written)
            kept.append(coded(frame))
            reached = max(reached, frame.span.start + 1)
    file = io.TextIOWrapper(io.BytesIO("\n".join(lines).encode()), "utf-8")
    numbered = tuple(enumerate(file.read().split("\n"), 1)) if lines else ()
    block = FrameBlock(Path("x"), 1, "x", ((0, "context: none"), *numbered))
    found = anchor(block, text)
    assert found.faults == ()
    assert len(found.frames) == len(kept)
    for one, other in zip(found.frames, kept, strict=True):
        same = (one.type, one.predicate, one.flags, one.modes, one.contexts)
        assert same == (other.type, other.predicate, other.flags, other.modes, other.contexts)
        rest = iter(other.roles)
        assert all(role in rest for role in one.roles)
