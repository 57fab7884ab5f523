"""Runs checks on what anybody may have written: a value of a wrong kind is a finding, no crash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from musnad.errors import RecordError
from musnad.ledger.finding import Finding

UNREADABLE = (
    AttributeError, IndexError, KeyError, OverflowError, RecordError, RecursionError, TypeError,
    ValueError,
)  # fmt: skip
"""What Python and our readers raise at values of a wrong kind or shape."""


def guarded(record: Any, table: str, found: Iterable[Finding]) -> Iterator[Finding]:  # noqa: ANN401
    """The findings; and one more where the record's values are of no kind that can be checked."""
    checks = iter(found)
    while True:
        try:
            finding = next(checks, None)
        except UNREADABLE as error:
            told = f"{type(error).__name__}: {error}"[:200]
            yield Finding(str(record), table, "*", told, "values as we write them", "unreadable")
            return
        if finding is None:
            return
        yield finding
