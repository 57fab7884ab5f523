"""Gold folders and item files: articles with their texts, and the frames coded for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from musnad.errors import CorpusError
from musnad.evaluation.coded import CodedFrame
from musnad.evaluation.files import at, records
from musnad.records import Article

ARTICLES = "articles.jsonl"
GOLD = "gold.jsonl"


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article of an annotated set.

    `line` is where it stands in its file; `story` is shared by articles that tell one event.
    """

    id: str
    text: str
    outlet: str | None = None
    published: date | None = None
    line: int = 0
    story: str | None = None

    def article(self) -> Article:
        """The article to read: text as given, the first line its headline."""
        return Article.from_text(self.text, outlet=self.outlet, published=self.published)


def load_articles(path: Path) -> dict[str, GoldArticle]:
    """The articles of a JSONL file (`id`, `text`, and `outlet`, `date` where known) by id.

    Raises:
        CorpusError: the file is missing or a line is ill-formed; says file and line.
    """
    found: dict[str, GoldArticle] = {}
    for number, record in records(path):
        article = _article(path, number, record)
        if article.id in found:
            raise at(path, number, f"id {article.id!r} stands in line {found[article.id].line} too")
        found[article.id] = article
    if not found:
        raise CorpusError(f"{path}: holds no articles; expected one JSON object a line")
    return found


def _article(path: Path, number: int, record: dict[str, Any]) -> GoldArticle:
    for key in ("id", "text"):
        if not isinstance(record.get(key), str) or not record[key]:
            raise at(path, number, f"expected a string under {key!r}, found {record.get(key)!r}")
    outlet = record.get("outlet")
    return GoldArticle(
        id=record["id"],
        text=record["text"],
        outlet=str(outlet) if outlet else None,
        published=_date(path, number, record.get("date")),
        line=number,
        story=str(record["story"]) if record.get("story") else None,
    )


def _date(path: Path, number: int, value: Any) -> date | None:  # noqa: ANN401 - from a file
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise at(path, number, f"expected an ISO date, found {value!r}") from None


def load_gold(folder: Path) -> dict[GoldArticle, tuple[CodedFrame, ...]]:
    """The articles of a gold folder that have gold frames, with these, in the gold file's order.

    Args:
        folder: holds `articles.jsonl` and `gold.jsonl`.

    Raises:
        CorpusError: a file is missing or a line is ill-formed; says file and line.
    """
    articles = load_articles(folder / ARTICLES)
    path = folder / GOLD
    gold: dict[GoldArticle, tuple[CodedFrame, ...]] = {}
    for number, record in records(path):
        article = articles.get(str(record.get("id")))
        if article is None:
            raise at(path, number, f"no article {record.get('id')!r} in {ARTICLES}")
        if article in gold:
            raise at(path, number, f"frames of {article.id!r} stand twice")
        gold[article] = _frames(path, number, record, size=len(article.text))
    if not gold:
        raise CorpusError(f"{path}: holds no frames; expected one JSON object an article")
    return gold


def _frames(
    path: Path, number: int, record: dict[str, Any], *, size: int
) -> tuple[CodedFrame, ...]:
    frames = record.get("frames")
    if not isinstance(frames, list) or not all(isinstance(frame, dict) for frame in frames):
        raise at(path, number, "expected a list of objects under 'frames'")
    try:
        return tuple(CodedFrame.from_dict(frame, size=size) for frame in frames)
    except CorpusError as error:
        raise at(path, number, f"[{record['id']}] {error}") from None
