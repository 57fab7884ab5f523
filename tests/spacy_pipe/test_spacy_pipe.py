import pytest

spacy = pytest.importorskip("spacy")

from spacy import displacy  # noqa: E402
from spacy.tokens import DocBin  # noqa: E402

from musnad.spacy_pipe import chains_for_displacy  # noqa: E402

TEXT = (
    "الخارجية تدين هجوم عدن\nقال وزير الخارجية سالم الهاشمي إن المسلحين قصفوا ميناء عدن يوم الجمعة."
)


@pytest.fixture(scope="module")
def nlp():
    found = spacy.blank("ar")
    found.add_pipe("musnad")
    return found


@pytest.fixture(scope="module")
def doc(nlp):
    return nlp(TEXT)


def test_the_pipe_is_found_by_name_and_leaves_the_text(nlp, doc):
    assert nlp.pipe_names == ["musnad"]
    assert doc.text == TEXT


def test_frames_are_span_groups_with_their_roles(doc):
    found = {span.label_: span for span in doc.spans["frames"]}
    assert found["SAY"].text == "قال"
    assert found["ASSAULT"].text == "قصفوا"
    (speaker,) = [s for s in doc.spans["agent"] if s.id_ == found["SAY"].id_]
    assert speaker.text == "وزير الخارجية سالم الهاشمي"


def test_chains_name_the_voices(doc):
    act = next(f for f in doc._.musnad_frames if f["text"] == "قصفوا")
    assert doc._.musnad_chains[act["id"]] == ["وزير الخارجية سالم الهاشمي"]


def test_mentions_are_entities(doc):
    assert "سالم الهاشمي" in " ".join(e.text for e in doc.ents)


def test_documents_go_through_docbin(nlp, doc):
    kept = DocBin(docs=[doc], store_user_data=True).to_bytes()
    (back,) = DocBin().from_bytes(kept).get_docs(nlp.vocab)
    assert back._.musnad_frames == doc._.musnad_frames
    assert back._.musnad_chains == doc._.musnad_chains
    assert [(s.text, s.label_) for s in back.spans["frames"]] == [
        (s.text, s.label_) for s in doc.spans["frames"]
    ]


def test_displacy_draws_chains(doc):
    drawn = displacy.render(chains_for_displacy(doc), style="dep", manual=True, jupyter=False)
    assert "قصفوا" in drawn
    assert "content" in drawn


def test_a_document_without_arabic_has_no_frames(nlp):
    doc = nlp("Nothing is said here.")
    assert doc._.musnad_frames == []


def test_a_document_that_was_not_read_has_none():
    assert spacy.blank("ar")("قال الوزير")._.musnad_frames == []


def test_the_day_makes_times_absolute(nlp):
    doc = nlp.make_doc(TEXT)
    doc.user_data["published"] = "2015-08-02"
    act = next(f for f in nlp(doc)._.musnad_frames if f["text"] == "قصفوا")
    assert [r["norm"] for r in act["roles"] if r["role"] == "time"] == ["2015-07-31"]
