"""Articles from CSV in the dialects and encodings that spreadsheets write."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from musnad.errors import SourceError
from musnad.ingest.column_names import KNOWN
from musnad.ingest.columns import Columns
from musnad.ingest.items import DAMAGED, Item, Skipped
from musnad.ingest.json_values import LONGEST
from musnad.ingest.packed import BUFFER, Stream
from musnad.ingest.tables_json import as_utf8, record_item
from musnad.pages.decode import CANDIDATES, arabic_score
from musnad.records.ids import canonical

DELIMITERS = ",;\t|"
SAMPLE_LINES = 20
MOST_COLUMNS = 2_000
_NAMES = frozenset(name for names in KNOWN.values() for name in names)


def read_csv(stream: Stream, *, name: str, columns: Columns, first: int = 1) -> Iterator[
    Item | Skipped
]:  # fmt: skip
    """The rows of a CSV file below its header, `name#1` being the first.

    Raises:
        SourceError: there is no header, or no column is known to hold the text.
    """
    # The limit is one of the process. Pages in a cell are longer than the 131,072 it starts with.
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST))
    lines = _Lines(as_utf8(stream), name)
    delimiter = _delimiter(lines.ahead(SAMPLE_LINES))
    header, number = _header(lines, delimiter, name), 0
    columns.check(header, place=name, all_known=True)
    for number, row in enumerate(_rows(lines, delimiter), start=1):
        if number >= first:
            yield _item(f"{name}#{number}", row, header=header, columns=columns)


def _item(
    source: str, row: list[str] | str, *, header: list[str], columns: Columns
) -> Item | Skipped:
    if isinstance(row, str):
        return Skipped(source, row, DAMAGED)
    if len(row) > len(header) and any(cell.strip() for cell in row[len(header) :]):
        reason = f"the row has {len(row)} cells, the header {len(header)}; is a cell not quoted?"
        return Skipped(source, reason, DAMAGED)
    record: dict[str, Any] = {}
    for title, cell in zip(header, row, strict=False):
        record.setdefault(title, cell)
    data = canonical(record)
    return record_item(source, data, record, columns=columns, notes=())


def _rows(lines: _Lines, delimiter: str) -> Iterator[list[str] | str]:
    """Rows that hold anything; of one that can't be read, why. After it a new start is made."""
    while True:
        reader = csv.reader(lines, delimiter=delimiter)
        try:
            yield from (row for row in reader if any(cell.strip() for cell in row))
        except csv.Error as error:
            yield f"no CSV before line {lines.number:,}: {error}"
        else:
            return


def _header(lines: _Lines, delimiter: str, name: str) -> list[str]:
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        row = next((row for row in reader if any(cell.strip() for cell in row)), [])
    except csv.Error as error:
        raise SourceError(f"{name}: no CSV: {error}") from error
    if not 0 < len(row) <= MOST_COLUMNS:
        raise SourceError(f"{name}: has {len(row):,} columns; expected a header line of a few")
    return [cell.strip() for cell in row]


def _delimiter(sample: list[str]) -> str:
    """What parts cells: by the names of columns that it gives, then by the number of columns."""
    if sample and sample[0].lower().startswith("sep=") and len(sample[0].strip()) == 5:
        return sample[0].strip()[4]  # as Excel writes it
    head = next((line for line in sample if line.strip()), "")
    return max(DELIMITERS, key=lambda sign: _value(head, sign))


def _value(head: str, delimiter: str) -> tuple[int, int]:
    try:
        cells = next(csv.reader([head], delimiter=delimiter), [])
    except csv.Error:
        return (0, 0)
    known = sum(cell.strip().lower().replace(" ", "_") in _NAMES for cell in cells)
    return (known, len(cells))


class _Lines:
    """The lines of a file as text, in the encoding that its first lines that need one show."""

    def __init__(self, stream: io.BufferedIOBase, name: str) -> None:
        self._stream = stream
        self._name = name
        self._encoding = ""
        self._ahead: list[str] = []
        self.number = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = self._ahead.pop(0) if self._ahead else self._next()
        if not line:
            raise StopIteration
        self.number += 1
        if self.number == 1 and line.lower().startswith("sep=") and len(line.strip()) == 5:
            return self.__next__()
        return line

    def ahead(self, count: int) -> list[str]:
        """The next lines, which stay to be read."""
        while len(self._ahead) < count and (line := self._next()):
            self._ahead.append(line)
        return list(self._ahead)

    def _next(self) -> str:
        """A line with its end; a longer one than a record may be comes in pieces."""
        line = self._stream.readline(LONGEST)
        try:
            return line.decode("utf-8")
        except UnicodeDecodeError:
            self._encoding = self._encoding or _encoding(line + self._stream_head())
        return line.decode(self._encoding, "replace")

    def _stream_head(self) -> bytes:
        peek = getattr(self._stream, "peek", None)
        return bytes(peek(BUFFER)[:BUFFER]) if peek else b""


def _encoding(sample: bytes) -> str:
    """The encoding in which a text reads best as Arabic."""
    names = ("utf-8", *CANDIDATES)
    return max(names, key=lambda name: arabic_score(sample.decode(name, "replace")))
