"""The examination: read every article of a gold folder and score the readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from musnad.evaluation.articles import GoldArticle, load_gold
from musnad.evaluation.coded import CodedFrame, coded, reading_to_system
from musnad.evaluation.rows import Row
from musnad.evaluation.scores import FrameScores, score_frames
from musnad.records import Article, Reading


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Scores over all articles, and the readings by article id in the gold's order.

    `scores_by_article` are the scores that `scores` is the sum of, by article id.
    """

    scores: FrameScores
    readings: Mapping[str, Reading]
    scores_by_article: Mapping[str, FrameScores] = field(default_factory=dict)

    def rows(self) -> list[Row]:
        """The scores as rows of a table."""
        return self.scores.rows()

    def system(self) -> list[dict[str, Any]]:
        """The readings in the form that the frame scheme's scorer takes."""
        return [reading_to_system(name, reading) for name, reading in self.readings.items()]

    def to_dict(self) -> dict[str, Any]:
        """JSON form: counts and scores, without the readings."""
        predicate = self.scores.predicate
        return {
            "articles": len(self.readings),
            "frames": {
                "gold": predicate.support,
                "system": predicate.hits + predicate.spurious,
            },
            "scores": [row.to_dict() for row in self.rows()],
        }


def evaluate(gold: Path, read: Callable[[Article], Reading]) -> Evaluation:
    """Read the articles of a gold folder and score the readings.

    Args:
        gold: a folder with `articles.jsonl` and `gold.jsonl`. Texts are read as given: the first
            line is the headline; there is no page step.
        read: the reader.

    Raises:
        CorpusError: a file is missing or ill-formed; says file and line.
    """
    return evaluate_articles(load_gold(gold), read)


def evaluate_articles(
    gold: Mapping[GoldArticle, tuple[CodedFrame, ...]], read: Callable[[Article], Reading]
) -> Evaluation:
    """The same for articles that are at hand with their frames."""
    scores: dict[str, FrameScores] = {}
    readings: dict[str, Reading] = {}
    for article, frames in gold.items():
        reading = read(article.article())
        readings[article.id] = reading
        found = [coded(frame) for frame in reading.frames]
        scores[article.id] = score_frames(frames, found, text=article.text)
    return Evaluation(sum(scores.values(), FrameScores()), readings, scores)
