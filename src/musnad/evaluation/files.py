"""Reading annotated files line by line; whatever is wrong with one is a CorpusError."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from musnad.errors import CorpusError
from musnad.evaluation.faults import Fault

_SHOWN = 60
"""Characters of a line that a message quotes."""


def lines(path: Path) -> Iterator[tuple[int, str]]:
    """Numbered lines of a UTF-8 file without their ends, a byte order mark aside.

    Raises:
        CorpusError: the file is missing, unreadable or not UTF-8.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise CorpusError(
            f"{path}: cannot be read ({error.strerror}); is the path right?"
        ) from None
    except UnicodeDecodeError as error:
        raise CorpusError(f"{path}: is not UTF-8 (byte {error.start}); save it as UTF-8") from None
    yield from enumerate(text.split("\n"), 1)


def records(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Numbered JSON objects of a JSONL file; blank lines are passed over.

    Raises:
        CorpusError: as `lines`, or a line is no JSON object.
    """
    for number, line in lines(path):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            record = None
        if not isinstance(record, dict):
            raise at(path, number, f"expected one JSON object, found {line.strip()[:_SHOWN]!r}")
        yield number, record


def at(path: Path, line: int, message: str) -> CorpusError:
    """The error for a line, ready to be raised."""
    return CorpusError(str(Fault(path, line, message)))
