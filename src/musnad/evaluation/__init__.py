"""Gold against readings: annotated files, their checker, scores of frames and of entities."""

from musnad.evaluation.articles import GoldArticle, load_articles, load_gold
from musnad.evaluation.blocks import Anchored, FrameBlock, anchor, read_blocks
from musnad.evaluation.bootstrap import Interval, RowIntervals, intervals
from musnad.evaluation.breakdown import (
    DIMENSIONS,
    Dimension,
    Slice,
    breakdown,
    columns,
    length_bin,
)
from musnad.evaluation.coded import CodedFrame, CodedRole, coded, reading_to_system
from musnad.evaluation.corpus import CorpusReport, check_corpus
from musnad.evaluation.entities import (
    EntityScores,
    Sentence,
    label_spans,
    read_conll,
    score_entities,
)
from musnad.evaluation.errors import (
    ComparedArticle,
    ComparedFrame,
    ComparedRole,
    Verdict,
    compare,
    find_errors,
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
from musnad.evaluation.reliability import Bin, Judged, Reliability, RiskPoint, reliability
from musnad.evaluation.rows import Row
from musnad.evaluation.scores import FrameScores, score_frames
from musnad.evaluation.tallies import Share, Tally

__all__ = [
    "DIMENSIONS",
    "Anchored",
    "Annotated",
    "Bin",
    "CodedFrame",
    "CodedRole",
    "ComparedArticle",
    "ComparedFrame",
    "ComparedRole",
    "CorpusReport",
    "Dimension",
    "EntityScores",
    "Evaluation",
    "Fault",
    "FrameBlock",
    "FrameScores",
    "GoldArticle",
    "Interval",
    "Judged",
    "Part",
    "Reliability",
    "RiskPoint",
    "Row",
    "RowIntervals",
    "Sentence",
    "Share",
    "Slice",
    "Tally",
    "Verdict",
    "anchor",
    "breakdown",
    "check_corpus",
    "coded",
    "columns",
    "compare",
    "corpus_digest",
    "corpus_part",
    "evaluate",
    "evaluate_articles",
    "find_errors",
    "intervals",
    "label_spans",
    "length_bin",
    "load_articles",
    "load_corpus",
    "load_gold",
    "part_ids",
    "read_blocks",
    "read_conll",
    "reading_to_system",
    "reliability",
    "score_entities",
    "score_frames",
    "split_corpus",
]
