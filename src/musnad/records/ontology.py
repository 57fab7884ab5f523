"""Names of the frame scheme: the 16 PLOVER event types and SAY, roles, flags, kinds of mention.

PLOVER: https://github.com/openeventdata/PLOVER (types in the order of its manual).
"""

from __future__ import annotations

STATEMENT_TYPES: tuple[str, ...] = (
    "SAY",
    "AGREE",
    "SUPPORT",
    "CONCEDE",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
)
"""Types of verbal predicates: these may have content."""

MATERIAL_TYPES: tuple[str, ...] = (
    "CONSULT",
    "COOPERATE",
    "AID",
    "RETREAT",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
)
"""Types of acts."""

FRAME_TYPES: tuple[str, ...] = STATEMENT_TYPES + MATERIAL_TYPES

ROLES: tuple[str, ...] = ("agent", "target", "content", "medium", "time", "place", "toll")

FLAGS: tuple[str, ...] = ("neg", "future", "hypothetical")

MENTION_KINDS: tuple[str, ...] = (
    "PER",
    "GPE",
    "LOC",
    "FAC",
    "ORG",
    "GOV",
    "GROUP",
    "MEDIA",
    "WORK",
    "PRODUCT",
)
"""Kinds of entity mention: persons; countries, provinces and towns; other places; buildings and
roads; organisations; bodies of government; armed and other groups; news outlets and agencies;
books and films; products and weapons."""
