"""From a page or an article to its reading."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Literal

from musnad import __version__
from musnad.actors import Known
from musnad.frames import Thresholds, assemble
from musnad.model import Model
from musnad.pages import read_page
from musnad.pipeline.resolve import resolve
from musnad.records import Article, ModelId, Reading


class Reader:
    """Reads articles with one model. Load it once; it pickles by the model's folder."""

    def __init__(self, model: Model, *, least: float = 0.0, known: Known | None = None) -> None:
        """A reader that leaves out frames less probable than `least`.

        `known` are persons that the user has a list of; our own table is asked after it.
        """
        self.model = model
        self.known = known | Known.shipped() if known else None
        self.thresholds = Thresholds(predicate=least)
        card = model.card
        self.model_id = ModelId(card.name, card.date, card.digest, __version__)

    @classmethod
    def load(
        cls,
        folder: Path | None = None,
        *,
        threads: int = 1,
        least: float = 0.0,
        known: Known | None = None,
    ) -> Reader:
        """A reader with the shipped model, or the one in `folder`.

        Raises:
            ModelError: the model's files are missing or can't be loaded.
        """
        return cls(Model.load(folder, threads=threads), least=least, known=known)

    def read(self, article: Article) -> Reading:
        """The reading of an article."""
        marks = self.model.mark(article.text)
        plain = assemble(article, marks, self.model_id, thresholds=self.thresholds)
        return resolve(plain, known=self.known)

    def pipe(self, articles: Iterable[Article]) -> Iterator[Reading]:
        """Readings in the order of the articles."""
        for article in articles:
            yield self.read(article)

    def read_page(
        self,
        data: bytes | str,
        *,
        url: str | None = None,
        content_type: str | None = None,
        published: date | None = None,
        kind: Literal["auto", "html", "text"] = "auto",
    ) -> Reading:
        """The reading of a page: see `musnad.pages.read_page` for what may be given and raised."""
        article = read_page(
            data, url=url, content_type=content_type, published=published, kind=kind
        )
        return self.read(article)
