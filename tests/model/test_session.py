import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.errors import ModelError
from musnad.model import MODEL_FOLDER, Model, card_text, digest_of
from musnad.records import FRAME_TYPES, MENTION_KINDS, ROLES

TEXT = (
    "الوزير ينفي الاتهامات\n"
    "قال وزير الخارجية التركي سليم أرسلان، الثلاثاء، إن أنقرة ترفض «الاتهامات»، وأضاف أن بلاده "
    "ستنشر قوات على الحدود مع سوريا."
)


@pytest.fixture(scope="module")
def model():
    return Model.load()


def test_a_plain_statement_is_seen(model):
    marks = model.mark(TEXT)
    seen = {(p.type, p.span.of(TEXT)) for p in marks.predicates}
    assert ("SAY", "قال") in seen
    assert ("SAY", "أضاف") in seen
    say = next(p for p in marks.predicates if p.span.of(TEXT) == "قال")
    roles = {r.role: r.span.of(TEXT) for r in say.roles}
    assert "سليم أرسلان" in roles["agent"]
    assert roles["content"].startswith("إن أنقرة ترفض")


def test_mentions_have_known_kinds(model):
    kinds = {m.span.of(TEXT): m.kind for m in model.mark(TEXT).mentions}
    assert kinds.get("سوريا") == "GPE"
    assert set(kinds.values()) <= set(MENTION_KINDS)


def test_the_digest_on_the_card_is_that_of_the_files(model):
    assert model.card.digest == digest_of(MODEL_FOLDER)


def test_the_card_for_people_names_licences():
    assert "CC BY" in card_text()
    assert "MIT" in card_text()


def test_a_model_pickles_by_its_folder(model):
    again = pickle.loads(pickle.dumps(model))  # noqa: S301 - our own bytes
    assert again.mark(TEXT) == model.mark(TEXT)


def test_an_absent_model_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"card\.json"):
        Model.load(tmp_path)


def test_a_long_text_is_read_to_its_end(model):
    paragraph = "وقال المتحدث باسم الوزارة كريم منصور إن المحادثات مستمرة في جنيف."
    text = "عنوان الخبر\n" + "\n".join([paragraph] * 60)
    says = [p.span.start for p in model.mark(text).predicates if p.span.of(text) == "قال"]
    assert len(says) == len(set(says)) >= 57
    assert says[-1] > len(text) - len(paragraph)


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=120))
def test_any_text_gives_marks_within_it(model, text):
    marks = model.mark(text)
    for mark in (
        *marks.mentions,
        *marks.predicates,
        *(r for p in marks.predicates for r in p.roles),
    ):
        assert 0 <= mark.span.start < mark.span.end <= len(text)
        assert 0.0 <= mark.score <= 1.0
    assert {p.type for p in marks.predicates} <= set(FRAME_TYPES)
    assert {r.role for p in marks.predicates for r in p.roles} <= set(ROLES)
