"""Articles from Parquet, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pyarrow as pa
from pyarrow import parquet

from musnad.errors import SourceError
from musnad.ingest.columns import Columns
from musnad.ingest.items import Item, Skipped
from musnad.ingest.packed import DAMAGES, Stream
from musnad.ingest.tables_json import record_item
from musnad.records.ids import canonical

BATCH = 16
"""Rows in memory at once; a column of equal pages is stored once and unfolds to so many."""


def read_parquet(stream: Stream, *, name: str, columns: Columns, first: int = 1) -> Iterator[
    Item | Skipped
]:  # fmt: skip
    """The rows of a Parquet file, `name#1` being the first.

    Raises:
        SourceError: it is no Parquet, is damaged, or no column is known to hold the text.
    """
    file = _opened(stream, name)
    names = file.schema_arrow.names
    columns.check(names, place=name, all_known=True)
    batches = file.iter_batches(batch_size=BATCH, columns=columns.used(names))
    number = 0
    while True:
        try:
            batch = next(batches, None)
        except (pa.ArrowException, *DAMAGES) as error:
            raise SourceError(f"{name}: damaged after row {number:,} ({error})") from error
        if batch is None:
            return
        for row in range(batch.num_rows):
            number += 1
            if number >= first:
                record = {key: _value(batch.column(key)[row]) for key in batch.schema.names}
                data = canonical(_plain(record))
                yield record_item(f"{name}#{number}", data, record, columns=columns, notes=())


def count_rows(stream: Stream, *, name: str) -> int:
    """The number of rows, as the file's foot tells it."""
    return int(_opened(stream, name).metadata.num_rows)


def _opened(stream: Stream, name: str) -> Any:  # noqa: ANN401 - pyarrow has no types
    try:
        return parquet.ParquetFile(stream, pre_buffer=False, buffer_size=1 << 20)
    except (pa.ArrowException, *DAMAGES) as error:
        raise SourceError(f"{name}: no Parquet, or damaged ({error})") from error


def _value(cell: Any) -> Any:  # noqa: ANN401
    """A cell in Python's types; a date that these can't hold as it is written."""
    try:
        return cell.as_py()
    except (ValueError, OverflowError):
        try:
            return str(cell.cast(pa.string()).as_py())
        except (pa.ArrowException, ValueError, OverflowError):
            return None


def _plain(record: dict[str, Any]) -> dict[str, Any]:
    return {key: _json(value) for key, value in record.items()}


def _json(value: Any) -> Any:  # noqa: ANN401
    """A value as canonical JSON can hold it."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, str | int | None):
        return value
    return str(value)
