"""Standoff files for brat, which INCEpTION imports too: a text and annotations for each article.

Frames are events with their predicate as trigger; what a clause leaves unsaid is the role
`UnsaidAgent` and so on; flags and "claimed" are attributes, values (codes, dates, places), modes
and contexts are notes; a denial has the event that it denies as an argument. Offsets count code
points of the `.txt` file. A content that runs over lines is discontinuous: one fragment a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from musnad.export.formats import Options
from musnad.export.texts import line_spans, one_line, plain
from musnad.records import (
    FLAGS,
    FRAME_TYPES,
    MENTION_KINDS,
    MODES,
    ROLES,
    Entry,
    Frame,
    Role,
    Span,
)

CONFIGURATION = "annotation.conf"
FILLERS = {"agent": "Actor", "target": "Actor"}
"""What fills a role; of the others their own name."""

ATTRIBUTES = {"neg": "Negated", "future": "Future", "hypothetical": "Hypothetical"}
CLAIMED, DENIES, UNSAID, MODE = "Claimed", "Denies", "Unsaid", "Mode"


def write(entries: Iterable[Entry], out: Path, options: Options) -> int:
    """Write two files an article and the configuration; the number of articles."""
    (out / CONFIGURATION).write_text(configuration(), encoding="utf-8", newline="\n")
    count = 0
    for entry in entries:
        text = plain(entry.reading.article.text)
        (out / f"{entry.article_id}.txt").write_bytes(text.encode())
        lines = Standoff(text).lines(entry)
        (out / f"{entry.article_id}.ann").write_bytes("".join(lines).encode())
        count += 1
    return count


class Standoff:
    """The annotations of one article, numbered as they are made."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._bounds: dict[tuple[str, Span], str] = {}
        self._lines: list[str] = []
        self._numbers = dict.fromkeys("TEA#", 0)

    def lines(self, entry: Entry) -> list[str]:
        """All lines of the article's annotation file."""
        reading = entry.reading
        for mention in reading.mentions:
            self._bound(mention.kind, mention.span)
        triggers = {f.id: self._bound(f.type, f.span) for f in reading.frames}
        made = (label for label, trigger in triggers.items() if trigger)
        events = {label: f"E{number}" for number, label in enumerate(made, 1)}
        denied = {x.source: events[x.target] for x in reading.links if x.target in events}
        for frame in reading.frames:
            if trigger := triggers[frame.id]:
                self._event(frame, trigger, denied.get(frame.id))
        return self._lines

    def _add(self, letter: str, rest: str) -> str:
        self._numbers[letter] += 1
        name = f"{letter}{self._numbers[letter]}"
        self._lines.append(f"{name}\t{rest}\n")
        return name

    def _bound(self, label: str, span: Span) -> str | None:
        """The text-bound annotation of a span, made once; None if it holds no visible text."""
        if (label, span) not in self._bounds:
            parts = list(line_spans(self._text, *span))
            if not parts:
                return None
            where = ";".join(f"{start} {end}" for start, end in parts)
            words = " ".join(one_line(self._text[start:end]) for start, end in parts)
            self._bounds[label, span] = self._add("T", f"{label} {where}\t{words}")
        return self._bounds[label, span]

    def _event(self, frame: Frame, trigger: str, denied: str | None) -> None:
        arguments = [f"{frame.type}:{trigger}", *self._arguments(frame)]
        arguments += [f"{DENIES}:{denied}"] if denied else []
        event = self._add("E", " ".join(arguments))
        for flag in frame.flags:
            self._add("A", f"{ATTRIBUTES[flag.name]} {event}")
        if frame.claimed:
            self._add("A", f"{CLAIMED} {event}")
        if frame.modes:
            self._add("A", f"{MODE} {event} {frame.modes[0].name}")
        if note := _note(frame):
            self._add("#", f"AnnotatorNotes {event}\t{note}")

    def _arguments(self, frame: Frame) -> Iterator[str]:
        """Role and filler of each role; a role's second filler is Agent2."""
        seen: dict[str, int] = {}
        for role in frame.roles:
            filler = self._bound(FILLERS.get(role.role, role.role.capitalize()), role.span)
            if filler is None:
                continue
            name = _argument(role)
            seen[name] = seen.get(name, 0) + 1
            yield f"{name}{seen[name] if seen[name] > 1 else ''}:{filler}"


def _argument(role: Role) -> str:
    return (UNSAID if role.unsaid else "") + role.role.capitalize()


def _note(frame: Frame) -> str:
    """Modes, contexts and values on one line."""
    parts = [
        ("mode", [m.name for m in frame.modes]),
        ("context", [c.name for c in frame.contexts]),
        *((role.role, [role.norm]) for role in frame.roles if role.norm),
    ]
    return one_line("; ".join(f"{name}: {', '.join(values)}" for name, values in parts if values))


def configuration() -> str:
    """What brat reads from `annotation.conf`, for the frame scheme."""
    fillers = dict.fromkeys(FILLERS.get(role, role.capitalize()) for role in ROLES)
    arguments = ", ".join(
        f"{unsaid}{role.capitalize()}*:{FILLERS.get(role, role.capitalize())}"
        for role in ROLES
        for unsaid in ("", UNSAID)
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
    return "\n".join(f"[{name}]\n" + "\n".join(rows) + "\n" for name, rows in sections.items())
