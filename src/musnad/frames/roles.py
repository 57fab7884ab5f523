"""Role marks of one predicate → its roles: fitting, tidied, one span each but for content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from musnad.frames.overlaps import apart
from musnad.frames.particles import PARTICLES
from musnad.frames.spans import tidy
from musnad.records import ROLES, STATEMENT_TYPES, PredicateMark, Role, RoleMark
from musnad.script import fold

REPEATABLE = frozenset({"content"})
"""Roles that may have several spans: a cue can interrupt the quotation. Coordinated parties are
one span, so two agents are rivals, and so are a spelt-out agent and an antecedent."""

_STATEMENT_ROLES = frozenset({"content", "medium"})
_ACT_ROLES = frozenset({"toll"})


def fits(role: str, frame_type: str) -> bool:
    """Whether a frame of this type can have this role."""
    if frame_type in STATEMENT_TYPES:
        return role in ROLES and role not in _ACT_ROLES
    return role in ROLES and role not in _STATEMENT_ROLES


def roles(text: str, predicate: PredicateMark, *, least: float = 0.0) -> tuple[Role, ...]:
    """The roles of a predicate in the order of their spans.

    Roles that its type can't have, blank ones and those scored under `least` are left out.
    """
    tidied = [
        replace(mark, span=span)
        for mark in predicate.roles
        if mark.score >= least
        and fits(mark.role, predicate.type)
        and (span := tidy(text, mark.span, mark.role)) is not None
        and not _is_particle(span.of(text))
    ]
    kept = [mark for name in ROLES for mark in _rivals(name, tidied)]
    return tuple(
        _role(text, mark) for mark in sorted(_apart_from_agent(kept), key=lambda m: m.span)
    )


def _is_particle(piece: str) -> bool:
    """Whether a span is nothing but a preposition or complementizer: a torn-off beginning."""
    return fold(piece) in PARTICLES


def _apart_from_agent(marks: Iterable[RoleMark]) -> list[RoleMark]:
    """All but a target left unsaid that points at the agent itself: nobody meets himself."""
    found = list(marks)
    agents = {mark.span for mark in found if mark.role == "agent"}
    return [m for m in found if not (m.role == "target" and m.unsaid and m.span in agents)]


def _rivals(name: str, marks: Iterable[RoleMark]) -> list[RoleMark]:
    """The marks of one role that stay: all that are apart, or the best."""
    same = [mark for mark in marks if mark.role == name]
    if name in REPEATABLE:
        return apart(same)
    return [max(same, key=lambda m: (m.score, not m.unsaid))] if same else []


def _role(text: str, mark: RoleMark) -> Role:
    return Role(mark.role, mark.span, mark.span.of(text), mark.score, unsaid=mark.unsaid)
