"""What a reviewer types, as corrections of a frame: words become places in the article."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from musnad.errors import LedgerError
from musnad.ledger.find_words import find_words
from musnad.records import ROLES, Frame, Role, Span
from musnad.records.meant import MEANT_ROLES

Change = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Typed:
    """Corrections as they were typed.

    Attributes:
        type: another type.
        predicate: words or start:end.
        roles: "agent=words" sets all agents, "agent=(words)" one that its clause does not spell
            out, "agent=" takes them away; other roles stay.
        norms: "agent=YEMREB", "place@2=SAU" for the second place, "time=" for no value.
        flags: names parted by commas; "" for none; None leaves them.
        denies: id of a frame, or "none".
    """

    type: str | None = None
    predicate: str | None = None
    roles: tuple[str, ...] = ()
    norms: tuple[str, ...] = ()
    flags: str | None = None
    denies: str | None = None


def changes_of(typed: Typed, frame: Frame, text: str) -> list[Change]:
    """The corrections, in as many decisions as are needed: one holds one value of each kind.

    Raises:
        LedgerError: words are not in the article, or a role is unknown.
    """
    first: Change = {}
    near = frame.span
    if typed.type is not None:
        first["type"] = typed.type.upper()
    if typed.predicate is not None:
        near = find_words(text, typed.predicate, near=frame.span.start)
        first["predicate"] = list(near)
    roles = list(frame.roles)
    if typed.roles:
        roles = _roles(typed.roles, frame, text, near)
        first["roles"] = [
            {"role": r.role, "span": list(r.span), "implicit": r.unsaid} for r in roles
        ]
    if typed.flags is not None:
        first["flags"] = [name for name in typed.flags.replace(" ", "").split(",") if name]
    if typed.denies is not None:
        first["denies"] = None if typed.denies.lower() == "none" else typed.denies
    return _with_values(first, typed.norms, roles)


def _roles(given: Iterable[str], frame: Frame, text: str, near: Span) -> list[Role]:
    pairs = [_pair(item, "role") for item in given]
    set_now = {name for name, _ in pairs}
    found = [r for r in frame.roles if r.role not in set_now]
    for name, words in pairs:
        if not words:
            continue
        unsaid = words.startswith("(") and words.endswith(")")
        span = find_words(text, words[1:-1] if unsaid else words, near=near.start)
        found.append(Role(name, span, span.of(text), 1.0, unsaid))
    return sorted(found, key=lambda r: ROLES.index(r.role))


def _pair(item: str, what: str) -> tuple[str, str]:
    name, sign, value = item.partition("=")
    name = name.strip().lower()
    if not sign or name.partition("@")[0] not in ROLES:
        raise LedgerError(
            f"{item!r}: expected NAME={'WORDS' if what == 'role' else 'VALUE'}; names are "
            f"{', '.join(ROLES if what == 'role' else MEANT_ROLES)}"
        )
    return name, value.strip()


def _with_values(first: Change, norms: Iterable[str], roles: list[Role]) -> list[Change]:
    """Each value goes into the first decision that has none of its kind yet."""
    found = [first]
    for item in norms:
        name, value = _pair(item, "norm")
        role = _role(name, roles)
        kind = MEANT_ROLES[role.role]
        change = next((c for c in found if kind not in c), None)
        if change is None:
            found.append(change := {})
        change[kind] = {"span": list(role.span), "norm": value or None}
    return found


def _role(name: str, roles: list[Role]) -> Role:
    bare, _, number = name.partition("@")
    if bare not in MEANT_ROLES:
        raise LedgerError(f"a {bare} has no value; {', '.join(MEANT_ROLES)} have one")
    own = [r for r in roles if r.role == bare]
    if not own:
        raise LedgerError(f"the record has no {bare}; give it one with --role {bare}=WORDS")
    if not number and len(own) > 1:
        listed = ", ".join(f"{bare}@{n} «{r.text}»" for n, r in enumerate(own, 1))
        raise LedgerError(f"the record has {len(own)} times {bare}: say which, as {listed}")
    at = int(number) if number.isascii() and number.isdigit() else 1
    if not 1 <= at <= len(own):
        raise LedgerError(f"the record has {len(own)} times {bare}, not {number}")
    return own[at - 1]
