"""The event table in memory: typed columns, each with a line that says what it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

import pyarrow as pa

from musnad.export.columns import COLUMNS
from musnad.export.events import Cell, Row
from musnad.export.texts import whole

GROUP = 5_000
"""Rows that are converted at a time: some 5 MB of Arabic text."""

_TYPES = {"text": pa.string(), "whole": pa.int64(), "real": pa.float64(), "truth": pa.bool_()}


def schema() -> Any:  # noqa: ANN401 - pyarrow has no types
    """The table's Arrow schema; a field's metadata holds its description under "says"."""
    fields = [pa.field(c.name, _TYPES[c.kind], metadata={"says": c.says}) for c in COLUMNS]
    return pa.schema(fields)


def tables(rows: Iterable[Row]) -> Iterator[Any]:
    """Rows of the event table as Arrow tables of `GROUP` rows each."""
    left, columns = iter(rows), schema()
    while batch := [_sound(row) for row in islice(left, GROUP)]:
        yield pa.Table.from_pylist(batch, schema=columns)


def table(rows: Iterable[Row]) -> Any:  # noqa: ANN401
    """Rows of the event table as one Arrow table."""
    return pa.concat_tables([schema().empty_table(), *tables(rows)])


def _sound(row: Row) -> Row:
    return {name: _cell(value) for name, value in row.items()}


def _cell(value: Cell) -> Cell:
    return whole(value) if isinstance(value, str) else value
