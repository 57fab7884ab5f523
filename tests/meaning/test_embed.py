import numpy as np
import pytest

from musnad.errors import MissingExtra
from musnad.meaning import DIMENSIONS, Embedder, packed, unpacked


@pytest.fixture(scope="module")
def embedder():
    try:
        return Embedder.load()
    except MissingExtra:
        pytest.skip("the extra `meaning` is not installed")


ARABIC = (
    "نفى الناطق باسم الحركة وجود أي اتفاق على هدنة",
    "قصف الجيش مواقع المسلحين في تعز",
    "ارتفعت أسعار النفط في لندن",
    "زار الرئيس باريس",
)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("the spokesman denied a truce", 0),
        ("the army shelled militants", 1),
        ("oil prices rose", 2),
        ("the president visited France", 3),
    ],
)
def test_english_question_finds_the_arabic_statement(embedder, question, best):
    products = embedder.passages(ARABIC) @ embedder.query(question)
    assert int(np.argmax(products)) == best


def test_vectors_have_length_one(embedder):
    assert np.allclose(np.linalg.norm(embedder.passages(ARABIC), axis=1), 1, atol=1e-3)


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "ن" * 100_000], ids=repr)
def test_odd_texts_have_a_vector(embedder, text):
    assert embedder.passages([text]).shape == (1, DIMENSIONS)
    assert embedder.query(text[:50]).shape == (DIMENSIONS,)


def test_packed_vectors_keep_their_products(embedder):
    vectors = embedder.passages(ARABIC)
    kept = unpacked([packed(v) for v in vectors])
    assert np.abs(kept @ kept.T - vectors @ vectors.T).max() < 0.005


def test_nothing_gives_nothing():
    assert unpacked([]).shape == (0, DIMENSIONS)


def test_missing_extra_is_told(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(MissingExtra, match=r"musnad\[meaning\]"):
        Embedder.load()
