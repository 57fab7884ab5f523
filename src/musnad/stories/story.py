"""A story: its members in the order of publication, who had it first, and how members differ."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from musnad.records import Span
from musnad.script import fold


@dataclass(frozen=True, slots=True)
class Member:
    """An article of a story.

    Attributes:
        article: its id.
        outlet, agency: as the article has them; None if unknown.
        published: None if unknown.
        shingles: how long it is, in shingles.
        joined, containment: the member whose copy it is and how far; None for the first placed.
    """

    article: str
    outlet: str | None
    agency: str | None
    published: date | None
    shingles: int = 0
    joined: str | None = None
    containment: float | None = None


FirstReason = Literal["day", "day, the agency itself", "day, no agency credited", "unknown"]


@dataclass(frozen=True, slots=True)
class Story:
    """A group of near-duplicates.

    Attributes:
        id: of the story.
        members: by day, those without day last.
        first: the member that had it first; None where that is not known.
        reason: how that is known: the earliest day alone; among several of that day the one whose
            outlet is the agency that others credit, or the only one that credits none.
        agencies: those that members credit, the most frequent first.
        outlets: the members' outlets, each once, by day.
    """

    id: str
    members: tuple[Member, ...]
    first: Member | None
    reason: FirstReason
    agencies: tuple[str, ...]
    outlets: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        days = [m.published for m in self.members if m.published]
        return {
            "id": self.id,
            "carriers": len(self.members),
            "first": self.first.article if self.first else None,
            "first_outlet": self.first.outlet if self.first else None,
            "reason": self.reason,
            "agencies": list(self.agencies),
            "outlets": list(self.outlets),
            "begin": min(days).isoformat() if days else None,
            "end": max(days).isoformat() if days else None,
            "articles": [m.article for m in self.members],
        }


def tell(story: str, members: Iterable[Member]) -> Story:
    """The story of these members."""
    ordered = sorted(members, key=lambda m: (m.published or date.max, m.article))
    first, reason = _first(ordered)
    named: dict[str, int] = {}
    for member in ordered:
        if member.agency:
            named[member.agency] = named.get(member.agency, 0) + 1
    return Story(
        id=story,
        members=tuple(ordered),
        first=first,
        reason=reason,
        agencies=tuple(sorted(named, key=lambda name: (-named[name], name))),
        outlets=tuple(dict.fromkeys(m.outlet for m in ordered if m.outlet)),
    )


def _first(members: list[Member]) -> tuple[Member | None, FirstReason]:
    """Who had it first. Of a day of several nothing is guessed from the order of reading.

    A member without a day may have been the first; then nobody is known to be.
    """
    if not members or any(m.published is None for m in members):
        return None, "unknown"
    earliest = [m for m in members if m.published == members[0].published]
    if len(earliest) == 1:
        return earliest[0], "day"
    credited = {fold(m.agency) for m in members if m.agency}
    agencies = [m for m in earliest if m.outlet and fold(m.outlet) in credited]
    if len(agencies) == 1:
        return agencies[0], "day, the agency itself"
    own = [m for m in earliest if not m.agency]
    if len(own) == 1 and len(own) < len(earliest):
        return own[0], "day, no agency credited"
    return None, "unknown"


@dataclass(frozen=True, slots=True)
class Difference:
    """A sentence or line that one member has and another has not, or has otherwise.

    `first` and `other` are spans of the two texts; empty where there is nothing.
    """

    kind: Literal["left out", "added", "changed"]
    first: Span
    other: Span
    first_text: str
    other_text: str

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        return {
            "kind": self.kind,
            "first": list(self.first),
            "other": list(self.other),
            "first_text": self.first_text,
            "other_text": self.other_text,
        }


ENDS = ".!؟?\n"
KINDS: dict[str, Literal["left out", "added", "changed"]] = {
    "delete": "left out",
    "insert": "added",
    "replace": "changed",
}
MOST_SENTENCES = 2_000
"""Sentences that are compared: difflib's time grows with their product."""


def difference(first: str, other: str) -> list[Difference]:
    """What the other member left out, added or changed against the first, sentence by sentence.

    Sentences are equal if their folded words are. Past `MOST_SENTENCES` nothing is said.
    """
    one, two = list(sentences(first))[:MOST_SENTENCES], list(sentences(other))[:MOST_SENTENCES]
    keys = [fold(s.of(first)) for s in one], [fold(s.of(other)) for s in two]
    matcher = difflib.SequenceMatcher(a=keys[0], b=keys[1], autojunk=False)
    found: list[Difference] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag in KINDS:
            left, right = _run(one, a, b), _run(two, c, d)
            found.append(
                Difference(KINDS[tag], left, right, left.of(first), right.of(other)),
            )
    return found


def sentences(text: str) -> Iterator[Span]:
    """Runs of text up to an end mark before white space, or up to a line's end, trimmed."""
    start = 0
    for at, char in enumerate(text):
        after = text[at + 1 : at + 2]
        if char == "\n" or (char in ENDS and (not after or after.isspace())):
            yield from _trimmed(text, start, at + (char != "\n"))
            start = at + 1
    yield from _trimmed(text, start, len(text))


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    piece = text[start:end]
    left = start + len(piece) - len(piece.lstrip())
    right = end - (len(piece) - len(piece.rstrip()))
    if left < right:
        yield Span(left, right)


def _run(found: list[Span], first: int, end: int) -> Span:
    """From the first to the last of some sentences; empty where there are none."""
    if first == end:
        at = found[first].start if first < len(found) else (found[-1].end if found else 0)
        return Span(at, at)
    return Span(found[first].start, found[end - 1].end)
