"""What a reviewer is shown of a record: its words in their lines, roles, chain and decisions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from musnad.ledger import Ledger
from musnad.ledger.standing import about, standing
from musnad.records import (
    ROLES,
    Actor,
    Block,
    Entry,
    Frame,
    Judgement,
    Link,
    Resolved,
    Role,
    Span,
    Timex,
    Toponym,
    state_of,
)
from musnad.records.meant import MEANT_ROLES
from musnad.service.review_decide import as_corrected, frame_entry
from musnad.show.escape import shown
from musnad.show.pieces import PREDICATE, Paint, cut, paints

LINES_BESIDE = 1
"""Lines of the article that are shown before and after those of the record."""

LONGEST_LINE = 4_000
"""Characters of a line that are shown; a paragraph of news has some hundreds."""

AROUND = 1_500
"""Characters on each side of the predicate that are shown of a longer line."""

MOST_LINES = 300
"""Lines before and after that are shown folded; the article's page has all."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record under review.

    Attributes:
        entry: with the corrections that stand, as if no rejection did.
        frame: the frame in it.
        frame_id: its id in the ledger.
        state: what the last decision that stands made of it; "" where there is none.
        decisions: all that bear on it, as they were made, undone ones marked.
    """

    entry: Entry
    frame: Frame
    frame_id: str
    state: str
    decisions: tuple[Judgement, ...]

    @classmethod
    def load(cls, ledger: Ledger, frame_id: str) -> Record:
        """The record of a frame's id.

        Raises:
            LedgerError: no frame has this id.
        """
        entry = frame_entry(ledger, frame_id)
        with ledger.reading() as connection:  # one state: what is shown is what was seen
            decisions = about(connection, entry.reading_id, frame_id)
            held = standing(connection, [entry.reading_id]).get(entry.reading_id, ())
        entry = replace(entry, judgements=held)
        now, frame = as_corrected(entry, frame_id)
        return cls(now, frame, frame_id, state_of(entry, frame), tuple(decisions))

    @property
    def seen(self) -> int:
        """Number of the latest decision on it; 0 if there is none."""
        return max((j.number for j in self.decisions), default=0)

    def to_dict(self) -> dict[str, Any]:
        """JSON form."""
        article = self.entry.reading.article
        return {
            "frame": self.frame_id,
            "article": self.entry.article_id,
            "title": article.title,
            "outlet": article.outlet,
            "published": article.published.isoformat() if article.published else None,
            "type": self.frame.type,
            "text": self.frame.text,
            "predicate": list(self.frame.span),
            "score": round(self.frame.score, 4),
            "flags": [f.name for f in self.frame.flags],
            "claimed": self.frame.claimed,
            "roles": [self._role(role) for role in self._ordered()],
            "chain": [voice.to_dict() for voice in self._voices()],
            "links": [self._tie(link) for link in self._links()],
            "state": self.state,
            "lines": [
                {"span": list(line.span), "text": line.span.of(article.text), "near": line.near}
                for line in lines(self)
            ],
            "seen": self.seen,
            "decisions": [j.to_dict() for j in self.decisions],
        }

    def _ordered(self) -> list[Role]:
        return [role for name in ROLES for role in self.frame.all(name)]

    def _role(self, role: Role) -> dict[str, Any]:
        kind = MEANT_ROLES.get(role.role)
        found = self.entry.reading.meaning(role.span, kind) if kind else None
        return {"norm": None, **role.to_dict(), "means": means(found)}

    def _voices(self) -> list[Any]:
        chains = self.entry.reading.chains
        return [v for c in chains if c.frame == self.frame.id for v in c.voices]

    def _links(self) -> list[Link]:
        return [x for x in self.entry.reading.links if self.frame.id in (x.source, x.target)]

    def _tie(self, link: Link) -> dict[str, Any]:
        outward = link.source == self.frame.id
        other = self.entry.reading.frame(link.target if outward else link.source)
        agent = other.first("agent")
        return {
            "kind": "denies" if outward else "denied",
            "frame": self.entry.id_of(other),
            "agent": agent.text if agent else None,
            "text": other.text,
        }


def means(resolved: Resolved | None) -> str | None:
    """What words were resolved to, in short; None where nothing is known."""
    value = resolved.value if resolved else None
    if isinstance(value, Timex):
        days = [day for day in (value.begin, value.end) if day]
        return " – ".join(dict.fromkeys(days)) or value.value
    if isinstance(value, Toponym):
        place = value.place
        return (
            ", ".join(p for p in (place.name, place.admin, place.country) if p) if place else None
        )
    if isinstance(value, Actor):
        return value.name or value.code
    return None


@dataclass(frozen=True, slots=True)
class Run:
    """A run of the text that looks the same throughout.

    Attributes:
        at: where it begins, in code points of the article's text.
        text: its characters, or the code of a hidden one.
        roles: what it is to the frame, the narrowest last.
        hidden: it is one character that is not drawn as it is.
    """

    at: int
    text: str
    roles: tuple[str, ...] = ()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the article with its runs.

    Attributes:
        kind: of the article's block.
        span: what is shown of it.
        near: it belongs to the record or stands beside it.
        cut: the line is longer than what is shown.
    """

    kind: str
    span: Span
    near: bool
    cut: bool
    runs: tuple[Run, ...] = ()


def lines(record: Record) -> list[Line]:
    """The article's lines around the record, in order; far ones are not near."""
    blocks = record.entry.reading.article.blocks
    first, last = _near(record.frame, blocks)
    kept = range(max(0, first - MOST_LINES), min(len(blocks), last + MOST_LINES + 1))
    marks = list(paints([record.frame]))
    return [
        _line(record, blocks[n], marks, near=first - LINES_BESIDE <= n <= last + LINES_BESIDE)
        for n in kept
    ]


def _near(frame: Frame, blocks: Sequence[Block]) -> tuple[int, int]:
    """The first and the last line that the record stands in, but for what is left unsaid."""
    spans = [frame.span, *(r.span for r in frame.roles if not r.unsaid)]
    found = [
        n
        for n, block in enumerate(blocks)
        if any(s.start < block.span.end and s.end > block.span.start for s in spans)
    ]
    return (found[0], found[-1]) if found else (0, 0)


def _line(record: Record, block: Block, marks: list[Paint], *, near: bool) -> Line:
    span = block.span
    if span.end - span.start > LONGEST_LINE:
        middle = min(max(record.frame.span.start, span.start + AROUND), span.end - AROUND)
        span = Span(middle - AROUND, middle + AROUND)
    text = record.entry.reading.article.text
    runs = tuple(
        run
        for piece in cut(span, marks)
        for run in _runs(piece.span, text, _roles_of(piece.paints))
    )
    return Line(block.kind, span, near, span != block.span, runs)


def _roles_of(found: Sequence[Paint]) -> tuple[str, ...]:
    """What a run is to the frame: the widest first, the predicate over everything."""
    ordered = sorted(found, key=lambda p: (p.role == PREDICATE, -(p.span.end - p.span.start)))
    return tuple(dict.fromkeys(p.role for p in ordered))


def _runs(span: Span, text: str, roles: tuple[str, ...]) -> Iterator[Run]:
    """A piece of text, with hidden characters by themselves."""
    written = span.of(text)
    if "<span" not in shown(written):  # a "<" of the article itself is escaped
        yield Run(span.start, written, roles)
        return
    begin = span.start
    for place in range(span.start, span.end):
        if is_hidden(text[place]):
            if begin < place:
                yield Run(begin, text[begin:place], roles)
            yield Run(place, f"U+{ord(text[place]):04X}", roles, hidden=True)
            begin = place + 1
    if begin < span.end:
        yield Run(begin, text[begin : span.end], roles)


def is_hidden(char: str) -> bool:
    """Whether pages draw a character by its code: a control, or what reorders text."""
    return shown(char).startswith("<span")
