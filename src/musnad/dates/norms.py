"""The short value of a time, as it stands with a role."""

from __future__ import annotations

import re
from datetime import date

from musnad.dates.spans import month_span
from musnad.records import Timex

_MONTHS_OF_YEAR = re.compile(r"\d{4}-(?:SP|SU|FA|WI|[HQ]\d)")
"""Seasons, half-years and quarters, which are told by their months."""


def norm_of(timex: Timex) -> str | None:
    """The short value that stands with a role: day, week, month, year or interval; None if unknown.

    Parts of the day are left out; the beginning or end of a month is its interval.
    """
    if timex.value == "PRESENT_REF":
        return timex.begin
    value, begin, end = timex.value, timex.begin, timex.end
    if value is None or begin is None or end is None or "REF" in value or value.startswith("P"):
        return None
    if _MONTHS_OF_YEAR.fullmatch(value):
        return f"{begin[:7]}/{end[:7]}"
    if _is_part(timex, value):
        whole = begin[:7] if _is_month(begin, end) else f"{begin}/{end}"
        return begin if begin == end else whole
    return f"{begin[:4]}/{end[:4]}" if len(value) in {2, 3} else value.partition("T")[0]


def _is_part(timex: Timex, value: str) -> bool:
    """Whether the days are but a part of what the value names: أواخر أغسطس."""
    if "/" in value:
        return False
    if timex.modifier in {"START", "MID", "END"}:
        return True
    halved = len(value) == len("2015-08") and not _is_month(timex.begin or "", timex.end or "")
    return halved and value[-2:].isdigit()


def _is_month(begin: str, end: str) -> bool:
    first, last = date.fromisoformat(begin), date.fromisoformat(end)
    return (first, last) == month_span(first.year, first.month)
