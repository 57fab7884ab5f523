"""What was written already, remembered on disk so that memory stays bounded."""

from __future__ import annotations

import sqlite3
from types import TracebackType
from typing import Self


class Seen:
    """A set of texts in a private temporary database that vanishes when it is closed."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("CREATE TABLE seen (key TEXT PRIMARY KEY) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._database.close()

    def is_new(self, key: str) -> bool:
        """Whether `key` was never asked for before; it was from now on."""
        done = self._database.execute("INSERT OR IGNORE INTO seen VALUES (?)", (key,))
        return done.rowcount == 1
