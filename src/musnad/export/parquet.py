"""The event table as Parquet: typed columns, each with a line that says what it holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

import pyarrow.parquet as pq

from musnad.export.arrow import schema, tables
from musnad.export.events import rows
from musnad.export.formats import Options
from musnad.records import Entry


def write(entries: Iterable[Entry], out: BinaryIO, options: Options) -> int:
    """Write the table, one row group for each part of it; the number of its rows."""
    count = 0
    with pq.ParquetWriter(out, schema(), compression="zstd") as writer:
        for part in tables(rows(entries)):
            writer.write_table(part)
            count += part.num_rows
    return count
