import pytest

from musnad.errors import CorpusError
from musnad.evaluation.parts import corpus_digest, corpus_part, load_corpus, split_corpus

ITEMS = '{"id": "a-1", "text": "قال الوزير نعم"}\n{"id": "a-2", "text": "نفى الوزير"}\n'
FRAMES = "# a-1\nSAY | قال | agent: الوزير | content: نعم\n\n# a-2\nREJECT | نفى | agent: الوزير\n"


@pytest.fixture
def corpus(tmp_path):
    (tmp_path / "a.jsonl").write_text(ITEMS, encoding="utf-8")
    (tmp_path / "a.frames").write_text(FRAMES, encoding="utf-8")
    (tmp_path / "dev.txt").write_text("a-2\n", encoding="utf-8")
    return tmp_path


def test_items_come_with_their_anchored_frames(corpus):
    (first, frames), _ = load_corpus(corpus).items()
    assert first.id == "a-1"
    assert frames[0].predicate.of(first.text) == "قال"


def test_dev_items_are_kept_out_of_train(corpus):
    train, dev = split_corpus(corpus)
    assert [a.id for a in train] == ["a-1"]
    assert [a.id for a in dev] == ["a-2"]


def test_a_dev_id_without_item_is_named(corpus):
    (corpus / "dev.txt").write_text("a-9\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="a-9"):
        split_corpus(corpus)


def test_a_fault_is_named_with_its_line(corpus):
    (corpus / "a.frames").write_text(FRAMES.replace("نعم", "كلا"), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"a\.frames:2"):
        load_corpus(corpus)


def test_the_digest_follows_the_bytes(corpus):
    before = corpus_digest(corpus)
    (corpus / "a.frames").write_text(FRAMES + "\n", encoding="utf-8")
    assert corpus_digest(corpus) != before


def test_test_items_are_in_no_other_part(corpus):
    (corpus / "test.txt").write_text("a-1\n", encoding="utf-8")
    train, dev = split_corpus(corpus)
    assert not train
    assert [a.id for a in dev] == ["a-2"]
    assert [a.id for a in corpus_part(corpus, "test")] == ["a-1"]


def test_an_item_in_two_parts_is_refused(corpus):
    (corpus / "test.txt").write_text("a-2\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="'a-2' is in both"):
        split_corpus(corpus)
