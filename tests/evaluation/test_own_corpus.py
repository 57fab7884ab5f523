"""The corpus that is released with the project is sound and has its fixed parts."""

import json
from pathlib import Path

from musnad.evaluation import anchor, check_corpus, load_corpus, read_blocks, split_corpus

CORPUS = Path(__file__).resolve().parents[2] / "corpus"


def test_every_span_of_the_corpus_is_anchored():
    report = check_corpus(CORPUS)
    assert [str(f) for f in report.faults] == []
    assert report.items >= 450


def test_parts_are_fixed_by_item_and_disjoint():
    train, dev = split_corpus(CORPUS)
    assert not {a.id for a in train} & {a.id for a in dev}
    assert len(dev) >= 50
    assert not {a.text for a in train} & {a.text for a in dev}


def test_every_item_is_marked_fictional():
    rows = [
        json.loads(line)
        for path in CORPUS.glob("*.jsonl")
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    assert all(row["fictional"] is True for row in rows)
    assert all(row["text"].split("\n")[0] == row["title"] for row in rows)


def test_the_second_annotation_stands_in_the_same_texts():
    texts = {article.id: article.text for article in load_corpus(CORPUS)}
    paths = sorted((CORPUS / "second").glob("*.frames"))
    assert paths
    for path in paths:
        blocks, faults = read_blocks(path)
        assert blocks
        assert not faults
        for block in blocks:
            assert not anchor(block, texts[block.id]).faults
