"""What corrections changed: frames paired with those that went out, and what differs in a pair."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from musnad.annotated.frames import like, role_order
from musnad.evaluation import CodedFrame, CodedRole
from musnad.records import Span

Kind = Literal[
    "frame added", "frame removed", "type", "predicate", "role added", "role removed",
    "role moved", "value", "unsaid", "flags", "modes", "contexts",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        item: id of the article.
        kind: what differs.
        frame: type and predicate of the frame as it is now (or as it was, if it was removed).
        start: where its predicate begins.
        before, after: what differs, as text; "" for nothing.
    """

    item: str
    kind: Kind
    frame: str
    start: int
    before: str
    after: str

    def to_dict(self) -> dict[str, str | int]:
        """JSON form."""
        return {
            "item": self.item,
            "kind": self.kind,
            "frame": self.frame,
            "start": self.start,
            "before": self.before,
            "after": self.after,
        }


Pair = tuple[CodedFrame, CodedFrame]

MOST_PAIRS = 1_000_000
"""Comparisons in one turn; of more frames than that those that differ are removed and added."""


def compare(
    item: str, text: str, before: Sequence[CodedFrame], after: Sequence[CodedFrame]
) -> list[Change]:
    """What changed in an article, in the order of the text."""
    pairs, removed, added = paired(before, after)
    found = [
        *(Change(item, "frame removed", *_head(f, text), _told(f, text), "") for f in removed),
        *(Change(item, "frame added", *_head(f, text), "", _told(f, text)) for f in added),
        *(change for old, new in pairs for change in _differences(item, text, old, new)),
    ]
    return sorted(found, key=lambda change: (change.start, change.kind))


def paired(
    before: Sequence[CodedFrame], after: Sequence[CodedFrame]
) -> tuple[list[Pair], list[CodedFrame], list[CodedFrame]]:
    """Pairs of frames, then those that only one side has.

    Taken in turn: equal frames; then of those that are left, same type and predicate; same
    predicate; same type at predicates that overlap. A frame that fits none of these was removed,
    or added.
    """
    pairs, old, new = _equal(before, after)
    tests: tuple[Callable[[CodedFrame, CodedFrame], bool], ...] = (
        lambda one, other: (one.type, one.predicate) == (other.type, other.predicate),
        lambda one, other: one.predicate == other.predicate,
        lambda one, other: one.type == other.type and one.predicate.overlap(other.predicate) > 0,
    )
    for fits in tests:
        for frame in list(old) if len(old) * len(new) <= MOST_PAIRS else ():
            match = next((other for other in new if fits(frame, other)), None)
            if match is not None:
                pairs.append((frame, match))
                old.remove(frame)
                new.remove(match)
    return pairs, old, new


def _equal(
    before: Sequence[CodedFrame], after: Sequence[CodedFrame]
) -> tuple[list[Pair], list[CodedFrame], list[CodedFrame]]:
    """Pairs of frames that are equal but for the order of what they hold, and the others."""
    waiting: dict[CodedFrame, list[CodedFrame]] = {}
    for frame in after:
        waiting.setdefault(like(frame), []).append(frame)
    pairs: list[Pair] = []
    old: list[CodedFrame] = []
    for frame in before:
        if same := waiting.get(like(frame)):
            pairs.append((frame, same.pop(0)))
        else:
            old.append(frame)
    left = {id(frame) for frames in waiting.values() for frame in frames}
    return pairs, old, [frame for frame in after if id(frame) in left]


def _differences(item: str, text: str, old: CodedFrame, new: CodedFrame) -> Iterator[Change]:
    head = _head(new, text)
    if old.type != new.type:
        yield Change(item, "type", *head, old.type, new.type)
    if old.predicate != new.predicate:
        yield Change(
            item, "predicate", *head, _span(old.predicate, text), _span(new.predicate, text)
        )
    sets: tuple[tuple[Kind, Sequence[str], Sequence[str]], ...] = (
        ("flags", old.flags, new.flags),
        ("modes", old.modes or (), new.modes or ()),
        ("contexts", old.contexts or (), new.contexts or ()),
    )
    for kind, was, now in sets:
        if set(was) != set(now):
            yield Change(item, kind, *head, ", ".join(sorted(was)), ", ".join(sorted(now)))
    for kind, one, other in _roles(old.roles, new.roles):
        yield Change(item, kind, *head, _role(one, text), _role(other, text))


def _roles(
    old: Sequence[CodedRole], new: Sequence[CodedRole]
) -> Iterator[tuple[Kind, CodedRole | None, CodedRole | None]]:
    """Roles that differ, in pairs: at one place with another value, else one that moved."""
    gone = [role for role in old if role not in new]
    come = [role for role in new if role not in old]
    tests: tuple[Callable[[CodedRole, CodedRole], bool], ...] = (
        lambda one, other: one.span == other.span,
        lambda one, other: one.span.overlap(other.span) > 0,
        lambda one, other: one.norm == other.norm is not None,
    )
    for fits in tests:
        for role in list(gone):
            match = next((r for r in come if r.role == role.role and fits(role, r)), None)
            if match is not None:
                gone.remove(role)
                come.remove(match)
                yield _differs(role, match), role, match
    yield from (("role removed", role, None) for role in sorted(gone, key=role_order))
    yield from (("role added", None, role) for role in sorted(come, key=role_order))


def _differs(old: CodedRole, new: CodedRole) -> Kind:
    if old.span != new.span:
        return "role moved"
    return "unsaid" if old.implicit != new.implicit else "value"


def _head(frame: CodedFrame, text: str) -> tuple[str, int]:
    return f"{frame.type} {frame.predicate.of(text)}", frame.predicate.start


def _told(frame: CodedFrame, text: str) -> str:
    return "; ".join((f"{_span(frame.predicate, text)}", *(_role(r, text) for r in frame.roles)))


def _role(role: CodedRole | None, text: str) -> str:
    if role is None:
        return ""
    words = f"({_span(role.span, text)})" if role.implicit else _span(role.span, text)
    return f"{role.role} {words}" + (f" = {role.norm}" if role.norm else "")


def _span(span: Span, text: str) -> str:
    return f"«{span.of(text)}» {span.start}-{span.end}"
