"""Entity F1 on ANERcorp's test part.

    python benchmarks/entities.py [FOLDER] [--compare]

FOLDER holds `test.conll` (and `train.conll` for --compare). The shipped model learned NewsFANE's
kinds and never saw ANERcorp's labels, so its kinds are mapped to ANERcorp's four as the two agree
on ANERcorp's *train* part: bodies of government, groups and buildings are mostly unmarked there.
Even NewsFANE's own annotation, mapped so, agrees with ANERcorp's at F1 0.80 only.

`--compare` trains a throw-away tagger on ANERcorp's train part over the shipped encoder's frozen
states (needs the extra `train`); nothing of it is kept. It tells what the encoder knows when the
labels are ANERcorp's own. Entity level, exact spans over words.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from musnad.evaluation import EntityScores, Sentence, read_conll, score_entities
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

Labelled = tuple[int, int, str]


def passages(sentences: Sequence[Sentence]) -> list[Sentence]:
    """Sentences cut at full stops and joined to passages of about PASSAGE_WORDS words."""
    tokens = [t for s in sentences for t in s.tokens]
    spans: list[Labelled] = []
    offset = 0
    for sentence in sentences:
        spans += [(a + offset, b + offset, label) for a, b, label in sentence.spans]
        offset += len(sentence.tokens)
    cuts, start = [], 0
    for at, word in enumerate(tokens, 1):
        if at == len(tokens) or (word == "." and at - start >= PASSAGE_WORDS):
            cuts.append((start, at))
            start = at
    return [
        Sentence(
            tuple(tokens[a:b]),
            tuple((s - a, e - a, label) for s, e, label in spans if a <= s and e <= b),
        )
        for a, b in cuts
    ]


def text_of(tokens: Sequence[str]) -> tuple[str, list[tuple[int, int]]]:
    """The passage as text, and the character span of each word."""
    text, spans = "", []
    for word in tokens:
        spans.append((len(text), len(text) + len(word)))
        text += word + ("\n" if word == "." else " ")
    return text, spans


def word_spans(mentions: Sequence[MentionMark], words: Sequence[tuple[int, int]]) -> list[Labelled]:
    """Mentions as (first word, last word + 1, ANERcorp label)."""
    found = []
    for mention in mentions:
        inside = [
            k for k, (a, b) in enumerate(words) if a < mention.span.end and mention.span.start < b
        ]
        if inside and mention.kind in TO_ANERCORP:
            found.append((inside[0], inside[-1] + 1, TO_ANERCORP[mention.kind]))
    return found


def shipped(folder: Path, model: Model) -> EntityScores:
    """Scores of the shipped model's mapped kinds on `test.conll`."""
    gold = passages(read_conll(folder / "test.conll"))
    seen = []
    for passage in gold:
        text, words = text_of(passage.tokens)
        seen.append(word_spans(model.mark(text).mentions, words))
    return score_entities([g.spans for g in gold], seen)


def measure(folder: Path = FOLDER) -> dict[str, float]:
    """F1 over all and by label, for the quality gate."""
    scores = shipped(folder, Model.load())
    return {row.name: row.f1 for row in scores.rows() if row.f1 is not None}


def main() -> None:
    """Print the shipped figures, and the comparison if asked for."""
    parser = argparse.ArgumentParser(description="Entity F1 on ANERcorp's test part")
    parser.add_argument("folder", type=Path, nargs="?", default=FOLDER)
    parser.add_argument("--compare", action="store_true")
    options = parser.parse_args()
    rows = {"shipped, mapped": shipped(options.folder, Model.load())}
    if options.compare:
        import probe  # noqa: PLC0415 - needs PyTorch, which the rest of this script does not

        rows["throw-away tagger"] = probe.compared(options.folder, Model.load())
    for name, scores in rows.items():
        figures = "  ".join(f"{r.name.removeprefix('entity ')} {r.f1:.3f}" for r in scores.rows())
        print(f"{name:18s} {figures}")


if __name__ == "__main__":
    main()
