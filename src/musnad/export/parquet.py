"""The event table as Parquet: typed columns, each with a line that says what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from musnad.export.columns import COLUMNS
from musnad.export.events import Cell, Row, rows
from musnad.export.formats import Options
from musnad.export.texts import whole
from musnad.records import Entry

GROUP = 5_000
"""Rows that are held at a time, and of a row group: some 5 MB of Arabic text."""

_TYPES = {"text": pa.string(), "whole": pa.int64(), "real": pa.float64(), "truth": pa.bool_()}


def schema() -> Any:  # noqa: ANN401 - pyarrow has no types
    """The table's Arrow schema; a field's metadata holds its description under "says"."""
    fields = [pa.field(c.name, _TYPES[c.kind], metadata={"says": c.says}) for c in COLUMNS]
    return pa.schema(fields)


def write(entries: Iterable[Entry], out: BinaryIO, options: Options) -> int:
    """Write the table; the number of its rows."""
    count, columns = 0, schema()
    with pq.ParquetWriter(out, columns, compression="zstd") as writer:
        for batch in _batches(rows(entries)):
            writer.write_table(pa.Table.from_pylist(batch, schema=columns))
            count += len(batch)
    return count


def _batches(all_rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := [_sound(row) for row in islice(all_rows, GROUP)]:
        yield batch


def _sound(row: Row) -> Row:
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: Cell) -> Cell:
    return whole(value) if isinstance(value, str) else value
