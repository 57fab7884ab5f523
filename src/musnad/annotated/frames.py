"""Sheets → frames of the corpus: what does not fit scheme or text is a fault, with its place.

Nothing is guessed. White space at the ends of a span is trimmed, modes that a type does not have
are dropped (both are said), and a role left over from a frame that was deleted goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from musnad.annotated.sheet import Sheet, quoted
from musnad.evaluation import CodedFrame, CodedRole
from musnad.export.corpus import MISFITS
from musnad.export.marked import Mark
from musnad.records import (
    CONTEXTS,
    FLAGS,
    FRAME_TYPES,
    MODE_NAMES,
    MODES,
    ROLES,
    STATEMENT_TYPES,
    Span,
)

_ACTOR = re.compile(r"[A-Z][A-Z0-9]{2,29}(?:\+[A-Z][A-Z0-9]{2,29})*")
_PLACE = re.compile(r"[A-Z]{3}(?:\+[A-Z]{3})*(?: \S[^\[\]|\n]*)?")
_TIME = re.compile(r"[0-9A-Z:/.+_-]{2,60}")
VALUES = {"agent": _ACTOR, "target": _ACTOR, "place": _PLACE, "time": _TIME}
"""How values look: CAMEO-style codes, country and name, ISO 8601 or TIMEX3."""


def frames_of(sheet: Sheet, text: str, before: Iterable[CodedFrame] = ()) -> tuple[CodedFrame, ...]:
    """The frames of a sheet in text order; faults and remarks go into the sheet.

    Args:
        sheet: as the tool gave it back.
        text: the article's, as long as the sheet's.
        before: the frames that went out, if they are known.
    """
    return _Assembly(sheet, text, before).frames()


class _Assembly:
    def __init__(self, sheet: Sheet, text: str, before: Iterable[CodedFrame]) -> None:
        roles = [role for frame in before for role in frame.roles]
        self._sheet = sheet
        self._text = text
        self._old_spans = {_trimmed(role.span, text) for role in roles}
        self._old_values = {(role.role, role.norm) for role in roles}
        self._roles: dict[str, list[tuple[Mark, str]]] = {}

    def frames(self) -> tuple[CodedFrame, ...]:
        marks = self._sheet.marks
        framed = {name for name, mark in marks.items() if mark.label in FRAME_TYPES}
        self._roles = {name: [] for name in marks if name in framed}
        tied: set[str] = set()
        for source, target, place in self._sheet.ties:
            tied |= self._tie(source, target, place, framed)
        for name in marks:
            if name not in framed and name not in tied:
                self._alone(name)
        found = [self._frame(name) for name in self._roles]
        return tuple(sorted((f for f in found if f is not None), key=lambda f: f.predicate))

    def _tie(self, source: str, target: str, place: str, framed: set[str]) -> set[str]:
        """Take in a tie, in either direction; the names of the roles in it."""
        marks = self._sheet.marks
        lost = [name for name in (source, target) if name not in marks]
        if lost:
            self._sheet.fault(place, f"a tie to {quoted(lost[0])}, which is not there")
            return set()
        ends = [name for name in (source, target) if name in framed]
        others = [name for name in (source, target) if name not in framed]
        if len(ends) == 1:
            self._roles[ends[0]].append((marks[others[0]], place))
        elif not ends:
            labels = [quoted(marks[name].label) for name in others]
            self._sheet.fault(place, f"a tie between {' and '.join(labels)}; expected a frame")
        elif source == target:
            self._sheet.fault(place, "a tie of a frame to itself")
        return set(others)

    def _alone(self, name: str) -> None:
        """A role that no frame has: left over from a deleted one, or forgotten to be tied."""
        mark, place = self._sheet.marks[name], self._sheet.places[name]
        words = quoted(mark.span.of(self._text))
        if _trimmed(mark.span, self._text) in self._old_spans:
            self._sheet.remark(place, f"{mark.label} {words} is left without a frame; set aside")
        else:
            self._sheet.fault(place, f"{mark.label} {words} belongs to no frame; tie it to one")

    def _frame(self, name: str) -> CodedFrame | None:
        mark, place = self._sheet.marks[name], self._sheet.places[name]
        span = self._span(mark.span, place)
        if span is None:
            return None
        roles = [self._role(role, mark.label, at) for role, at in self._roles[name]]
        return CodedFrame(
            mark.label,
            span,
            tuple(dict.fromkeys(role for role in roles if role is not None)),
            self._named(mark.flags, FLAGS, "flag", place),
            self._modes(mark, place),
            self._named(mark.contexts, CONTEXTS, "context", place),
        )

    def _modes(self, mark: Mark, place: str) -> tuple[str, ...]:
        known = self._named(mark.modes, MODE_NAMES, "mode", place)
        own = MODES.get(mark.label, ())
        for name in known:
            if name not in own:
                self._sheet.remark(place, f"{mark.label} has no mode {name}; dropped")
        return tuple(name for name in known if name in own)

    def _named(
        self, names: Iterable[str], known: tuple[str, ...], what: str, place: str
    ) -> tuple[str, ...]:
        for name in names:
            if name not in known:
                self._sheet.fault(place, f"unknown {what} {quoted(name)}")
        return tuple(dict.fromkeys(name for name in names if name in known))

    def _role(self, mark: Mark, frame: str, place: str) -> CodedRole | None:
        place = self._sheet.places.get(mark.name, place)
        span = self._span(mark.span, place)
        if mark.label not in ROLES:
            self._sheet.fault(place, f"unknown role or type {quoted(mark.label)}")
            return None
        if mark.label in MISFITS[frame in STATEMENT_TYPES]:
            self._sheet.fault(place, f"{frame} can have no {mark.label}")
            return None
        if span is None:
            return None
        self._value(mark, place)
        return CodedRole(mark.label, span, mark.unsaid, mark.value)

    def _value(self, mark: Mark, place: str) -> None:
        """A value must look like one, unless it went out like that."""
        if mark.value is None or (mark.label, mark.value) in self._old_values:
            return
        looks = VALUES.get(mark.label)
        if looks is None:
            self._sheet.fault(place, f"a {mark.label} has no value; found {quoted(mark.value)}")
        elif not looks.fullmatch(mark.value):
            self._sheet.fault(place, f"{quoted(mark.value)} is no value of a {mark.label}")

    def _span(self, span: Span, place: str) -> Span | None:
        trimmed = _trimmed(span, self._text)
        if trimmed.start >= trimmed.end:
            self._sheet.fault(place, "marks nothing but white space")
            return None
        if trimmed != span:
            self._sheet.remark(
                place, f"white space around {quoted(trimmed.of(self._text))} trimmed"
            )
        return trimmed


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def like(frame: CodedFrame) -> CodedFrame:
    """The frame with flags, modes, contexts and roles in one order, so that two can be compared."""
    return replace(
        frame,
        roles=tuple(sorted(frame.roles, key=role_order)),
        flags=tuple(name for name in FLAGS if name in frame.flags),
        modes=tuple(sorted(frame.modes or ())),
        contexts=tuple(sorted(frame.contexts or ())),
    )


def role_order(role: CodedRole) -> tuple[int, Span, bool, str]:
    """Where a role stands among those of a frame, for want of another order."""
    return ROLES.index(role.role), role.span, role.implicit, role.norm or ""
