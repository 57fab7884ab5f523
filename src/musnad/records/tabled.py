"""What can be had as a table: a reading, a ledger."""

from __future__ import annotations

from importlib import import_module
from typing import Any


class Tabled:
    """Methods that give the event table, one row a frame.

    A room above (`musnad.tables`) makes it; it is found by name when it is asked for, so that this
    floor does not load Arrow.
    """

    __slots__ = ()

    def to_arrow(self, query: Any = None) -> Any:  # noqa: ANN401 - rooms above have their types
        """The event table as a `pyarrow.Table`; `query` selects frames of a ledger."""
        return import_module("musnad.tables").to_arrow(self, query)

    def to_pandas(self, query: Any = None) -> Any:  # noqa: ANN401
        """The event table as a pandas DataFrame; `query` selects frames of a ledger.

        Raises:
            MissingExtra: pandas is not installed.
        """
        return import_module("musnad.tables").to_pandas(self, query)

    def to_polars(self, query: Any = None) -> Any:  # noqa: ANN401
        """The event table as a Polars DataFrame; `query` selects frames of a ledger.

        Raises:
            MissingExtra: Polars is not installed.
        """
        return import_module("musnad.tables").to_polars(self, query)
