"""The corpus format: `NAME.jsonl` with the items, `NAME.frames` with their frame blocks.

`musnad check corpus` and the training read both. What the format can't say is left out with a
warning: spans that begin or end with white space, roles that the scheme does not give to a type
(a toll on a statement, a content on an act), values with brackets in them.

An item's `judged` and `frames` count its frames and those that somebody judged: frames that nobody
looked at stand as the model read them, so train on items whose counts are near each other.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from musnad.errors import ExportError
from musnad.export.expressions import SEPARATOR, expression, nearest_place, next_place
from musnad.export.formats import Options
from musnad.export.json_text import json_line
from musnad.export.seen import Seen
from musnad.records import MODES, STATEMENT_TYPES, Entry, Frame, Label, Role, state_of

ITEMS, FRAMES = ".jsonl", ".frames"
JOINT = "+"
NO_CONTEXT = "context: none\n"
"""Says that modes and contexts were coded, and that a frame has those that its line names."""

MISFITS = {True: frozenset(("toll",)), False: frozenset(("content", "medium"))}
"""Roles that the scheme does not give to statements, and to acts."""

_NAME = re.compile(r"[\w-]{1,60}")
_NORM = re.compile(r"[^\[\]\n\r|\ud800-\udfff]+")
_VALUED = re.compile(r".*\s\[[^\]\[]*\]", re.DOTALL)

_log = logging.getLogger(__name__)


def write(entries: Iterable[Entry], out: Path, options: Options) -> int:
    """Write the two files; the number of items. An article that comes twice is written once.

    Raises:
        ExportError: the name is none for a file.
    """
    count = 0
    with CorpusFiles(out, options.name) as files:
        for entry in entries:
            count += files.add(entry)
    return count


class CorpusFiles:
    """The two files, open to be written.

    Raises:
        ExportError: the name is none for a file.
    """

    def __init__(self, folder: Path, name: str) -> None:
        if not _NAME.fullmatch(name):
            raise ExportError(f"{name!r} names no file; expected letters, digits, - and _")
        self._stack = ExitStack()
        self._items, self._frames = (
            self._stack.enter_context((folder / f"{name}{suffix}").open("xb"))
            for suffix in (ITEMS, FRAMES)
        )
        self._seen = self._stack.enter_context(Seen())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def add(self, entry: Entry) -> bool:
        """Write an item with its block; False if it was written before, or has no text."""
        if not (entry.reading.article.text and self._seen.is_new(entry.article_id)):
            return False
        self._items.write(json_line(_item(entry)) + b"\n")
        self._frames.write("".join(_block(entry)).encode())
        return True


def _item(entry: Entry) -> dict[str, Any]:
    article, frames = entry.reading.article, entry.reading.frames
    found = {
        "id": entry.article_id,
        "date": article.published.isoformat() if article.published else None,
        "outlet": article.outlet,
        "title": article.title,
        "text": article.text,
        "url": article.url,
        "story": entry.story,
        "frames": len(frames),
        "judged": sum(bool(state_of(entry, frame)) for frame in frames),
    }
    return {name: value for name, value in found.items() if value is not None}


def _block(entry: Entry) -> Iterator[str]:
    yield f"# {entry.article_id}\n"
    yield NO_CONTEXT
    text, reached = entry.reading.article.text, 0
    for frame in sorted(entry.reading.frames, key=lambda f: f.span):
        line = frame_line(text, frame, reached)
        if line is None:
            _log.warning("%s: predicate %r can't be written", entry.id_of(frame), frame.text[:40])
            continue
        yield f"{line}\n"
        reached = max(reached, frame.span.start + 1)
    yield "\n"


def frame_line(text: str, frame: Frame, reached: int) -> str | None:
    """The line of a frame; None if its predicate can't be written.

    Args:
        text: the article's.
        frame: the frame.
        reached: from where on the reader looks for its predicate.
    """
    predicate = expression(
        text, frame.span, lambda found: next_place(found, reached), lambda written: written
    )
    if predicate is None:
        return None
    fields = [frame.type, predicate]
    for role in frame.roles:
        field = _role(text, frame, role)
        if field is None:
            _log.warning("%s %r of %r can't be written", role.role, role.text[:40], frame.text[:40])
        else:
            fields.append(field)
    fields += [flag.name for flag in frame.flags]
    own = [mode for mode in frame.modes if mode.name in MODES.get(frame.type, ())]
    fields += [*_labels("mode", own), *_labels("context", frame.contexts)]
    return SEPARATOR.join(fields)


def _labels(what: str, labels: Iterable[Label]) -> list[str]:
    names = JOINT.join(label.name for label in labels)
    return [f"{what}: {names}"] if names else []


def _role(text: str, frame: Frame, role: Role) -> str | None:
    """The field of a role; None if the scheme or the format has none for it."""
    if role.role in MISFITS[frame.type in STATEMENT_TYPES]:
        return None
    norm = role.norm if role.norm and _NORM.fullmatch(role.norm) else None
    value = f" [{norm.strip()}]" if norm and norm.strip() else ""

    def field(written: str) -> str | None:
        if role.unsaid:
            return f"{role.role}: ({written}){value}"
        unclear = written.startswith("(") and written.endswith(")")
        unclear = unclear or (not value and _VALUED.fullmatch(written) is not None)
        return None if unclear else f"{role.role}: {written}{value}"

    return expression(text, role.span, lambda found: nearest_place(found, frame.span), field)
