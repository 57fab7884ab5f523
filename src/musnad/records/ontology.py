"""Names of the frame scheme: types, roles, flags, modes, contexts, kinds of mention.

Types are PLOVER's 16 and SAY.
PLOVER: https://github.com/openeventdata/PLOVER (types, modes and contexts in the order of its
manual).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

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

MODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "CONSULT": ("visit", "third-party", "multilateral", "phone"),
        "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
        "REQUEST": ("assist", "change", "yield", "meet"),
        "ACCUSE": ("disapprove", "investigate", "allege"),
        "REJECT": ("assist", "change", "yield", "meet"),
        "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
        "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
        "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
        "MOBILIZE": ("troops", "weapons", "police", "militia"),
        "COERCE": (
            "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
            "misinformation", "cyber",
        ),
        "ASSAULT": (
            "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
            "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
            "unconventional",
        ),
    }
)  # fmt: skip
"""PLOVER modes: how an act was done, or what is asked, refused or threatened; by type."""

MODE_NAMES: tuple[str, ...] = tuple(dict.fromkeys(name for own in MODES.values() for name in own))
"""All modes once each; some belong to several types."""

CONTEXTS: tuple[str, ...] = (
    "military", "intelligence", "executive", "legislative", "election", "political_institutions",
    "pro_democracy", "pro_autocracy", "economic", "legal", "reparations", "human_rights",
    "rights_freedoms", "repression", "human_security", "gender", "lgbt", "religion_ethnicity",
    "inequality", "diplomatic", "territory", "peacekeeping", "health", "asylum", "migration",
    "disasters", "natural_resource", "environment", "technology", "terrorism", "cbrn", "cyber",
    "misinformation", "crime", "corruption", "illegal_drugs", "trafficking",
)  # fmt: skip
"""PLOVER contexts: what a statement or an act is about."""
