"""Checks what a reviewer wants to change against the article, before it is written."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from musnad.errors import LedgerError
from musnad.ledger.standing import VALUES
from musnad.records import FLAGS, FRAME_TYPES, ROLES, canonical
from musnad.records.meant import interval

CHANGES = ("type", "predicate", "roles", "flags", *VALUES, "denies")
"""What a correction may change."""

ROLE_KEYS = ("role", "span", "implicit", "norm")
VALUE_KEYS = ("span", "norm")

MOST_ROLES = 50
"""Roles of one frame; the fullest of the corpus has nine."""

MOST_BYTES = 20_000
"""Of a correction's JSON."""

ACTOR_CODE = re.compile(r"(?:[A-Z]{3}){1,6}(?:\+(?:[A-Z]{3}){1,6}){0,30}")
"""KWTGOVMIL, IGOUNO, CHNGOV+RUSGOV: three letters for a country, then three for each role."""

PLACE_CODE = re.compile(r"[A-Z]{3}(?: (?!\s)[^\x00-\x1f\x7f-\x9f\ud800-\udfff]{1,100})?")
"""UZB, or UZB Samarkand."""

Change = dict[str, Any]


def checked(change: Mapping[str, Any], *, text: str, frames: Collection[str]) -> Change:
    """The correction in its stored form.

    Args:
        change: what is to be changed; see `musnad.records.Judgement`.
        text: the article's text.
        frames: ids of the article's other frames, which a denial may be tied to.

    Raises:
        LedgerError: it names what is not there, or does not fit the article.
    """
    if not change:
        raise LedgerError(f"nothing to correct; give one or more of {', '.join(CHANGES)}")
    _known(change, CHANGES, "a correction")
    checks: dict[str, Callable[[Any], Any]] = {
        "type": lambda v: _one_of(v, FRAME_TYPES, "type"),
        "predicate": lambda v: _span(v, text, "predicate"),
        "roles": lambda v: _roles(v, text),
        "flags": _flags,
        "actor": lambda v: _value(v, text, "actor"),
        "time": lambda v: _value(v, text, "time"),
        "place": lambda v: _value(v, text, "place"),
        "denies": lambda v: _denies(v, frames),
    }
    found = {name: checks[name](value) for name, value in change.items()}
    if len(canonical(found)) > MOST_BYTES:
        raise LedgerError(f"the correction has more than {MOST_BYTES} bytes; correct less at once")
    return found


def _known(given: Mapping[str, Any], known: tuple[str, ...], what: str) -> None:
    unknown = [str(key) for key in given if key not in known]
    if unknown:
        raise LedgerError(f"{what} has no {', '.join(unknown)}; it may have {', '.join(known)}")


def _one_of(value: Any, known: tuple[str, ...], what: str) -> str:  # noqa: ANN401 - JSON
    if not isinstance(value, str) or value not in known:
        raise LedgerError(f"{value!r} is no {what}; expected one of {', '.join(known)}")
    return value


def _span(value: Any, text: str, what: str) -> list[int]:  # noqa: ANN401 - JSON
    """A span as a list of two numbers."""
    whole = isinstance(value, (list, tuple)) and len(value) == 2
    if not whole or not all(type(n) is int for n in value):
        raise LedgerError(f"{what}: the span is {value!r}; expected two whole numbers")
    start, end = value
    if not 0 <= start < end <= len(text):
        raise LedgerError(
            f"{what}: {start}:{end} does not lie in the article, whose text has "
            f"{len(text)} characters, or is empty"
        )
    if not text[start:end].strip():
        raise LedgerError(f"{what}: there is but white space at {start}:{end}")
    return [start, end]


def _roles(value: Any, text: str) -> list[Change]:  # noqa: ANN401 - JSON
    if not isinstance(value, (list, tuple)) or len(value) > MOST_ROLES:
        raise LedgerError(f"roles: expected a list of at most {MOST_ROLES} roles")
    found = [_role(item, text) for item in value]
    places = [(r["role"], *r["span"]) for r in found]
    if len(set(places)) < len(places):
        raise LedgerError("roles: the same role stands twice at the same words; give it once")
    return found


def _role(item: Any, text: str) -> Change:  # noqa: ANN401 - JSON
    if not isinstance(item, Mapping):
        raise LedgerError(f"roles: {item!r} is no role; expected role, span, implicit")
    _known(item, ROLE_KEYS, "a role")
    name = _one_of(item.get("role"), ROLES, "role")
    implicit = item.get("implicit", False)
    if type(implicit) is not bool:
        raise LedgerError(f"{name}: implicit is {implicit!r}; expected true or false")
    found = {"role": name, "span": _span(item.get("span"), text, name), "implicit": implicit}
    kind = {"agent": "actor", "target": "actor", "time": "time", "place": "place"}.get(name)
    norm = item.get("norm")
    if norm is None:
        return found
    if kind is None:
        raise LedgerError(f"{name}: a {name} has no value; agent, target, time and place have one")
    return {**found, "norm": _norm(norm, kind)}


def _flags(value: Any) -> list[str]:  # noqa: ANN401 - JSON
    if not isinstance(value, (list, tuple)):
        raise LedgerError(f"flags: {value!r}; expected a list of {', '.join(FLAGS)}")
    chosen = {_one_of(name, FLAGS, "flag") for name in value}
    return [name for name in FLAGS if name in chosen]


def _value(value: Any, text: str, kind: str) -> Change:  # noqa: ANN401 - JSON
    if not isinstance(value, Mapping):
        raise LedgerError(f"{kind}: {value!r}; expected span and norm")
    _known(value, VALUE_KEYS, kind)
    norm = value.get("norm")
    span = _span(value.get("span"), text, kind)
    return {"span": span, "norm": None if norm is None else _norm(norm, kind)}


def _norm(norm: Any, kind: str) -> str:  # noqa: ANN401 - JSON
    said = norm if isinstance(norm, str) else ""
    tests: dict[str, Callable[[], object]] = {
        "actor": lambda: ACTOR_CODE.fullmatch(said),
        "time": lambda: _is_time(said),
        "place": lambda: PLACE_CODE.fullmatch(said),
    }
    if not tests[kind]():
        raise LedgerError(f"{norm!r} is no value of {_EXAMPLES[kind]}")
    return said


_EXAMPLES = {
    "actor": "an actor; expected a code as YEMREB, IGOUNO or CHNGOV+RUSGOV",
    "time": "a time; expected 2015-08-01, 2015-08, 2015-W31, 2015 or 2015-08-01/2015-08-05",
    "place": "a place; expected a country's code, with or without a name: UZB, UZB Samarkand",
}


def _is_time(norm: str) -> bool:
    if len(norm) > 41:  # two moments to the second with their zones
        return False
    begin, end = interval(norm)
    return begin is not None and end is not None and begin <= end


def _denies(value: Any, frames: Collection[str]) -> str | None:  # noqa: ANN401 - JSON
    if value is not None and (not isinstance(value, str) or value not in frames):
        raise LedgerError(f"denies: {value!r} is no other frame of this article's reading")
    return value
