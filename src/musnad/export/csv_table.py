"""The event table as CSV (RFC 4180, UTF-8 with a byte order mark, which Excel asks for).

A text that a spreadsheet would run as a formula is preceded by an apostrophe; so is one that begins
with an apostrophe, which makes the rule reversible: strip one from any text that begins with one.
Numbers stay numbers, also negative ones.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, BinaryIO, Protocol

from musnad.export.columns import NAMES
from musnad.export.events import Cell, Row, rows
from musnad.export.formats import Options
from musnad.export.texts import REPLACEMENT, whole
from musnad.records import Entry

RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""With what a cell begins that spreadsheets take for a formula: OWASP's list, with the full-width
forms that some of them fold to the plain ones."""

APOSTROPHE = "'"


class Writer(Protocol):
    """What `csv.writer` makes."""

    def writerow(self, row: Iterable[Any], /) -> Any: ...  # noqa: ANN401, D102 - as in typeshed


def write(entries: Iterable[Entry], out: BinaryIO, options: Options) -> int:
    """Write the table; the number of its rows below the head."""
    text = io.TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    try:
        return _write(rows(entries), csv.writer(text))
    finally:
        text.detach()  # flushes, and leaves the file open for whoever opened it


def _write(table: Iterable[Row], writer: Writer) -> int:
    writer.writerow(NAMES)
    count = 0
    for row in table:
        writer.writerow([cell(value) for value in row.values()])
        count += 1
    return count


def cell(value: Cell) -> str | int | float:
    """A value as it stands in the table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value) if isinstance(value, str) else value


def guarded(text: str) -> str:
    """`text` as a spreadsheet must show it, never run it."""
    text = whole(text).replace("\0", REPLACEMENT)  # readers in C end a cell at a zero byte
    return APOSTROPHE + text if text.startswith((*RISKY, APOSTROPHE)) else text
