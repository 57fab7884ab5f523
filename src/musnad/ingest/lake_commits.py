"""What a lake says of each batch that it holds: a small file, written after its tables."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from musnad.errors import LakeError
from musnad.records import canonical

COMMITS = "_musnad/batches"
"""Where they lie; names with an underscore are passed over by those who list tables."""

MOST_BYTES = 256_000_000
"""Largest commit that is read: 20 bytes a page, for ten million pages in a batch."""

NAME = re.compile(r"(\d{9})-(b[0-9a-f]{20})\.json")
FILE = re.compile(
    r"(?:(?:readings|frames)/date=(?:\d{4}-\d\d-\d\d|unknown)|failures)/(b[0-9a-f]{20})-\d{3}\.parquet"
)
"""Paths of the files that we write; the group is the batch."""


@dataclass(frozen=True, slots=True)
class Commit:
    """A batch that is held.

    Attributes:
        number: which batch of the lake, from 1, in the order in which they were formed.
        batch: content id of the pages that were in it and the model.
        model, musnad: digest of the weights, and the version, that read it.
        written: when, ISO 8601 in UTC.
        read, failed: its pages that became readings, and those that did not.
        files: path → number of rows.
        known: first digits of the digests of the pages that need not be read again: of their
            bytes, or of the failure where there were no bytes.
    """

    number: int
    batch: str
    model: str
    musnad: str
    written: str
    read: int
    failed: int
    files: dict[str, int]
    known: tuple[str, ...]

    @property
    def path(self) -> str:
        """Where in the lake it is written."""
        return f"{COMMITS}/{self.number:09d}-{self.batch}.json"

    def to_bytes(self) -> bytes:
        """What its file holds."""
        return canonical(
            {
                "number": self.number,
                "batch": self.batch,
                "model": self.model,
                "musnad": self.musnad,
                "written": self.written,
                "read": self.read,
                "failed": self.failed,
                "files": self.files,
                "known": " ".join(self.known),
            }
        )

    @classmethod
    def from_bytes(cls, data: bytes, *, place: str) -> Commit:
        """Inverse of `to_bytes`.

        Raises:
            LakeError: it is none of ours, or cut off; `place` names it.
        """
        try:
            fields: dict[str, Any] = json.loads(data)
            commit = cls(**{**fields, "known": tuple(fields["known"].split())})
            sound = _is_sound(commit)
        except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
            raise LakeError(
                f"{place}: is cut off or none of ours ({type(error).__name__}: {error})"
            ) from error
        if not sound:
            raise LakeError(f"{place}: names what no batch of a lake has; it is none of ours")
        return commit


def _is_sound(commit: Commit) -> bool:
    """Whether what it says may be followed: kinds of values, and paths within the lake."""
    texts = (commit.batch, commit.model, commit.musnad, commit.written)
    numbers = (commit.number, commit.read, commit.failed, *commit.files.values())
    return (
        all(isinstance(text, str) for text in texts)
        and all(isinstance(n, int) and not isinstance(n, bool) and n >= 0 for n in numbers)
        and all(FILE.fullmatch(path) for path in commit.files)
        and all(re.fullmatch("[0-9a-f]{16}", digits) for digits in commit.known)
    )
