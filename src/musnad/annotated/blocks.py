"""Frames → the lines of a frame block, each proven by reading it again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from musnad.annotated.compared import paired
from musnad.annotated.frames import like, role_order
from musnad.annotated.originals import Original
from musnad.annotated.sheet import Sheet, quoted
from musnad.evaluation import CodedFrame, CodedRole, FrameBlock, anchor
from musnad.export.corpus import NO_CONTEXT, frame_line
from musnad.records import Flag, Frame, Label, Role, Span

CERTAIN = 1.0
"""Score of what an annotator set."""


def block_lines(
    sheet: Sheet, text: str, frames: Sequence[CodedFrame], original: Original | None
) -> tuple[str, ...]:
    """The lines of an item's block; what the corpus format can't say is a fault of the sheet.

    A block in which nothing changed keeps its lines as they were.
    """
    before = original.frames if original else ()
    if original and sorted(map(_key, before)) == sorted(map(_key, frames)):
        return original.lines
    kept = {id(new): old for old, new in paired(before, frames)[0]}
    lines = [NO_CONTEXT.strip()] if _coded(frames, original) else []
    reached = 0
    for frame in frames:
        line = frame_line(text, _record(frame, kept.get(id(frame)), text), reached)
        if line is None:
            _lost(sheet, text, frame)
            continue
        lines.append(line)
        reached = max(reached, frame.predicate.start + 1)
    _prove(sheet, text, frames, lines)
    return tuple(lines)


def _key(frame: CodedFrame) -> str:
    return repr(like(frame))


def _coded(frames: Sequence[CodedFrame], original: Original | None) -> bool:
    """Whether the block says of modes and contexts; one where nobody coded them does not."""
    return original is None or original.coded or any(f.modes or f.contexts for f in frames)


def _record(frame: CodedFrame, before: CodedFrame | None, text: str) -> Frame:
    """The frame as a record, its roles in the order that they had."""
    old = list(before.roles) if before else []

    def order(role: CodedRole) -> tuple[int, tuple[int, Span, bool, str]]:
        """Where it stood; one that changed, where the first of its name stood."""
        if role in old:
            return old.index(role), role_order(role)
        places = (at for at, other in enumerate(old) if other.role == role.role)
        return next(places, len(old)), role_order(role)

    return Frame(
        "",
        frame.type,
        frame.predicate,
        frame.predicate.of(text),
        CERTAIN,
        tuple(
            Role(r.role, r.span, r.span.of(text), CERTAIN, r.implicit, r.norm)
            for r in sorted(frame.roles, key=order)
        ),
        tuple(Flag(name, CERTAIN) for name in frame.flags),
        modes=tuple(Label(name, CERTAIN) for name in frame.modes or ()),
        contexts=tuple(Label(name, CERTAIN) for name in frame.contexts or ()),
    )


def _prove(sheet: Sheet, text: str, frames: Sequence[CodedFrame], lines: Sequence[str]) -> None:
    """Read the lines as the corpus reader does; every frame must come back as it was meant."""
    numbered = tuple(enumerate(lines, 1))
    again = anchor(FrameBlock(Path(sheet.file), 0, sheet.id, numbered), text)
    found = [_key(frame) for frame in again.frames]
    for frame in frames:
        if _key(frame) in found:
            found.remove(_key(frame))
        else:
            _lost(sheet, text, frame)


def _lost(sheet: Sheet, text: str, frame: CodedFrame) -> None:
    place = f"frame at {frame.predicate.start}"
    message = f"{frame.type} {quoted(frame.predicate.of(text))} can't be written as a frame block"
    if not any(f.place == place for f in sheet.faults):
        sheet.fault(place, message)
