"""Standoff files for brat: a text and annotations for each article, and brat's configuration.

Frames are events with their predicate as trigger; what a clause leaves unsaid is the role
`UnsaidAgent` and so on; flags, "claimed" and the first mode are attributes; the value of a role
(code, date, place) is the note of its filler, further modes and contexts are the event's note; a
denial has the event that it denies as an argument.

Offsets count characters of the `.txt` file, in which those beyond the basic plane (emoji) have a
stand-in, since brat counts them otherwise in the browser than on its server. A content that runs
over lines is discontinuous: one fragment a line. The items as they went out stand beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from musnad.export.brat_config import (
    ATTRIBUTES,
    CLAIMED,
    CONFIGURATION,
    CONTEXT,
    DENIES,
    FURTHER,
    MODE,
    NOTE,
    UNSAID,
    VISUAL,
    configuration,
    filler,
    visual,
)
from musnad.export.corpus import CorpusFiles
from musnad.export.formats import Options
from musnad.export.originals import ORIGINAL, file_stem
from musnad.export.texts import line_spans, one_line, shown
from musnad.records import Entry, Frame, Role, Span


def write(entries: Iterable[Entry], out: Path, options: Options) -> int:
    """Write two files an article, the configuration and the originals; the number of articles."""
    (out / CONFIGURATION).write_text(configuration(), encoding="utf-8", newline="\n")
    (out / VISUAL).write_text(visual(), encoding="utf-8", newline="\n")
    count = 0
    with CorpusFiles(out, ORIGINAL) as originals:
        for entry in entries:
            stem = file_stem(entry.article_id)
            if originals.add(entry):
                text = shown(entry.reading.article.text)
                (out / f"{stem}.txt").write_bytes(text.encode())
                (out / f"{stem}.ann").write_bytes("".join(Standoff(text).lines(entry)).encode())
                count += 1
    return count


class Standoff:
    """The annotations of one article, numbered as they are made."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._bounds: dict[tuple[str, Span, str | None], str] = {}
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

    def _bound(self, label: str, span: Span, value: str | None = None) -> str | None:
        """The text-bound annotation of a span, made once; None if it holds no visible text."""
        key = (label, span, value)
        if key not in self._bounds:
            parts = list(line_spans(self._text, *span))
            if not parts:
                return None
            where = ";".join(f"{start} {end}" for start, end in parts)
            words = " ".join(one_line(self._text[start:end]) for start, end in parts)
            self._bounds[key] = self._add("T", f"{label} {where}\t{words}")
            if value:
                self._add("#", f"{NOTE} {self._bounds[key]}\t{one_line(value)}")
        return self._bounds[key]

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
            self._add("#", f"{NOTE} {event}\t{note}")

    def _arguments(self, frame: Frame) -> Iterator[str]:
        """Role and filler of each role; a role's second filler is Agent2."""
        seen: dict[str, int] = {}
        for role in frame.roles:
            bound = self._bound(filler(role.role), role.span, role.norm or None)
            if bound is None:
                continue
            name = _argument(role)
            seen[name] = seen.get(name, 0) + 1
            yield f"{name}{seen[name] if seen[name] > 1 else ''}:{bound}"


def _argument(role: Role) -> str:
    return (UNSAID if role.unsaid else "") + role.role.capitalize()


def _note(frame: Frame) -> str:
    """Modes after the first, and contexts, on one line."""
    parts = [
        (FURTHER, [m.name for m in frame.modes[1:]]),
        (CONTEXT, [c.name for c in frame.contexts]),
    ]
    return one_line("; ".join(f"{name}: {', '.join(values)}" for name, values in parts if values))
