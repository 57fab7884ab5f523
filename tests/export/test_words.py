"""spaCy's DocBin and CoNLL-U Plus, by spaCy and conllu."""

import io
import json

import conllu
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.export import export
from musnad.export.texts import one_line, whole
from musnad.export.tokens import pieces, spans_of, tokens
from musnad.records import Span

HOSTILE = st.text("  \0\x1b\r\n\t\v\x85\u2028\u202e\u200c\ud800ابت_1.,«»|", min_size=2, max_size=14)


def sentences(entries):
    out = io.BytesIO()
    count = export(entries, "conllup", out)
    return count, list(conllu.parse_incr(io.StringIO(out.getvalue().decode(), newline="")))


def test_a_word_is_cut_where_a_span_begins():
    text = "وأضاف الوزير."
    assert [t.of(text) for t in tokens(text, [Span(1, 5)])] == ["و", "أضاف", "الوزير", "."]


def test_a_number_keeps_its_separators():
    assert [t.of("1,500 طن") for t in tokens("1,500 طن", [])] == ["1,500", "طن"]


@given(st.text(max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30))))
def test_pieces_tile_the_text_and_end_where_spans_do(text, pairs):
    spans = [Span(*sorted(min(at, len(text)) for at in pair)) for pair in pairs]
    found = list(pieces(text, spans))
    assert "".join(piece.of(text) for piece in found) == text
    ends = {at for piece in found for at in piece}
    assert {at for span in spans for at in span} <= ends | {0, len(text)}


def test_conllu_reads_sentences_and_offsets(entry):
    count, found = sentences([entry])
    assert (count, len(found)) == (1, 4)
    text = entry.reading.article.text
    assert found[1].metadata["text"] == text.split("\n")[1]
    assert found[0].metadata["newdoc id"] == entry.article_id
    for token in (token for sentence in found for token in sentence):
        start, end = int(token["musnad:start"]), int(token["musnad:end"])
        assert text[start:end] == token["form"]


def marks(found, column):
    return [(t["form"], t[column]) for s in found for t in s if t[column] not in {None, "_"}]


def test_conllu_has_predicates_and_roles(entry):
    _, found = sentences([entry])
    assert marks(found, "musnad:frame") == [
        ("قال", "B-f1-SAY"),
        ("احتجزت", "B-f2-COERCE"),
        ("نفى", "B-f3-REJECT"),
        ("أضاف", "B-f4-SAY"),
        ("تعود", "B-f5-RETREAT"),
    ]
    roles = marks(found, "musnad:role")
    assert ("المبعوث", "B-f1-agent") in roles
    assert ("الناطق", "B-f3-agent|B-f4-agent-unsaid") in roles
    assert ("والأمر", "I-f4-content") in roles


def test_glued_tokens_say_so(entry):
    _, found = sentences([entry])
    glued = [t["form"] for t in found[1] if t["misc"]]
    assert glued[:1] == ["الفاشر"]


@given(text=HOSTILE)
def test_hostile_text_keeps_its_columns(hostile, text):
    _, found = sentences([hostile(text)])
    flat = one_line(text)
    for token in (token for sentence in found for token in sentence):
        start, end = int(token["musnad:start"]), int(token["musnad:end"])
        assert flat[start:end] == token["form"]


@pytest.fixture(scope="module")
def docs(entry, tmp_path_factory):
    spacy = pytest.importorskip("spacy")
    folder = tmp_path_factory.mktemp("spacy") / "docs"
    assert export([entry, entry], "spacy", folder) == 2
    return read_docs(spacy, folder)


def read_docs(spacy, folder):
    tokens = spacy.tokens.DocBin(store_user_data=True)
    found = tokens.from_disk(next(folder.iterdir())).get_docs(spacy.blank("ar").vocab)
    return list(found)


def test_spacy_reads_the_text_to_the_letter(docs, entry):
    assert [doc.text for doc in docs] == [entry.reading.article.text] * 2


def test_spacy_reads_mentions_frames_and_roles(docs):
    doc = docs[0]
    assert [(e.text, e.label_) for e in doc.ents] == [
        ("إدريس كومبو", "PER"), ("الحركة", "GROUP"), ("الصادق بخيت", "PER"),
    ]  # fmt: skip
    frames = [(s.text, s.label_, s.id_) for s in doc.spans["frames"]]
    assert frames[:2] == [("قال", "SAY", "f1"), ("احتجزت", "COERCE", "f2")]
    agents = [(s.text, s.label_, s.id_) for s in doc.spans["agent"]]
    assert ("الناطق الصادق بخيت", "agent-unsaid", "f4") in agents
    (quoted,) = [s for s in doc.spans["content"] if s.id_ == "f4"]
    assert quoted.text == "«القافلة لن تعود.\nوالأمر منته»"


def test_spacy_documents_carry_their_ids_and_chains(docs, entry):
    told = json.loads(docs[0].user_data["musnad"])
    assert told["article_id"] == entry.article_id
    assert [chain["frame"] for chain in told["chains"]] == ["f1", "f2", "f3", "f4", "f5"]


@settings(max_examples=30)
@given(text=HOSTILE)
def test_spacy_holds_hostile_text(hostile, text):
    vocab = pytest.importorskip("spacy.vocab").Vocab()
    document = pytest.importorskip("musnad.export.docbin").document
    doc = document(hostile(text), vocab)
    assert doc.text == whole(text)


def test_spans_of_a_reading(entry):
    assert len(spans_of(entry.reading)) == 5 + 14 + 3
