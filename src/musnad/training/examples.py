"""Annotated texts → labelled windows, over units.

A frame here is the plain form that gold files hold: `type`, `predicate` (start, end), `roles` with
`role`, `span`, `implicit`, and `flags`; offsets are code points of the text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from musnad.model.labels import (
    CONTEXT_LABELS,
    FLAG_LABELS,
    LEFT,
    MAX_STRIP,
    MENTION_LABELS,
    MODE_LABELS,
    PREDICATE_LABELS,
    RIGHT,
    ROLE_LABELS,
    UNSAID_ROLES,
    B,
    I,
)
from musnad.model.pieces import Pieces
from musnad.model.units import Unit, split_units
from musnad.model.windows import Window, make_windows
from musnad.records import MODES

IGNORE = -100
SPAN = LEFT + RIGHT

FramedText = tuple[str, list[dict[str, Any]]]
"""An article's text and its frames."""

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float32]


@dataclass(slots=True)
class FrameLabels:
    """Labels of one predicate in a window: `tags` is (SPAN, roles), -100 beyond the window.

    `modes` and `contexts` are 1, 0, or -1 for "not coded" (a mode of another type never counts).
    """

    at: int
    tags: IntArray
    flags: FloatArray
    antecedents: tuple[int, ...]
    modes: FloatArray = field(default_factory=lambda: np.full(len(MODE_LABELS), -1, np.float32))
    contexts: FloatArray = field(
        default_factory=lambda: np.full(len(CONTEXT_LABELS), -1, np.float32)
    )


@dataclass(slots=True)
class Example:
    """A window with its labels; `None` for a kind of label means: not annotated, no loss.

    `masked` labels pieces: what stood where `ids` hides it. All others label units. `whole` are the
    ids that teachers see, of a window that is learned from them.
    """

    ids: tuple[int, ...]
    unit_of_piece: tuple[int, ...]
    units: int
    predicates: IntArray | None = None
    participants: IntArray | None = None
    strip: IntArray | None = None
    mentions: IntArray | None = None
    masked: IntArray | None = None
    whole: tuple[int, ...] | None = None
    frames: list[FrameLabels] = field(default_factory=list)


class UnitIndex:
    """Finds the units that a character span covers."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self._starts = [u.start for u in units]

    def cover(self, start: int, end: int) -> tuple[int, int] | None:
        """(first, last) of the units that share a character with the span; None if none does."""
        first = max(0, bisect_right(self._starts, start) - 1)
        if first < len(self.units) and self.units[first].end <= start:
            first += 1
        last = bisect_right(self._starts, end - 1)
        return (first, last) if first < last else None

    def strip(self, first: int, start: int) -> int:
        """How many letters of the first unit stand before the span, at most MAX_STRIP - 1."""
        return min(max(0, start - self.units[first].start), MAX_STRIP - 1)


def frame_examples(text: str, frames: Sequence[dict[str, Any]], pieces: Pieces) -> list[Example]:
    """Labelled windows of an annotated article."""
    units = split_units(text)
    index = UnitIndex(units)
    return [_frame_example(w, frames, index) for w in make_windows(text, units, pieces)]


def _frame_example(window: Window, frames: Sequence[dict[str, Any]], index: UnitIndex) -> Example:
    count = window.last - window.first
    example = Example(
        window.ids,
        window.unit_of_piece,
        count,
        predicates=np.zeros(count, np.int64),
        participants=np.zeros(count, np.int64),
        strip=np.full((count, 2), IGNORE, np.int64),
    )
    for frame in frames:
        _label_frame(example, window, frame, index)
    for frame in frames:
        for role in frame["roles"]:
            if role["role"] in UNSAID_ROLES:
                _label_participant(example, window, role["span"], index)
    return example


def _label_frame(example: Example, window: Window, frame: dict[str, Any], index: UnitIndex) -> None:
    assert example.predicates is not None  # noqa: S101 - built by the caller just before
    assert example.strip is not None  # noqa: S101
    covered = index.cover(*frame["predicate"])
    if covered is None or not (window.first <= covered[0] and covered[1] <= window.last):
        return
    first, last = covered[0] - window.first, covered[1] - window.first
    if example.predicates[first] > 1:
        return  # two frames on one word: the first is learned
    example.predicates[first] = PREDICATE_LABELS.index(frame["type"])
    example.predicates[first + 1 : last] = 1
    example.strip[first, 0] = index.strip(covered[0], frame["predicate"][0])
    tags = _role_tags(example, window, frame, index, first)
    flags = np.array([name in frame["flags"] for name in FLAG_LABELS], np.float32)
    antecedents = tuple(_antecedent(r, window, frame, index) for r in UNSAID_ROLES)
    modes = _coded(frame.get("modes"), MODE_LABELS, MODES.get(frame["type"], ()))
    contexts = _coded(frame.get("contexts"), CONTEXT_LABELS, CONTEXT_LABELS)
    example.frames.append(FrameLabels(first, tags, flags, antecedents, modes, contexts))


def _coded(
    names: Sequence[str] | None, labels: Sequence[str], possible: Sequence[str]
) -> FloatArray:
    """1 or 0 for the labels that are possible, -1 for the others; all -1 if nobody has coded."""
    if names is None:
        return np.full(len(labels), -1, np.float32)
    return np.array([(x in names) if x in possible else -1 for x in labels], np.float32)


def _role_tags(
    example: Example, window: Window, frame: dict[str, Any], index: UnitIndex, at: int
) -> IntArray:
    assert example.strip is not None  # noqa: S101
    count = window.last - window.first
    tags = np.full((SPAN, len(ROLE_LABELS)), IGNORE, np.int64)
    tags[max(0, LEFT - at) : min(SPAN, LEFT + count - at)] = 0
    for role in frame["roles"]:
        covered = None if role["implicit"] else index.cover(*role["span"])
        if covered is None:
            continue
        column = ROLE_LABELS.index(role["role"])
        first, last = covered[0] - window.first, covered[1] - window.first
        low = max(first, 0, at - LEFT)
        high = min(last, count, at + RIGHT)
        if low >= high:
            continue
        tags[low - at + LEFT : high - at + LEFT, column] = I
        tags[low - at + LEFT, column] = B
        if low == first:
            example.strip[first, 1] = index.strip(covered[0], role["span"][0])
    return tags


def _antecedent(role: str, window: Window, frame: dict[str, Any], index: UnitIndex) -> int:
    """Unit of the antecedent's start in the window; the window's size means nothing is unsaid."""
    count = window.last - window.first
    found = [r for r in frame["roles"] if r["role"] == role and r["implicit"]]
    if not found:
        return count
    covered = index.cover(*found[0]["span"])
    if covered is None or not window.first <= covered[0] < window.last:
        return IGNORE
    return covered[0] - window.first


def _label_participant(
    example: Example, window: Window, span: Sequence[int], index: UnitIndex
) -> None:
    assert example.participants is not None  # noqa: S101
    covered = index.cover(span[0], span[1])
    if covered is None or not (window.first <= covered[0] and covered[1] <= window.last):
        return
    first, last = covered[0] - window.first, covered[1] - window.first
    held = example.participants[first:last]
    if held.any() and (held > 0).sum() >= last - first:
        return  # inside a longer one
    before = first
    while before > 0 and example.participants[before] == I:
        before -= 1
    example.participants[first:last] = I
    example.participants[before if example.participants[before] == B else first] = B


def mention_example(
    text: str, mentions: Sequence[tuple[int, int, str]], pieces: Pieces
) -> list[Example]:
    """Labelled windows of a text with entity mentions (start, end, fine kind)."""
    units = split_units(text)
    index = UnitIndex(units)
    examples = []
    for window in make_windows(text, units, pieces):
        labels = np.zeros(window.last - window.first, np.int64)
        for start, end, kind in mentions:
            covered = index.cover(start, end)
            if covered and window.first <= covered[0] and covered[1] <= window.last:
                first, last = covered[0] - window.first, covered[1] - window.first
                labels[first:last] = MENTION_LABELS.index(f"I-{kind}")
                labels[first] = MENTION_LABELS.index(f"B-{kind}")
        examples.append(Example(window.ids, window.unit_of_piece, len(labels), mentions=labels))
    return examples
