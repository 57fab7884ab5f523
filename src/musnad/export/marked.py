"""A reading as marks and ties, which is what annotation tools with labelled spans know.

    ┌─SAY────┐ ──tie──▶ ┌─agent───┐      a frame is a mark at its predicate, labelled with its type;
    │  قال   │          │ الوزير  │      a role is a mark at its words, labelled with its name;
    └────────┘          └─────────┘      a tie leads from a frame to each of its roles,
                                         or from a denial to the frame that it denies

What is alike in two frames (role, words, value) is one mark with two ties.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from musnad.records import Entry, Frame, Reading, Role, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled span.

    Attributes:
        name: its name among the marks of an article.
        label: a frame type, or the name of a role.
        flags, modes, contexts: of a frame.
        unsaid: whether a role is left unsaid and its words are the antecedent's.
        value: code, date or place of a role; None if it has none.
    """

    name: str
    span: Span
    label: str
    flags: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    unsaid: bool = False
    value: str | None = None


@dataclass(slots=True)
class Marked:
    """The marks of an article in the order of their frames, and the ties between them."""

    marks: list[Mark] = field(default_factory=list)
    ties: list[tuple[str, str]] = field(default_factory=list)


def marked(entry: Entry) -> Marked:
    """The marks and ties of a reading; spans of white space alone have none."""
    reading, found = entry.reading, Marked()
    text, roles = reading.article.text, dict[tuple[str, Span, bool, str | None], str]()
    known = {frame.id: frame for frame in reading.frames if frame.span.of(text).strip()}
    for frame in known.values():
        found.marks.append(_frame(frame))
        for role in frame.roles:
            if role.span.of(text).strip():
                found.ties.append((frame.id, _role(role, roles, found.marks)))
    found.ties += _denials(reading, known)
    return found


def _frame(frame: Frame) -> Mark:
    return Mark(
        frame.id,
        frame.span,
        frame.type,
        flags=tuple(flag.name for flag in frame.flags),
        modes=tuple(mode.name for mode in frame.modes),
        contexts=tuple(context.name for context in frame.contexts),
    )


def _role(
    role: Role, named: dict[tuple[str, Span, bool, str | None], str], marks: list[Mark]
) -> str:
    """The name of a role's mark, which is made if there is none like it."""
    key = (role.role, role.span, role.unsaid, role.norm)
    if key not in named:
        named[key] = f"r{len(named) + 1}"
        marks.append(
            Mark(named[key], role.span, role.role, unsaid=role.unsaid, value=role.norm or None)
        )
    return named[key]


def _denials(reading: Reading, known: dict[str, Frame]) -> Iterator[tuple[str, str]]:
    for link in reading.links:
        if link.source in known and link.target in known:
            yield link.source, link.target
