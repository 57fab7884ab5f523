"""Entity F1 on ANERcorp's test part.

    python benchmarks/entities.py [FOLDER] [--compare]

FOLDER holds `test.conll` (and `train.conll` for --compare). The shipped model learned NewsFANE's
kinds and never saw ANERcorp's labels, so its kinds are mapped to ANERcorp's four as the two agree
on ANERcorp's *train* part: bodies of government, groups and buildings are mostly unmarked there.
Even NewsFANE's own annotation, mapped so, agrees with ANERcorp's at F1 0.80 only.

`--compare` trains a throw-away tagger on ANERcorp's train part over the shipped encoder's frozen
states (needs the extra `train`); nothing of it is kept. It tells what the encoder knows.
Entity level, exact spans over words.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from musnad.evaluation.entities import entity_scores, read_conll, spans_of_tags
from musnad.model import Model
from musnad.records import MentionMark

FOLDER = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "ner_anercorp"
TO_ANERCORP = {
    "PER": "PERS",
    "GPE": "LOC",
    "LOC": "LOC",
    "ORG": "ORG",
    "MEDIA": "ORG",
    "WORK": "MISC",
    "PRODUCT": "MISC",
}
PASSAGE_WORDS = 180
