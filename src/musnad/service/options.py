"""What the reading room is told when it starts, and what its pages share."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from musnad.ledger import Ledger
from musnad.pipeline import Reader
from musnad.records import Reading
from musnad.service.accounts import Accounts, Limiter, Sessions


@dataclass(frozen=True, slots=True)
class ServiceOptions:
    """How the reading room is opened.

    Attributes:
        ledger: file name or address; None for a room where pages can only be read now.
        hosts: names under which it may be asked; others are refused, since a page on the web could
            otherwise point its own name at this machine.
        lang: language of the interface for a visitor who has not chosen.
        accounts: file of those who may sign in; None for a room without accounts.
        model: folder of another model than the shipped one, for pages that are read now.
    """

    ledger: str | None = None
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    lang: str = "en"
    accounts: str | None = None
    model: Path | None = None


@dataclass(slots=True)
class Shared:
    """What all requests share: the ledger, and the model once it is asked for.

    Attributes:
        options, ledger: as the room was opened.
        accounts, sessions: who may sign in, and who is; None without accounts.
        attempts: to sign in, for a name and for an address: six in a minute.
        requests: of an address: fifteen a second, 150 at once.
    """

    options: ServiceOptions
    ledger: Ledger | None
    accounts: Accounts | None = None
    sessions: Sessions = field(default_factory=Sessions)
    attempts: Limiter = field(default_factory=lambda: Limiter(6, 60.0))
    requests: Limiter = field(default_factory=lambda: Limiter(150, 10.0))
    _reader: Reader | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def read_page(
        self,
        data: bytes | str,
        *,
        published: date | None = None,
        url: str | None = None,
        content_type: str | None = None,
    ) -> Reading:
        """The reading of a page, one at a time; the model is loaded when first asked for.

        Raises:
            PageError: the page can't become an article.
        """
        with self._lock:
            if self._reader is None:
                self._reader = Reader.load(self.options.model)
            return self._reader.read_page(
                data, published=published, url=url, content_type=content_type
            )
