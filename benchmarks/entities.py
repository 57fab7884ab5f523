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

from collections.abc import Sequence
from pathlib import Path

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


def passages(rows: Sequence[Sequence[tuple[str, str]]]) -> list[list[tuple[str, str]]]:
    """Sentences joined into passages of about PASSAGE_WORDS words."""
    joined: list[list[tuple[str, str]]] = [[]]
    for row in (r for sentence in rows for r in sentence):
        joined[-1].append(row)
        if row[0] == "." and len(joined[-1]) >= PASSAGE_WORDS:
            joined.append([])
    return [p for p in joined if p]


def text_of(rows: Sequence[tuple[str, str]]) -> tuple[str, list[tuple[int, int]]]:
    """The passage as text, and the character span of each word."""
    text, spans = "", []
    for word, _ in rows:
        spans.append((len(text), len(text) + len(word)))
        text += word + ("\n" if word == "." else " ")
    return text, spans


def word_spans(
    mentions: Sequence[MentionMark], words: Sequence[tuple[int, int]]
) -> list[tuple[int, int, str]]:
    """Mentions as (first word, last word, ANERcorp label)."""
    found = []
    for mention in mentions:
        inside = [
            k
            for k, w in enumerate(words)
            if w[0] < mention.span.end > 0 and mention.span.start < w[1]
        ]
        if inside and mention.kind in TO_ANERCORP:
            found.append((inside[0], inside[-1] + 1, TO_ANERCORP[mention.kind]))
    return found


def measure(folder: Path = FOLDER, model: Model | None = None) -> dict[str, float]:
    """F1 by label and over all on `test.conll`."""
    model = model or Model.load()
    gold, seen = [], []
    for rows in passages(read_conll(folder / "test.conll")):
        text, words = text_of(rows)
        gold.append(spans_of_tags([tag for _, tag in rows]))
        seen.append(word_spans(model.mark(text).mentions, words))
    return {name: score.f1 for name, score in entity_scores(gold, seen).items()}
