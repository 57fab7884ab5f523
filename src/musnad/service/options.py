"""What the reading room is told when it starts, and what its pages share."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date

from musnad.ledger import Ledger
from musnad.pipeline import Reader
from musnad.records import Reading


@dataclass(frozen=True, slots=True)
class ServiceOptions:
    """How the reading room is opened.

    Attributes:
        ledger: file name or address; None for a room where pages can only be read now.
        hosts: names under which it may be asked; others are refused, since a page on the web could
            otherwise point its own name at this machine.
        lang: language of the interface for a visitor who has not chosen.
    """

    ledger: str | None = None
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    lang: str = "en"


@dataclass(slots=True)
class Shared:
    """What all requests share: the ledger, and the model once it is asked for."""

    options: ServiceOptions
    ledger: Ledger | None
    _reader: Reader | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def read_page(self, data: bytes | str, *, published: date | None = None) -> Reading:
        """The reading of a page, one at a time; the model is loaded when first asked for.

        Raises:
            PageError: the page can't become an article.
        """
        with self._lock:
            if self._reader is None:
                self._reader = Reader.load()
            return self._reader.read_page(data, published=published)
