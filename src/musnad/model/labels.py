"""The network's label sets and shapes, shared by training and reading."""

from __future__ import annotations

from musnad.records import CONTEXTS, FLAGS, FRAME_TYPES, MENTION_KINDS, MODE_NAMES, ROLES

PREDICATE_LABELS: tuple[str, ...] = ("O", "I", *FRAME_TYPES)
"""Labels of a unit as predicate: outside, inside (after the first unit), or first of a type."""

MENTION_LABELS: tuple[str, ...] = ("O", *(f"{b}-{k}" for k in MENTION_KINDS for b in "BI"))

ROLE_LABELS: tuple[str, ...] = ROLES
"""Roles tagged around a predicate, each with its own O, B, I."""

UNSAID_ROLES: tuple[str, ...] = ("agent", "target")
"""Roles that may be unsaid: a pointer each to the first unit of the antecedent, or to nothing."""

FLAG_LABELS: tuple[str, ...] = FLAGS

MODE_LABELS: tuple[str, ...] = MODE_NAMES
"""Each yes or no; only those of the predicate's type are read or learned."""

CONTEXT_LABELS: tuple[str, ...] = CONTEXTS
"""Each yes or no."""

O, B, I = 0, 1, 2  # noqa: E741 - the field's names
TAGS = 3

MAX_STRIP = 4
"""Classes of 'how many attached letters stand before the span in its first unit': 0 to 3."""

LEFT, RIGHT = 48, 80
"""Units before and from a predicate in which its explicit roles are sought: 99.5 % of our corpus'
explicit role units lie within."""
