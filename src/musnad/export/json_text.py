"""JSON for files: one object a line, or one document whose list is written item by item."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, BinaryIO

from musnad.export.texts import unpaired, whole_values

_ESCAPED = str.maketrans({c: f"\\u{ord(c):04x}" for c in "\x7f\x85\u2028\u2029"})
"""What some reader takes for a line's end; in JSON these can only stand in texts."""


def json_line(data: Any) -> bytes:  # noqa: ANN401 - whatever JSON holds
    r"""JSON on one line, without its end.

    Half characters become escapes (`\ud800`), so that the bytes are UTF-8 and the text comes back
    as it was; only two that JSON would take for one whole character are replaced.
    """
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return unpaired(text).translate(_ESCAPED).encode("utf-8", "backslashreplace")


def write_lines(records: Iterable[dict[str, Any]], out: BinaryIO) -> int:
    """Write one object a line, half characters replaced; how many."""
    count = 0
    for record in records:
        out.write(json_line(whole_values(record)) + b"\n")
        count += 1
    return count


def write_list(
    head: dict[str, Any], key: str, items: Iterable[dict[str, Any]], out: BinaryIO
) -> int:
    """Write one object with `head`'s fields and, under `key`, the items, one a line; how many."""
    out.write(json_line(head)[:-1] + b"," + json_line(key) + b":[")
    count = 0
    for item in items:
        out.write((b",\n" if count else b"\n") + json_line(whole_values(item)))
        count += 1
    out.write(b"\n]}\n")
    return count
