"""Readings as JSON lines, as `musnad read --format jsonl` writes them, and back.

What a ledger knows beside the reading stands under "entry"; readers of plain readings pass it over.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Any, BinaryIO

from musnad.errors import RecordError
from musnad.export.formats import Options
from musnad.export.json_text import json_line
from musnad.export.texts import has_pair, whole_values
from musnad.records import Entry, Judgement, Origin, Reading

ENTRY = "entry"


def write(entries: Iterable[Entry], out: BinaryIO, options: Options) -> int:
    """Write the readings; their number."""
    count = 0
    for entry in entries:
        out.write(json_line(_record(entry)) + b"\n")
        count += 1
    return count


def _record(entry: Entry) -> dict[str, Any]:
    data = entry.reading.to_dict()
    if has_pair(entry.reading.article.text):  # offsets would shift: all halves are replaced alike
        data = whole_values(data, keep_none=True)
    return data | {
        ENTRY: {
            "article": entry.article_id,
            "reading": entry.reading_id,
            "frames": dict(entry.frame_ids),
            "story": entry.story,
            "origins": [o.to_dict() for o in entry.origins],
            "judgements": [j.to_dict() for j in entry.judgements],
        }
    }


def entries_of(lines: Iterable[bytes | str]) -> Iterator[Entry]:
    """The entries of JSON lines; blank lines are passed over.

    Raises:
        RecordError: a line holds no reading; says which line.
    """
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _entry(line, number)


def _entry(line: bytes | str, number: int) -> Entry:
    try:
        data = json.loads(line)
        known = data.get(ENTRY) or {}
        entry = Entry.of(
            Reading.from_dict(data),
            origins=tuple(Origin.from_dict(o) for o in known.get("origins", ())),
            story=known.get("story"),
            judgements=tuple(Judgement.from_dict(j) for j in known.get("judgements", ())),
        )
        return replace(
            entry,
            article_id=known.get("article", entry.article_id),
            reading_id=known.get("reading", entry.reading_id),
            frame_ids=MappingProxyType({**entry.frame_ids, **known.get("frames", {})}),
        )
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise RecordError(
            f"line {number}: no reading ({type(error).__name__}: {error}); expected what "
            "`musnad read --format jsonl` writes"
        ) from None
