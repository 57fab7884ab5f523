import pytest

from musnad.errors import CorpusError
from musnad.training.entities import NEWSFANE_KINDS, passage_of, read_newsfane


def test_outer_punctuation_stays_outside_a_mention():
    rows = [("(د", "B-Media"), ("ب", "I-Media"), ("أ)", "I-Media"), ("قال", "O")]
    text, mentions = passage_of(rows, NEWSFANE_KINDS)
    assert [(text[a:b], k) for a, b, k in mentions] == [("د ب أ", "MEDIA")]


def test_only_the_training_part_is_read(tmp_path):
    path = tmp_path / "s.conll"
    path.write_text("مصر\tB-Nation\ttrain\tx\nقطر\tB-Nation\ttest\tx\n", encoding="utf-8")
    ((text, mentions),) = read_newsfane(path)
    assert "قطر" not in text
    assert mentions == [(0, 3, "GPE")]


def test_a_broken_row_is_named(tmp_path):
    path = tmp_path / "s.conll"
    path.write_text("مصر\tO\ttrain\tx\nقطر\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"s\.conll:2"):
        read_newsfane(path)
