"""The tables of a lake and their columns. Data only.

A reading's row has the article as columns, for those who ask for texts, and the whole reading as
canonical JSON. A frame's row is the event table's of `musnad.export`, whose two columns `date` and
`enddate` are named otherwise here: `date` is what the lake is partitioned by, the publication day.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pyarrow as pa

from musnad.export.columns import COLUMNS, Column

RENAMED: Mapping[str, str] = MappingProxyType({"date": "time_begin", "enddate": "time_end"})
"""Columns of the event table by their names there → in a lake."""

PLACE: tuple[Column, ...] = (
    Column("batch", "text", "id of the batch that it was written in"),
    Column("position", "whole", "which page of the batch, from 0"),
)

READINGS: tuple[Column, ...] = (
    Column("reading_id", "text", "content id of the reading"),
    Column("article_id", "text", "content id of the article"),
    Column("sha256", "text", "SHA-256 of the page's bytes, as they came"),
    Column("size", "whole", "number of these bytes"),
    Column("source", "text", "file, address, or archive and the record in it"),
    Column("url", "text", "where it was published"),
    Column("outlet", "text", "who published it"),
    Column("agency", "text", "agency that the article credits"),
    Column("byline", "text", "as written"),
    Column("published", "text", "publication day, ISO 8601"),
    Column("title", "text", "headline"),
    Column("text", "text", "the article; offsets are code points of it"),
    Column("frame_count", "whole", "number of its frames"),
    Column("model", "text", "name and date of the model"),
    Column("model_digest", "text", "SHA-256 of its weights"),
    Column("musnad", "text", "version that read"),
    *PLACE,
    Column("record", "text", "the whole reading as canonical JSON"),
)

FRAMES: tuple[Column, ...] = (
    *(Column(RENAMED.get(c.name, c.name), c.kind, c.says) for c in COLUMNS),
    *PLACE,
)

FAILURES: tuple[Column, ...] = (
    Column("failure_id", "text", "content id: the same source with the same bytes and reason"),
    Column("source", "text", "what failed"),
    Column("sha256", "text", "of its bytes; empty where there were none"),
    Column("size", "whole", "number of these bytes"),
    Column("kind", "text", "name of the error"),
    Column("reason", "text", "what it said"),
    Column("model_digest", "text", "of the weights that were to read it"),
    Column("musnad", "text", "version"),
    *PLACE,
)

_TYPES = {"text": pa.string(), "whole": pa.int64(), "real": pa.float64(), "truth": pa.bool_()}


def schema(columns: tuple[Column, ...]) -> Any:  # noqa: ANN401 - pyarrow has no types
    """The Arrow schema of a table; a field's metadata holds its description under "says"."""
    return pa.schema([pa.field(c.name, _TYPES[c.kind], metadata={"says": c.says}) for c in columns])


TABLES: Mapping[str, Any] = MappingProxyType(
    {"readings": schema(READINGS), "frames": schema(FRAMES), "failures": schema(FAILURES)}
)
"""Arrow schemas by table."""
