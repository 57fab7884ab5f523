"""Frame blocks: the annotators' file format, parsed and anchored in the articles' texts.

    # id
    context: name+name
    TYPE | predicate | agent: span [CODE] | target: (span) [CODE] | content: first … last | flag
    TYPE | predicate | agent: span | mode: name+name | context: name

- A predicate stands at its next occurrence after the one before; if there is none, at its first.
- Any other span stands at its occurrence nearest to the predicate, the earlier of equals.
- `span@n` is the n-th occurrence in the text; `first words … last words` runs from the one to the
  next occurrence of the other, unless the text has it so to the letter.
- A span in parentheses is the antecedent of a role left unsaid.
- A line `context:` at the head of a block says that modes and contexts were coded, and which
  contexts its frames have unless a frame names its own; `context: none` is none.

A faulty line never hides the next one: what can't be anchored is reported and left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from musnad.evaluation.coded import CodedFrame, CodedRole
from musnad.evaluation.faults import Fault
from musnad.evaluation.files import lines
from musnad.records import CONTEXTS, FLAGS, FRAME_TYPES, MODES, ROLES, Span

SEPARATOR = " | "
FENCE = "```"
"""Blocks pasted from a page may come with code fences."""

MODE, CONTEXT = "mode:", "context:"
NO_NAME = "none"

_NTH = re.compile(r"(?P<piece>.*?)@(?P<nth>\d{1,6})", re.DOTALL)
_CUT = re.compile(r"\s*(?:\.\.\.|…)\s*")
_VALUE = re.compile(r"(?P<span>.*)\s\[(?P<norm>[^\]\[]*)\]", re.DOTALL)
_SHOWN = 70


@dataclass(frozen=True, slots=True)
class FrameBlock:
    """The lines of one article's block with their numbers."""

    path: Path
    line: int
    id: str
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Anchored:
    """The frames of a block in text order, and what could not be anchored."""

    frames: tuple[CodedFrame, ...]
    faults: tuple[Fault, ...]


def read_blocks(path: Path) -> tuple[list[FrameBlock], list[Fault]]:
    """The blocks of a file, and the lines that belong to none.

    Raises:
        CorpusError: the file can't be read.
    """
    heads: list[tuple[int, str]] = []
    bodies: list[list[tuple[int, str]]] = []
    faults: list[Fault] = []
    for number, raw in lines(path):
        line = raw.strip()
        if not line or line.startswith(FENCE):
            continue
        if line.startswith("#"):
            heads.append((number, line.lstrip("# ").strip()))
            bodies.append([])
        elif bodies:
            bodies[-1].append((number, line))
        else:
            faults.append(Fault(path, number, "stands before the first block; expected '# id'"))
    return [
        FrameBlock(path, number, name, tuple(body))
        for (number, name), body in zip(heads, bodies, strict=True)
    ], faults


def anchor(block: FrameBlock, text: str) -> Anchored:
    """The frames of a block at their places in the article's text."""
    frames: list[CodedFrame] = []
    faults: list[Fault] = []
    reached = 0
    contexts: tuple[str, ...] | None = None
    for number, line in block.lines:
        if line.startswith(CONTEXT):
            contexts, wrong = _contexts(line)
            faults += [Fault(block.path, number, f"[{block.id}] {message}") for message in wrong]
            continue
        frame, wrong = _frame(line, text, reached, contexts)
        faults += [Fault(block.path, number, f"[{block.id}] {message}") for message in wrong]
        if frame is not None:
            frames.append(frame)
            reached = max(reached, frame.predicate.start + 1)
    return Anchored(tuple(sorted(frames, key=lambda f: f.predicate)), tuple(faults))


def _frame(
    line: str, text: str, reached: int, contexts: tuple[str, ...] | None
) -> tuple[CodedFrame | None, list[str]]:
    """The frame of a line, and what is wrong with it.

    `reached` is where the search for its predicate begins, `contexts` what the block says of them.
    """
    fields = [field.strip() for field in line.split(SEPARATOR)]
    if fields[0] not in FRAME_TYPES:
        return None, [f"unknown type {fields[0][:_SHOWN]!r}"]
    if len(fields) < 2 or not fields[1]:
        return None, ["no predicate; expected 'TYPE | predicate | role: span'"]
    places = _places(text, fields[1])
    if not places:
        return None, [f"predicate not in the text: {fields[1][:_SHOWN]!r}"]
    predicate = next((place for place in places if place.start >= reached), places[0])
    flags = tuple(field for field in fields[2:] if field in FLAGS)
    labels = [field for field in fields[2:] if field.startswith((MODE, CONTEXT))]
    rest = [field for field in fields[2:] if field not in FLAGS and field not in labels]
    parts = [_role(field, text, predicate) for field in rest]
    roles = tuple(part for part in parts if isinstance(part, CodedRole))
    wrong = [part for part in parts if isinstance(part, str)]
    modes: tuple[str, ...] | None = None if contexts is None else ()
    for label in labels:
        if label.startswith(CONTEXT):
            contexts, unknown = _contexts(label)
        else:
            modes, unknown = _names(label, MODES.get(fields[0], ()), f"mode of {fields[0]}")
        wrong += unknown
    return CodedFrame(fields[0], predicate, roles, flags, modes, contexts), wrong


def _contexts(field: str) -> tuple[tuple[str, ...], list[str]]:
    return _names(field, CONTEXTS, "context")


def _names(field: str, known: tuple[str, ...], what: str) -> tuple[tuple[str, ...], list[str]]:
    """The names of a field such as `mode: aerial+targeted`, and those that are not known."""
    names = [name.strip() for name in field.partition(":")[2].split("+")]
    names = [name for name in names if name != NO_NAME]
    wrong = [f"unknown {what}: {name[:_SHOWN]!r}" for name in names if name not in known]
    return tuple(name for name in names if name in known), wrong


def _role(field: str, text: str, predicate: Span) -> CodedRole | str:
    """The role of a field such as `agent: (span) [CODE]`, or what is wrong with it."""
    name, _, value = (part.strip() for part in field.partition(":"))
    if name not in ROLES:
        return f"unknown role or flag {field[:_SHOWN]!r}"
    valued = _VALUE.fullmatch(value)
    piece = valued["span"].strip() if valued else value
    unsaid = len(piece) > 2 and piece.startswith("(") and piece.endswith(")")
    if unsaid:
        piece = piece[1:-1].strip()
    places = _places(text, piece)
    if not places:
        return f"{name} not in the text: {piece[:_SHOWN]!r}"
    nearest = min(places, key=lambda place: _distance(place, predicate))
    norm = valued["norm"].strip() if valued else ""
    return CodedRole(name, nearest, implicit=unsaid, norm=norm or None)


def _distance(place: Span, predicate: Span) -> float:
    """Characters between; of two equally far the one behind the predicate is the nearer."""
    if place.end <= predicate.start:
        return predicate.start - place.end + 0.5
    return max(place.start - predicate.end, 0)


def _places(text: str, expression: str) -> list[Span]:
    """Where a span expression may stand: one place if it is numbered, else all, in order."""
    numbered = _NTH.fullmatch(expression)
    piece = numbered["piece"].strip() if numbered else expression
    places = _occurrences(text, piece) or _cut_occurrences(text, piece)
    if numbered is None:
        return places
    nth = int(numbered["nth"])
    return places[nth - 1 : nth] if nth else []


def _occurrences(text: str, piece: str) -> list[Span]:
    """All occurrences, overlapping ones too."""
    found: list[Span] = []
    start = text.find(piece) if piece else -1
    while start >= 0:
        found.append(Span(start, start + len(piece)))
        start = text.find(piece, start + 1)
    return found


def _cut_occurrences(text: str, piece: str) -> list[Span]:
    """Runs from each occurrence of the first words to the next one of the last words."""
    cut = _CUT.search(piece, 1)
    if cut is None or cut.end() == len(piece):
        return []
    tails = _occurrences(text, piece[cut.end() :])
    found: list[Span] = []
    for head in _occurrences(text, piece[: cut.start()]):
        end = next((tail.end for tail in tails if tail.start >= head.start), None)
        if end is not None:
            found.append(Span(head.start, end))
    return found
