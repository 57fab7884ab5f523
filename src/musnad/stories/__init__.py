"""Room `stories`: near-duplicate grouping of wire copy across outlets and days."""

from musnad.stories.fingerprint import Fingerprint, containment, fingerprint
from musnad.stories.placing import (
    FENCES,
    STRICT,
    Candidate,
    Dated,
    Joined,
    MemoryStore,
    Placement,
    Store,
    is_copy,
    place,
)
from musnad.stories.story import Difference, Member, Story, difference, tell

__all__ = [
    "FENCES",
    "STRICT",
    "Candidate",
    "Dated",
    "Difference",
    "Fingerprint",
    "Joined",
    "Member",
    "MemoryStore",
    "Placement",
    "Store",
    "Story",
    "containment",
    "difference",
    "fingerprint",
    "is_copy",
    "place",
    "tell",
]
