"""Articles from JSON: a file of any shape, or one record per line."""

from __future__ import annotations

import codecs
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from musnad.errors import PageError, SourceError
from musnad.ingest.columns import Columns, why_no_text
from musnad.ingest.items import DAMAGED, NO_TEXT, TOO_LARGE, Item, Skipped
from musnad.ingest.json_values import LONGEST, BrokenJSON, Trouble, Values, json_records
from musnad.ingest.packed import BUFFER, Guarded, Stream
from musnad.pages.decode import decode

WIDE = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip
TWICE = "a key of the record stands twice; its last value was taken"


def read_json(stream: Stream, *, name: str, columns: Columns, first: int = 1) -> Iterator[
    Item | Skipped
]:  # fmt: skip
    """The records of a JSON file, `name#1` being the first.

    Args:
        stream: the file.
        name: of the file.
        columns: which key holds what.
        first: the record to begin with; those before it are not looked at.

    Raises:
        SourceError: what follows can't be told apart into records.
    """
    values = Values(as_utf8(stream))
    numbered = enumerate(json_records(values), start=1)
    records = _Records(name, columns)
    while True:
        try:
            number, data = next(numbered)
        except StopIteration:
            return
        except BrokenJSON as error:
            raise SourceError(f"{name}: no JSON at byte {values.offset:,}: {error}") from error
        if number >= first:
            yield records.item(number, data)


def read_lines(stream: Stream, *, name: str, columns: Columns, first: int = 1) -> Iterator[
    Item | Skipped
]:  # fmt: skip
    """The records of a file of JSON lines, `name#1` being the first line; empty lines count.

    Raises:
        SourceError: no key of the first record is known to hold the text.
    """
    records = _Records(name, columns)
    for number, data in _lines(as_utf8(stream)):
        blank = isinstance(data, bytes) and not data.strip(b" \t\r\n\x1e\0")
        if number >= first and not blank:
            yield records.item(number, data)


def _lines(stream: io.BufferedIOBase) -> Iterator[tuple[int, bytes | Trouble]]:
    """Lines with their numbers; of one that is too long only the length is kept."""
    number = 0
    while line := stream.readline(LONGEST + 1):
        number += 1
        size = len(line)
        while not line.endswith(b"\n") and (rest := stream.readline(BUFFER)):
            size += len(rest)
            line = rest
        if size > LONGEST + 1:
            limit = LONGEST // 1_000_000
            reason = f"the line has {size / 1e6:.0f} MB; at most {limit} MB are read"
            yield number, Trouble(reason)
        else:
            yield number, line.rstrip(b"\r\n")


class _Records:
    """Turns the records of one file into items; the first one shows its columns."""

    def __init__(self, name: str, columns: Columns) -> None:
        self.name = name
        self.columns = columns
        self.checked = False

    def item(self, number: int, data: bytes | Trouble) -> Item | Skipped:
        source = f"{self.name}#{number}"
        if isinstance(data, Trouble):
            return Skipped(source, data.reason, TOO_LARGE)
        try:
            record, notes = parse_record(data)
        except (ValueError, RecursionError, PageError) as error:
            return Skipped(source, f"no JSON: {_told(error)}", DAMAGED)
        if not isinstance(record, dict):
            kind = type(record).__name__
            return Skipped(source, f"expected a JSON object for each record, found {kind}", DAMAGED)
        if not self.checked:
            inner = record.get("_source")
            names = dict.fromkeys([*inner, *record] if isinstance(inner, dict) else record)
            self.columns.check(names, place=self.name, all_known=False)
            self.checked = True
        return record_item(source, data, record, columns=self.columns, notes=notes)


def record_item(
    source: str, data: bytes, record: dict[str, Any], *, columns: Columns, notes: tuple[str, ...]
) -> Item | Skipped:
    """The item of a record, or why it is none."""
    fields = columns.fields(record)
    if fields.text is None and fields.html is None:
        return Skipped(source, why_no_text(fields), NO_TEXT)
    fields = replace(fields, notes=notes + fields.notes)
    return Item(source, data, url=fields.url, fields=fields)


def parse_record(data: bytes) -> tuple[Any, tuple[str, ...]]:
    """A JSON value and remarks on it. NaN and infinities are taken as unknown.

    Raises:
        ValueError: it is no JSON.
        RecursionError: it is too deep.
        PageError: the bytes are no text in any encoding.
    """
    text, notes = _text_of(data)
    twice = []

    def paired(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice.append(TWICE)
        return found

    value = json.loads(text, object_pairs_hook=paired, parse_constant=lambda _: None, strict=False)
    return value, (*notes, *twice[:1])


def _text_of(data: bytes) -> tuple[str, tuple[str, ...]]:
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        text, notes = decode(data)
        return text, (*notes, "the record is not in UTF-8")


def _told(error: Exception) -> str:
    text = str(error) if not isinstance(error, RecursionError) else "too many levels"
    return "".join(c if c.isprintable() else "\ufffd" for c in text)[:200]


def as_utf8(stream: Stream) -> io.BufferedIOBase:
    """A stream without byte order mark; UTF-16 and UTF-32 are turned into UTF-8."""
    head = stream.peek(8)[:8]
    if head.startswith(codecs.BOM_UTF8):
        stream.read(3)
        return stream
    wide = next((name for mark, name in WIDE if head.startswith(mark)), None)
    if wide is None and len(head) >= 4 and 0 in head[:2] and head[:2] != b"\0\0":
        wide = "utf-16-be" if head[0] == 0 else "utf-16-le"
    if wide is None:
        return stream
    decoder = codecs.getincrementaldecoder(wide)("replace")
    return Guarded(_recoded(stream, decoder), name="UTF-16").stream()


class _recoded:  # noqa: N801 - called like a function
    """Reads a stream in another encoding as UTF-8."""

    def __init__(self, stream: Stream, decoder: codecs.IncrementalDecoder) -> None:
        self.stream = stream
        self.decoder = decoder
        self.left = b""

    def __call__(self, size: int) -> bytes:
        while not self.left:
            data = self.stream.read(BUFFER)
            self.left = self.decoder.decode(data, not data).encode("utf-8", "replace")
            if not data:
                break
        given, self.left = self.left[:size], self.left[size:]
        return given
