"""How many items a source has, where that is cheap to know: for a progress bar."""

from __future__ import annotations

from pathlib import Path

from musnad.errors import SourceError
from musnad.ingest.archives import zip_names
from musnad.ingest.folders import files_of
from musnad.ingest.items import Skipped
from musnad.ingest.kinds import kind_of
from musnad.ingest.names import OTHERS, PAGES, suffixes
from musnad.ingest.packed import Stream, open_file
from musnad.ingest.tables_parquet import count_rows

SAMPLE = 4_000_000
"""Bytes at a file's head from which the number of its lines is reckoned."""


def count_items(name: str) -> int | None:
    """How many items a source has, about; None where only reading it would tell.

    Never raises over the source: that is for `open_items` to do.
    """
    if name.lower().startswith(("http://", "https://")):
        return 1
    path = Path(name)
    try:
        return _in_folder(path, name) if path.is_dir() else _in_file(path, name)
    except (SourceError, OSError, ValueError):
        return None


def _in_folder(folder: Path, name: str) -> int | None:
    """Its files, where all are pages by their names."""
    count = 0
    for found in files_of(folder, name=name):
        if not isinstance(found, Skipped) and suffixes(found[0].name)[0] not in PAGES:
            return None
        count += 1
    return count


def _in_file(path: Path, name: str) -> int | None:
    with open_file(path, name=name) as stream:
        kind = kind_of(stream.peek(512), name)
        if kind == "parquet":
            return count_rows(stream, name=name)
        if kind == "zip":
            return _in_zip(zip_names(stream, name=name))
        if kind == "jsonl" and not suffixes(name)[1]:
            return _lines(stream, path.stat().st_size)
        return 1 if kind == "page" else None


def _in_zip(names: list[str]) -> int | None:
    found = [suffix for name in names if (suffix := suffixes(name)[0]) not in OTHERS]
    return len(found) if all(suffix in PAGES for suffix in found) else None


def _lines(stream: Stream, size: int) -> int:
    """Lines, counted in a small file and reckoned from its head in a large one."""
    data = stream.read(SAMPLE)
    lines = data.count(b"\n") + (not data.endswith(b"\n") and bool(data))
    return lines if len(data) == size else round(lines * size / max(1, len(data)))
