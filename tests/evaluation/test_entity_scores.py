import pytest

from musnad.errors import CorpusError
from musnad.evaluation import (
    EntityScores,
    Sentence,
    Tally,
    label_spans,
    read_conll,
    score_entities,
)


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        pytest.param("O B-PER I-PER O", ((1, 3, "PER"),), id="a-run"),
        pytest.param("B-PER B-PER", ((0, 1, "PER"), (1, 2, "PER")), id="two-beginnings"),
        pytest.param("I-PER I-PER", ((0, 2, "PER"),), id="goes-on-from-nothing"),
        pytest.param("B-PER I-ORG", ((0, 1, "PER"), (1, 2, "ORG")), id="label-changes"),
        pytest.param("O O", (), id="none"),
        pytest.param("O B-LOC", ((1, 2, "LOC"),), id="ends-open"),
    ],
)
def test_labels_to_spans(labels, spans):
    assert label_spans(labels.split()) == spans


def test_exact_spans_with_the_same_label_are_hits():
    scores = score_entities(
        [[(0, 2, "PER"), (3, 4, "ORG"), (5, 6, "LOC")], [(0, 1, "PER")]],
        [[(0, 2, "PER"), (3, 5, "ORG"), (5, 6, "ORG")], [(0, 1, "PER"), (0, 1, "PER")]],
    )
    assert scores.labels == {
        "LOC": Tally(0, 0, 1),
        "ORG": Tally(0, 2, 1),
        "PER": Tally(2, 0, 0),
    }
    assert scores.micro == Tally(2, 2, 2)
    assert scores.rows()[0][:4] == ("entities", 0.5, 0.5, 0.5)


def test_scores_add_up():
    one = score_entities([[(0, 1, "PER")]], [[(0, 1, "PER")]])
    two = score_entities([[(0, 1, "LOC")]], [[]])
    assert (one + two).labels == {"LOC": Tally(0, 0, 1), "PER": Tally(1, 0, 0)}
    assert EntityScores().micro.f1 == 0.0


def test_sentences_must_be_as_many():
    with pytest.raises(CorpusError, match="1 gold sentences but 0 of the system"):
        score_entities([[]], [])


def test_a_file_of_tokens_and_labels(tmp_path):
    path = tmp_path / "x.txt"
    path.write_text("زار O\nسالم B-PER\nالحامد\tI-PER\n\n\nعدن x B-LOC", encoding="utf-8")
    assert read_conll(path) == [
        Sentence(("زار", "سالم", "الحامد"), ((1, 3, "PER"),)),
        Sentence(("عدن",), ((0, 1, "LOC"),)),
    ]


@pytest.mark.parametrize("line", ["سالم", "سالم PER", "سالم B-", "سالم X-PER"])
def test_a_line_at_fault_is_named(tmp_path, line):
    path = tmp_path / "x.txt"
    path.write_text(f"زار O\n{line}\n", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"x\.txt:2: expected a token and O, B-X or I-X"):
        read_conll(path)
