"""What a verification finds: which record, where, what came and what was expected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LONGEST = 120
"""Characters of a value that a finding shows."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that does not hold.

    Attributes:
        record: id of the record, "log 7" for a row of the log, "judgement 3".
        table: where it stands; "proof" in a bundle.
        column: its column, or those of which one was changed, parted by ", ".
        found, expected: what came and what was expected, shortened.
        what: the fault in words.
    """

    record: str
    table: str
    column: str
    found: str
    expected: str
    what: str = ""

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "record": self.record,
            "table": self.table,
            "column": self.column,
            "found": self.found,
            "expected": self.expected,
            "what": self.what,
        }

    def __str__(self) -> str:
        what = f" ({self.what})" if self.what else ""
        where = f"{self.table}.{self.column}" if "," not in self.column else self.table
        one = f": one of {self.column}" if "," in self.column else ""
        return f"{self.record}, {where}{one}: found {self.found}, expected {self.expected}{what}"


def shown(value: Any, beside: Any = None) -> str:  # noqa: ANN401 - whatever a row holds
    """A value for a finding; of a long text the part where it leaves the one beside it."""
    if not isinstance(value, str) or len(value) <= LONGEST:
        return repr(value)[: 2 * LONGEST]
    at = 0
    if isinstance(beside, str):
        both = zip(value, beside, strict=False)
        at = next((n for n, (a, b) in enumerate(both) if a != b), min(len(value), len(beside)))
    start = max(0, at - LONGEST // 3)
    return f"{value[start : start + LONGEST]!r} at {start}"


def differing(
    record: str, table: str, column: str, values: tuple[Any, Any], what: str = ""
) -> Finding:
    """A finding of a value that came and the one that was expected."""
    found, expected = values
    return Finding(record, table, column, shown(found, expected), shown(expected, found), what)
