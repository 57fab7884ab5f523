"""What a reviewer's value for a time, a place or an actor means, as far as it says itself.

A value is the short form that stands with a role: an ISO 8601 date or interval, a country code
with or without an English name, CAMEO-style codes joined by "+". Nothing is looked up in tables:
a place that was among the candidates is taken with its coordinates, any other has none.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from musnad.records.resolved import (
    Actor,
    ActorCode,
    Place,
    Resolved,
    ResolvedKind,
    Step,
    Timex,
    Toponym,
)

MEANT_ROLES: Mapping[str, ResolvedKind] = MappingProxyType(
    {"agent": "actor", "target": "actor", "time": "time", "place": "place"}
)
"""Which roles have a value, and of what kind."""

CODE = 3
"""Letters of a country's code and of a role's."""

_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")


def meant(resolved: Resolved, norm: str | None) -> Timex | Toponym | Actor:
    """What the words mean if a reviewer says so."""
    steps = (Step("reviewer", resolved.text, norm or ""),)
    value = resolved.value
    if isinstance(value, Timex):
        begin, end = interval(norm)
        return Timex(value.text, value.type, norm, None, begin, end, steps)
    if isinstance(value, Toponym):
        return Toponym(value.text, _places(value, norm), steps)
    return replace(value, codes=actor_codes(norm), body=None, candidates=(), steps=steps)


def actor_codes(norm: str | None) -> tuple[ActorCode, ...]:
    """The codes of parties that are joined by "+"."""
    return tuple(_code(part) for part in norm.split("+") if part) if norm else ()


def interval(norm: str | None) -> tuple[str | None, str | None]:
    """First and last day of an ISO 8601 day, week, month, year or interval; None where unknown."""
    if not norm:
        return None, None
    first, slash, last = norm.partition("/")
    if slash:
        return _days(first)[0], _days(last)[1]
    return _days(norm)


def _days(norm: str) -> tuple[str | None, str | None]:
    try:
        return _first_and_last(norm)
    except ValueError:  # no such day, week or month
        return None, None


def _first_and_last(norm: str) -> tuple[str | None, str | None]:
    if day := _DAY.match(norm):
        found = date.fromisoformat(day.group()).isoformat()
        return found, found
    if week := _WEEK.fullmatch(norm):
        year, number = int(week[1]), int(week[2])
        monday, sunday = (date.fromisocalendar(year, number, n) for n in (1, 7))
        return monday.isoformat(), sunday.isoformat()
    if month := _MONTH.fullmatch(norm):
        year, number = int(month[1]), int(month[2])
        first = date(year, number, 1)
        return first.isoformat(), first.replace(day=monthrange(year, number)[1]).isoformat()
    if _YEAR.fullmatch(norm):
        return f"{norm}-01-01", f"{norm}-12-31"
    return None, None


def _places(toponym: Toponym, norm: str | None) -> tuple[Place, ...]:
    """The candidate that the value names, or the bare country; nothing for an unknown place."""
    if not norm:
        return ()
    country, _, name = norm.partition(" ")
    for place in toponym.candidates:
        if place.country == country and (place.name == name or (not name and _bare(place))):
            return (place,)
    if not name:
        return (Place(country, toponym.text, "country", country),)
    return ()


def _bare(place: Place) -> bool:
    return place.kind == "country"


def _code(code: str) -> ActorCode:
    """GOV and MIL of KWTGOVMIL are roles, KWT its country; a lone role (MED) has no country."""
    parts = [code[at : at + CODE] for at in range(0, len(code), CODE)]
    if len(parts) == 1 and parts[0] in LONE_ROLES:
        return ActorCode(None, tuple(parts))
    return ActorCode(parts[0] or None, tuple(parts[1:]))


LONE_ROLES = frozenset(
    ("GOV", "MIL", "COP", "JUD", "LEG", "OPP", "REB", "PTY", "SPY", "MED", "NGO", "CVL", "BUS",
     "EDU", "ELI", "REL", "REF", "LAB", "CRM")
)  # fmt: skip
"""Roles of the frame scheme; none of them is a country's code."""
