"""The event table where Python works with tables: Arrow, pandas, Polars.

    musnad.to_pandas(reading)
    musnad.to_polars(ledger, Query(types=("ACCUSE",), since="2023-03"))

One row a frame; the columns are those of `musnad export --format csv` (`musnad.export.COLUMNS`).
pandas and Polars are not dependencies: they are imported when they are asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pyarrow as pa

from musnad.errors import MissingExtra
from musnad.export.arrow import table
from musnad.export.events import Row, rows
from musnad.ledger import Ledger
from musnad.ledger.search import Query, each
from musnad.records import Entry, Reading

MOST_ROWS = 5_000_000
"""Frames of a selection that are taken into memory: some 10 GB."""

Source = Reading | Entry | Ledger | Iterable[Reading | Entry]


def to_arrow(source: Source, query: Query | None = None) -> Any:  # noqa: ANN401 - no types
    """The event table of readings, or of what a ledger holds, as a `pyarrow.Table`.

    Args:
        source: a reading, an entry, several of them, or a ledger.
        query: which frames of a ledger; None for all current ones.

    Raises:
        TypeError: the source is something else, or a query is given without a ledger.
        LedgerError: the query names what the ontology has not.
    """
    return table(_rows(source, query))


def to_pandas(source: Source, query: Query | None = None) -> Any:  # noqa: ANN401
    """The event table as a pandas DataFrame.

    Whole numbers and truth values are of pandas' types that may be empty (`Int64`, `boolean`).
    Arguments and errors are those of `to_arrow`.

    Raises:
        MissingExtra: pandas is not installed.
    """
    pandas = _library("pandas")
    kinds = {
        pa.int64(): pandas.Int64Dtype(),
        pa.bool_(): pandas.BooleanDtype(),
        pa.string(): pandas.StringDtype(),
    }
    return to_arrow(source, query).to_pandas(types_mapper=kinds.get)


def to_polars(source: Source, query: Query | None = None) -> Any:  # noqa: ANN401
    """The event table as a Polars DataFrame; arguments and errors are those of `to_arrow`.

    Raises:
        MissingExtra: Polars is not installed.
    """
    return _library("polars").from_arrow(to_arrow(source, query))


def _library(name: str) -> Any:  # noqa: ANN401
    if find_spec(name) is None:
        raise MissingExtra(name, name)
    return import_module(name)


def _rows(source: Source, query: Query | None) -> Iterator[Row]:
    if isinstance(source, Ledger):
        return _selected(source, query) if query else rows(source.entries())
    if query is not None:
        raise TypeError("a query selects from a ledger; give the ledger, not readings")
    return rows(_entries(source))


def _entries(source: Reading | Entry | Iterable[Reading | Entry]) -> Iterator[Entry]:
    for one in [source] if isinstance(source, Reading | Entry) else source:
        if isinstance(one, Reading):
            yield Entry.of(one)
        elif isinstance(one, Entry):
            yield one
        else:
            raise TypeError(f"{type(one).__name__}; expected readings, entries or a ledger")


def _selected(ledger: Ledger, query: Query) -> Iterator[Row]:
    """The rows of the frames that a query asks for, article by article."""
    wanted: set[str] = set()
    articles: set[str] = set()
    for hit in each(ledger, query, most=MOST_ROWS):
        wanted.add(hit.id)
        articles.add(hit.article)
    entries = ledger.entries(articles, all_readings=query.all_readings)
    return (row for row in rows(entries) if row["id"] in wanted)
