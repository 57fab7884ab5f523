"""Gold against readings: annotated files, their checker, scores of frames and of entities."""

from musnad.evaluation.articles import GoldArticle, load_articles, load_gold
from musnad.evaluation.blocks import Anchored, FrameBlock, anchor, read_blocks
from musnad.evaluation.coded import CodedFrame, CodedRole, coded, reading_to_system
from musnad.evaluation.corpus import CorpusReport, check_corpus
from musnad.evaluation.entities import (
    EntityScores,
    Sentence,
    label_spans,
    read_conll,
    score_entities,
)
from musnad.evaluation.evaluate import Evaluation, evaluate, evaluate_articles
from musnad.evaluation.faults import Fault
from musnad.evaluation.parts import (
    Annotated,
    Part,
    corpus_digest,
    corpus_part,
    load_corpus,
    part_ids,
    split_corpus,
)
from musnad.evaluation.rows import Row
from musnad.evaluation.scores import FrameScores, score_frames
from musnad.evaluation.tallies import Share, Tally

__all__ = [
    "Anchored",
    "Annotated",
    "CodedFrame",
    "CodedRole",
    "CorpusReport",
    "EntityScores",
    "Evaluation",
    "Fault",
    "FrameBlock",
    "FrameScores",
    "GoldArticle",
    "Part",
    "Row",
    "Sentence",
    "Share",
    "Tally",
    "anchor",
    "check_corpus",
    "coded",
    "corpus_digest",
    "corpus_part",
    "evaluate",
    "evaluate_articles",
    "label_spans",
    "load_articles",
    "load_corpus",
    "load_gold",
    "part_ids",
    "read_blocks",
    "read_conll",
    "reading_to_system",
    "score_entities",
    "score_frames",
    "split_corpus",
]
