"""The configuration of brat for the frame scheme: names of what is annotated, and their looks.

Frames are events. Names are those that `musnad annotated` reads back.
"""

from __future__ import annotations

from collections.abc import Mapping

from musnad.records import FLAGS, FRAME_TYPES, MENTION_KINDS, MODES, ROLES, STATEMENT_TYPES

CONFIGURATION, VISUAL = "annotation.conf", "visual.conf"

FILLERS = {"agent": "Actor", "target": "Actor"}
"""What fills a role; of the others their own name."""

ATTRIBUTES = {"neg": "Negated", "future": "Future", "hypothetical": "Hypothetical"}
CLAIMED, DENIES, UNSAID, MODE = "Claimed", "Denies", "Unsaid", "Mode"
FURTHER, CONTEXT = "more modes", "context"
"""Keys of what a note on an event holds: modes after the first, and contexts."""

NOTE = "AnnotatorNotes"

STATEMENT, ACT, FILLER, MENTION = "#9ecbff", "#ffc9a3", "#c9e7cb", "#ffffff"
"""Colours of labels, pale, so that black text on them is easy to read."""


def filler(role: str) -> str:
    """What fills a role."""
    return FILLERS.get(role, role.capitalize())


def configuration() -> str:
    """What brat reads from `annotation.conf`."""
    fillers = dict.fromkeys(filler(role) for role in ROLES)
    arguments = ", ".join(
        f"{unsaid}{role.capitalize()}*:{filler(role)}" for role in ROLES for unsaid in ("", UNSAID)
    )
    modes = "|".join(dict.fromkeys(mode for own in MODES.values() for mode in own))
    sections = {
        "entities": [*MENTION_KINDS, *fillers],
        "relations": [],
        "events": [f"{name}\t{arguments}, {DENIES}?:<EVENT>" for name in FRAME_TYPES],
        "attributes": [
            *(f"{ATTRIBUTES[flag]}\tArg:<EVENT>" for flag in FLAGS),
            f"{CLAIMED}\tArg:<EVENT>",
            f"{MODE}\tArg:<EVENT>, Value:{modes}",
        ],
    }
    return _sections(sections)


def visual() -> str:
    """What brat reads from `visual.conf`: short names of roles, colours."""
    roles = [(f"{role.capitalize()}", role) for role in ROLES]
    unsaid = [(f"{UNSAID}{name}", f"({short})") for name, short in roles]
    colours = {
        **dict.fromkeys(MENTION_KINDS, MENTION),
        **{name: STATEMENT if name in STATEMENT_TYPES else ACT for name in FRAME_TYPES},
        **dict.fromkeys((filler(role) for role in ROLES), FILLER),
    }
    return _sections(
        {
            "labels": [f"{name} | {short}" for name, short in (*roles, *unsaid)],
            "drawing": [f"{name}\tbgColor:{colour}" for name, colour in colours.items()],
        }
    )


def _sections(sections: Mapping[str, list[str]]) -> str:
    return "\n".join(f"[{name}]\n" + "\n".join(rows) + "\n" for name, rows in sections.items())
