"""Text made fit for a format: what a format can't hold is replaced one for one, or dropped.

Arabic letters, marks, bidi controls and quotation marks stay everywhere. Where offsets point into a
text that is written too, every character is replaced by exactly one, so that offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from musnad.errors import ExportError

REPLACEMENT = "\ufffd"

_SURROGATE = re.compile("[\ud800-\udfff]")
"""Half characters: no UTF-8 holds them."""

_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
"""Two half characters in a row: in Python two code points, in JSON one."""

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, not even escaped (production 2, Char)."""

_BREAKS = re.compile("[\t\v\f\r\x1c-\x1f\x85\u2028\u2029]")
"""What some reader takes for the end of a line or of a field; line feed is the only one kept."""

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]")

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
"""Characters that JavaScript and Java count as two."""

MOST_DEPTH = 64
"""Deepest nesting of the JSON that is written here; ours has less than ten levels."""


def whole(text: str) -> str:
    """`text` with half characters replaced; as long as before."""
    return _SURROGATE.sub(REPLACEMENT, text)


def has_pair(text: str) -> bool:
    """Whether JSON would make one character of two code points of `text`."""
    return _PAIR.search(text) is not None


def unpaired(text: str) -> str:
    """`text` with half characters replaced where two stand in a row."""
    return _PAIR.sub(2 * REPLACEMENT, text)


def plain(text: str) -> str:
    """`text` whose only line end is the line feed, without controls; as long as before."""
    return _CONTROLS.sub(REPLACEMENT, _BREAKS.sub(" ", whole(text)))


def shown(text: str) -> str:
    """`plain`, with a stand-in for characters beyond the basic plane; as long as before.

    Annotation tools that run in a browser count such a character (an emoji, say) as two, some in
    all places and some in a few, so that spans behind it shift; where there is none, all count
    alike. The text itself is kept beside the tool's.
    """
    return _ASTRAL.sub(REPLACEMENT, plain(text))


def xml_fit(text: str) -> str:
    """`plain`, with what XML can't hold replaced; as long as before."""
    return _NOT_XML.sub(REPLACEMENT, plain(text))


def one_line(text: str) -> str:
    """`plain`, with line feeds as spaces; as long as before."""
    return plain(text).replace("\n", " ")


def xml_text(text: str) -> str:
    """`text` without the characters that XML can't hold."""
    return _NOT_XML.sub("", text)


def whole_values(data: Any, *, keep_none: bool = False, depth: int = 0) -> Any:  # noqa: ANN401
    """JSON data with half characters replaced in every text.

    Args:
        data: whatever JSON holds.
        keep_none: whether fields without a value stay in objects.
        depth: how deep in other data it lies.

    Raises:
        ExportError: nested deeper than `MOST_DEPTH`.
    """
    if depth > MOST_DEPTH:
        raise ExportError(f"data nested deeper than {MOST_DEPTH} levels; expected a record of ours")
    if isinstance(data, str):
        return whole(data)
    if isinstance(data, dict):
        kept = {k: v for k, v in data.items() if keep_none or v is not None}
        return {k: whole_values(v, keep_none=keep_none, depth=depth + 1) for k, v in kept.items()}
    if isinstance(data, list | tuple):
        return [whole_values(v, keep_none=keep_none, depth=depth + 1) for v in data]
    return data


def line_spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of `text[start:end]` that stand on one line each, without empty ones."""
    at = start
    for line in text[start:end].split("\n"):
        stripped = line.strip()
        if stripped:
            left = at + len(line) - len(line.lstrip())
            yield left, left + len(stripped)
        at += len(line) + 1
