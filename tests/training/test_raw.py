import json
import random

import pytest

from musnad.errors import CorpusError
from musnad.model.pieces import SPECIALS, UNK, Pieces
from musnad.training.examples import IGNORE
from musnad.training.raw import RAW_PIECES, hide, masked_examples, read_antcorpus

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


@pytest.fixture(scope="module")
def pieces():
    return Pieces([(s, 0.0) for s in SPECIALS] + [("▁", -3.0)] + [(c, -4.0) for c in LETTERS])


def test_titles_and_texts_are_read_and_empty_ones_left_out(tmp_path):
    path = tmp_path / "all.json"
    rows = [
        {"title": "عنوان", "text": "نص"},
        {"title": "x", "text": ""},
        {"title": None, "text": "ب"},
    ]
    path.write_text(json.dumps(rows), encoding="utf-8")
    assert read_antcorpus(path) == ["عنوان\nنص", "ب"]


def test_another_file_is_refused(tmp_path):
    path = tmp_path / "all.json"
    path.write_text('["x"]', encoding="utf-8")
    with pytest.raises(CorpusError, match="JSON list of articles"):
        read_antcorpus(path)


def test_labels_say_what_stood_where_words_are_hidden(pieces):
    text = "قال الوزير\n" * 200
    examples = masked_examples(text, pieces, random.Random(1))
    whole = masked_examples(text, pieces, _Never())
    assert len(examples) == len(whole) > 1
    shares = []
    for example, plain in zip(examples, whole, strict=True):
        assert len(example.ids) == len(example.masked) == len(example.unit_of_piece)
        assert len(example.ids) <= 2 * RAW_PIECES + 2
        restored = [
            i if m == IGNORE else m for i, m in zip(example.ids, example.masked, strict=True)
        ]
        assert restored == list(plain.ids)
        shares.append((example.masked != IGNORE).mean())
    assert 0.05 < sum(shares) / len(shares) < 0.25
    assert any(UNK in e.ids for e in examples)
    assert (whole[0].masked == IGNORE).all()


def test_whole_words_are_hidden_from_a_labelled_window(pieces):
    (example,) = masked_examples("قال الوزير نعم", pieces, _Never())
    all_hidden = hide(example, 1.0, random.Random(1))
    assert [k for k, u in zip(all_hidden.ids, example.unit_of_piece, strict=True) if u >= 0] == [
        UNK
    ] * sum(u >= 0 for u in example.unit_of_piece)
    assert hide(example, 0.0, random.Random(1)).ids == example.ids


class _Never(random.Random):
    def random(self):
        return 0.99
