"""brat's standoff files → sheets. The names are those of `musnad.export.brat_config`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from musnad.annotated.bounded import files_of, read_bytes, text_of
from musnad.annotated.sheet import Sheet, quoted
from musnad.errors import AnnotationError
from musnad.export.brat_config import (
    ATTRIBUTES,
    CLAIMED,
    CONTEXT,
    DENIES,
    FURTHER,
    MODE,
    NOTE,
    UNSAID,
    filler,
)
from musnad.export.marked import Mark
from musnad.export.texts import one_line, shown
from musnad.records import FRAME_TYPES, MENTION_KINDS, ROLES, Span

TEXT, STANDOFF = ".txt", ".ann"

_BOUND = re.compile(r"(?P<label>\S+) (?P<where>[0-9]+ [0-9]+(?:;[0-9]+ [0-9]+)*)")
_ARGUMENT = re.compile(rf"(?P<unsaid>{UNSAID})?(?P<role>[A-Z][a-z]+)[0-9]*")
_ROLES = {role.capitalize(): role for role in ROLES}
_FLAGS = {name: flag for flag, name in ATTRIBUTES.items()}
_FILLERS = {filler(role) for role in ROLES}
_LONGEST_NUMBER = 9
"""Digits of an offset that is looked at."""

Bound = tuple[str, list[Span], str]
"""Label, fragments, and where it stands."""


def sheets(project: Path) -> Iterator[Sheet]:
    """The articles of a folder of `.txt` and `.ann` files.

    Raises:
        AnnotationError: the folder holds none, or there are too many.
    """
    if not project.is_dir():
        raise AnnotationError(
            f"{project}: is no folder; brat's files are a folder of .txt and .ann"
        )
    texts = {path.with_suffix(""): path for path in files_of(project, TEXT)}
    notes = {path.with_suffix(""): path for path in files_of(project, STANDOFF)}
    if not notes:
        raise AnnotationError(f"{project}: holds no {STANDOFF} files")
    for stem in sorted({*texts, *notes}):
        sheet = Sheet(str(notes.get(stem, f"{stem}{STANDOFF}")), stem.name, "", shown)
        if stem not in texts or stem not in notes:
            missing = STANDOFF if stem in texts else TEXT
            sheet.fault("", f"no {stem.name}{missing} beside it")
        else:
            _read(sheet, texts[stem], notes[stem])
        yield sheet


def _read(sheet: Sheet, text: Path, notes: Path) -> None:
    try:
        sheet.text = text_of(read_bytes(text), str(text))
        lines = text_of(read_bytes(notes), str(notes)).split("\n")
    except AnnotationError as error:
        sheet.fault("", str(error))
        return
    _Standoff(sheet).read(line.rstrip("\r") for line in lines)


class _Standoff:
    """The lines of a file, sorted by what they are about, then put together."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._bounds: dict[str, Bound] = {}
        self._events: dict[str, tuple[list[str], str]] = {}
        self._attributes: list[tuple[list[str], str]] = []
        self._notes: dict[str, tuple[str, str]] = {}
        self._filling: set[str] = set()

    def read(self, lines: Iterator[str]) -> None:
        for number, line in enumerate(lines, 1):
            if line.strip():
                self._line(line, f"line {number}")
        used = {self._event(name) for name in self._events}
        for name, (label, fragments, place) in self._bounds.items():
            if label in FRAME_TYPES and name not in used:
                self._sheet.fault(place, f"{name} is a {label} without an event")
            elif label in _FILLERS and name not in self._filling:
                # nobody knows of which role it was; `frames` tells what was left by a deletion
                span = Span(fragments[0].start, fragments[-1].end)
                self._sheet.add(Mark(f"{name} alone", span, label), place)
            elif label not in {*FRAME_TYPES, *_FILLERS, *MENTION_KINDS}:
                self._sheet.fault(place, f"unknown type {quoted(label)}")
        for words, place in self._attributes:
            self._attribute(words, place)
        for name, (_, place) in self._notes.items():
            if name not in self._bounds and name not in self._events:
                self._sheet.remark(place, f"a note on {name}, which is not there")

    def _line(self, line: str, place: str) -> None:
        name, _, rest = line.partition("\t")
        head, _, words = rest.partition("\t")
        letter = name[:1]
        if letter in {"T", "E"} and name in {**self._bounds, **self._events}:
            self._sheet.fault(place, f"{quoted(name)} stands a second time")
        elif letter == "T":
            self._bound(name, head, words, place)
        elif letter == "E":
            self._events[name] = (head.split(), place)
        elif letter in {"A", "M"}:
            self._attributes.append((head.split(), place))
        elif letter == "#" and head.startswith(f"{NOTE} "):
            self._notes[head.partition(" ")[2].strip()] = (words, place)
        else:
            self._sheet.remark(place, f"passed over: {quoted(line)}")

    def _bound(self, name: str, head: str, words: str, place: str) -> None:
        """A text-bound annotation, if it reads back to the letter."""
        match = _BOUND.fullmatch(head)
        numbers = re.findall("[0-9]+", match["where"]) if match else []
        if not match or any(len(number) > _LONGEST_NUMBER for number in numbers):
            self._sheet.fault(place, f"expected 'TYPE start end', found {quoted(head)}")
            return
        offsets = [int(number) for number in numbers]
        fragments = [Span(*pair) for pair in zip(offsets[::2], offsets[1::2], strict=True)]
        text = self._sheet.text
        inside = all(0 <= f.start < f.end <= len(text) for f in fragments)
        found = " ".join(one_line(f.of(text)) for f in fragments) if inside else ""
        if not inside or found != words:
            says = f"the text reads {quoted(found)}" if inside else "which lies outside the text"
            self._sheet.fault(place, f"{name} says {quoted(words)} at {match['where']}, {says}")
            return
        self._bounds[name] = (match["label"], sorted(fragments), place)

    def _event(self, name: str) -> str:
        """Take in an event as marks and ties; the name of its trigger."""
        words, place = self._events[name]
        kind, _, trigger = words[0].partition(":") if words else ("", "", "")
        if trigger not in self._bounds:
            self._sheet.fault(place, f"{name} has no trigger {quoted(trigger)}")
            return trigger
        label, fragments, _ = self._bounds[trigger]
        if kind != label or kind not in FRAME_TYPES:
            self._sheet.fault(place, f"{name} is {quoted(kind)}, its trigger {quoted(label)}")
            return trigger
        spans = _joined(fragments, self._sheet.text)
        if len(spans) > 1:
            self._sheet.fault(place, f"{name}: a predicate is one run of the text, not several")
        modes, contexts = self._labels(name)
        self._sheet.add(Mark(name, spans[0], kind, modes=modes, contexts=contexts), place)
        for word in words[1:]:
            self._argument(name, word, place)
        return trigger

    def _argument(self, event: str, word: str, place: str) -> None:
        argument, _, target = word.partition(":")
        match = _ARGUMENT.fullmatch(argument)
        if match and match["role"] == DENIES and target in self._events:
            self._sheet.ties.append((event, target, place))
        elif match is None or match["role"] not in _ROLES:
            self._sheet.fault(place, f"{event}: unknown role {quoted(argument)}")
        elif target not in self._bounds:
            self._sheet.fault(place, f"{event}: {argument} has no words {quoted(target)}")
        else:
            self._filled(event, _ROLES[match["role"]], bool(match["unsaid"]), target, place)

    def _filled(self, event: str, role: str, unsaid: bool, target: str, place: str) -> None:
        """A role with its words; a content that is interrupted is several."""
        self._filling.add(target)
        spans = _joined(self._bounds[target][1], self._sheet.text)
        if len(spans) > 1 and role != "content":
            self._sheet.fault(place, f"{event}: a {role} is one run of the text, not several")
            return
        value = self._notes[target][0].strip() if target in self._notes else None
        for number, span in enumerate(spans, 1):
            name = f"{target} {event} {role} {unsaid} {number}"
            mark = Mark(name, span, role, unsaid=unsaid, value=value or None)
            if name not in self._sheet.marks:
                self._sheet.add(mark, place)
            self._sheet.ties.append((event, name, place))

    def _labels(self, event: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The modes after the first and the contexts that an event's note holds."""
        note, place = self._notes.get(event, ("", ""))
        found: dict[str, tuple[str, ...]] = {FURTHER: (), CONTEXT: ()}
        for part in filter(None, (part.strip() for part in note.split(";"))):
            key, sign, values = part.partition(":")
            if sign and key.strip() in found:
                names = (value.strip() for value in values.split(","))
                found[key.strip()] = tuple(name for name in names if name)
            else:
                self._sheet.remark(place, f"note passed over: {quoted(part)}")
        return found[FURTHER], found[CONTEXT]

    def _attribute(self, words: list[str], place: str) -> None:
        name, target, value = (*words, "", "", "")[:3]
        mark = self._sheet.marks.get(target)
        if name == CLAIMED:  # it follows from what encloses the frame, and is not annotated
            return
        if mark is None or target not in self._events:
            self._sheet.fault(place, f"{quoted(name)} of {quoted(target)}, which is no event")
        elif name in _FLAGS:
            self._sheet.marks[target] = replace(mark, flags=(*mark.flags, _FLAGS[name]))
        elif name == MODE and value:
            self._sheet.marks[target] = replace(mark, modes=(value, *mark.modes))
        else:
            self._sheet.fault(place, f"unknown attribute {quoted(' '.join(words))}")


def _joined(fragments: list[Span], text: str) -> list[Span]:
    """Fragments that only white space parts are one run."""
    found = fragments[:1]
    for fragment in fragments[1:]:
        if text[found[-1].end : fragment.start].strip():
            found.append(fragment)
        else:
            found[-1] = Span(found[-1].start, fragment.end)
    return found
