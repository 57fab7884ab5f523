"""What every runner keeps to: the same items give the same outcomes, in the same order."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from musnad.errors import MusnadError
from musnad.pipeline import Reader
from musnad.records import Article, Reading

log = logging.getLogger(__name__)


class Readable(Protocol):
    """What can be read: it becomes an article where it is asked to, and it pickles."""

    def article(self) -> Article:
        """The article.

        Raises:
            MusnadError: it can't become one; says why.
        """
        ...


@dataclass(frozen=True, slots=True)
class Failed:
    """Why an item came to nothing: the error's name and what it said."""

    kind: str
    reason: str


Item = TypeVar("Item", bound=Readable)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[Item]):
    """What became of an item."""

    item: Item
    result: Reading | Failed


def outcome_of(reader: Reader, item: Readable) -> Reading | Failed:
    """The reading of an item; whatever a parser makes of one, the others are read."""
    try:
        return reader.read(item.article())
    except MusnadError as error:
        return Failed(type(error).__name__, str(error))
    except Exception as error:
        log.debug("unforeseen", exc_info=True)
        told = f"{type(error).__name__}: {error}. Unforeseen; please report it with the page"
        return Failed(type(error).__name__, told)
