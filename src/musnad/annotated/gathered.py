"""A corrected project → items of the corpus, held against those that went out."""

from __future__ import annotations

import importlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from musnad.annotated.blocks import block_lines
from musnad.annotated.compared import Change, compare
from musnad.annotated.frames import frames_of
from musnad.annotated.originals import Original, find_originals, load_originals
from musnad.annotated.sheet import Finding, Sheet
from musnad.errors import AnnotationError
from musnad.evaluation import CodedFrame
from musnad.export.texts import REPLACEMENT

MOST_WORK = 100_000_000
"""Marks of an article times its characters: a long report of 30,000 characters may have 3,000."""

TOOLS = ("brat", "inception", "labelstudio")
"""Modules of the room, each with `sheets`; a tool's name is its format's in `musnad export`."""


@dataclass(frozen=True, slots=True)
class Corrected:
    """An item as it came back.

    Attributes:
        item: its record for the items file.
        lines: of its block.
        frames: in text order.
        changes: how many things changed.
    """

    item: Mapping[str, Any]
    lines: tuple[str, ...]
    frames: tuple[CodedFrame, ...]
    changes: int


@dataclass(slots=True)
class Gathered:
    """What a project gave.

    Attributes:
        items: the items that may be trained on, in the project's order.
        held: ids of articles that were held back; `faults` say why.
        missing: ids of items that went out and have no annotation in the project.
        original: the file that the items were held against; None if there was none.
        partial: whether faulty articles are among `items`, without what is at fault.
    """

    items: list[Corrected] = field(default_factory=list)
    held: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    faults: list[Finding] = field(default_factory=list)
    remarks: list[Finding] = field(default_factory=list)
    original: Path | None = None
    partial: bool = False

    def to_dict(self) -> dict[str, Any]:
        """JSON form, without the items themselves."""
        return {
            "original": str(self.original) if self.original else None,
            "items": [item.item["id"] for item in self.items],
            "changed": [item.item["id"] for item in self.items if item.changes],
            "held": self.held,
            "missing": self.missing,
            "changes": [change.to_dict() for change in self.changes],
            "faults": [fault.to_dict() for fault in self.faults],
            "remarks": [remark.to_dict() for remark in self.remarks],
        }


def gather(
    project: Path,
    tool: str,
    *,
    original: Path | None = None,
    annotator: str | None = None,
    partial: bool = False,
) -> Gathered:
    """Read a project back.

    Args:
        project: what the tool exported: a folder, an archive or a file.
        tool: one of `TOOLS`.
        original: the items that went out; None looks for `original.jsonl` beside the project.
        annotator: whose annotations are taken, where several people annotated.
        partial: keep articles of which something is at fault, without that.

    Raises:
        AnnotationError: the project can't be read as this tool's.
        CorpusError: the original items can't be read.
    """
    if tool not in TOOLS:
        raise AnnotationError(f"unknown tool {tool!r}; known are {', '.join(TOOLS)}")
    if not project.exists():
        raise AnnotationError(f"{project}: no such file or folder")
    path = find_originals(project, original)
    found = Gathered(original=path, partial=partial)
    known = load_originals(path) if path else None
    by_id: dict[str, list[Sheet]] = {}
    for sheet in importlib.import_module(f"musnad.annotated.{tool}").sheets(project):
        by_id.setdefault(sheet.id or f"\0{len(by_id)}", []).append(sheet)
    if annotator is not None:
        by_id = _of(annotator, by_id)
    for sheets in by_id.values():
        _take(found, sheets, known)
    found.missing = [name for name in known or () if name not in by_id]
    return found


def _of(annotator: str, by_id: Mapping[str, list[Sheet]]) -> dict[str, list[Sheet]]:
    """The sheets of one annotator.

    Raises:
        AnnotationError: there are none of this name.
    """
    kept = {n: [s for s in sheets if s.annotator == annotator] for n, sheets in by_id.items()}
    if not any(kept.values()):
        names = sorted({s.annotator for sheets in by_id.values() for s in sheets if s.annotator})
        raise AnnotationError(
            f"nothing by {annotator!r}; annotators are {', '.join(names) or 'not named here'}"
        )
    return {name: sheets for name, sheets in kept.items() if sheets}


def _take(found: Gathered, sheets: list[Sheet], known: Mapping[str, Original] | None) -> None:
    sheet = sheets[0]
    original = (known or {}).get(sheet.id)
    text = _text(sheets, original, lost=known is not None and original is None)
    if text is not None:
        before = original.frames if original else ()
        frames = frames_of(sheet, text, before)
        lines = block_lines(sheet, text, frames, original)
        if not sheet.faults or found.partial:
            changes = compare(sheet.id, text, before, frames) if original else []
            item = _item(sheet, text, original, len(frames))
            found.items.append(Corrected(item, lines, frames, len(changes)))
            found.changes += changes
    if sheet.faults and (text is None or not found.partial):
        found.held.append(sheet.id or sheet.file)
    found.faults += sheet.faults
    found.remarks += sheet.remarks


def _text(sheets: list[Sheet], original: Original | None, *, lost: bool) -> str | None:
    """The article's text, if the project's is still the same; None if nothing can be taken."""
    sheet = sheets[0]
    faults = list(_refusals(sheets, original, lost=lost))
    for place, message in faults:
        sheet.fault(place, message)
    if faults or not sheet.text:
        return None
    return original.text if original else sheet.text


def _refusals(
    sheets: list[Sheet], original: Original | None, *, lost: bool
) -> Iterator[tuple[str, str]]:
    sheet = sheets[0]
    if len(sheets) > 1:
        names = ", ".join(sorted({s.annotator or s.file for s in sheets}))
        yield "", f"is annotated {len(sheets)} times ({names}); choose one with --annotator"
    if lost:
        yield "", "is not among the items that went out; name these with --original"
    if not sheet.text and not sheet.faults:
        yield "", "has no text"
    if original and sheet.text and sheet.text != sheet.fit(original.text):
        at = _first_difference(sheet.text, sheet.fit(original.text))
        yield f"character {at}", "the text is not the one that went out; spans can't be trusted"
    if len(sheet.marks) * len(sheet.text) > MOST_WORK:
        yield "", f"has {len(sheet.marks):,} marks on {len(sheet.text):,} characters; cut it up"
    if original is None and REPLACEMENT in sheet.text:
        yield "", "the text has stand-ins for characters; name the items with --original"


def _first_difference(one: str, other: str) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _item(sheet: Sheet, text: str, original: Original | None, frames: int) -> dict[str, Any]:
    """The item's record; somebody went through all of its frames."""
    if original is None:
        return {"id": sheet.id, "text": text, "frames": frames, "judged": frames}
    item = dict(original.item)
    counts = {"frames": frames, "judged": frames}
    return {**item, **{name: value for name, value in counts.items() if name in item}}
