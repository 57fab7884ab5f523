"""Files of a project, none of them larger than we are willing to hold; archives are never unpacked.

Members of an archive are read from where they stand, by their names in it; a name that leads out of
it, an encrypted member, or one that grows beyond the limits is refused.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from musnad.errors import AnnotationError

MOST_BYTES = 64 * 1024 * 1024
"""Of one file: an article of 100,000 characters with 5,000 marks has some 2 MB as XMI."""

MOST_FILES = 50_000
"""Of a folder or an archive."""

MOST_UNPACKED = 512 * 1024 * 1024
"""Bytes of all documents of an archive together."""

MOST_DEPTH = 2
"""Archives in archives: INCEpTION puts an archive for each annotator into the project's."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Raises:
        AnnotationError: it can't be read, or is larger than `MOST_BYTES`.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise AnnotationError(f"{path}: can't be read ({error.strerror or error})") from None
    return _bounded(data, str(path))


def _bounded(data: bytes, name: str) -> bytes:
    if len(data) > MOST_BYTES:
        raise AnnotationError(f"{name}: has more than {MOST_BYTES:,} bytes; export fewer at a time")
    return data


def text_of(data: bytes, name: str) -> str:
    """The text of a UTF-8 file, line ends as they are.

    Raises:
        AnnotationError: it is not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise AnnotationError(
            f"{name}: is not UTF-8 (byte {error.start}); export it again"
        ) from None


def json_of(data: bytes, name: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    """The value of a JSON file.

    Raises:
        AnnotationError: it is no JSON.
    """
    try:
        return json.loads(text_of(data, name))
    except (ValueError, RecursionError) as error:
        raise AnnotationError(f"{name}: is no JSON ({error}); expected the tool's export") from None


def files_of(folder: Path, suffix: str) -> list[Path]:
    """Files of a folder and its folders with this suffix, by name; links are passed over.

    Raises:
        AnnotationError: there are more than `MOST_FILES`.
    """
    found: list[Path] = []
    for path in folder.rglob(f"*{suffix}"):
        if path.is_file() and not path.is_symlink():
            found.append(path)
        if len(found) > MOST_FILES:
            raise AnnotationError(f"{folder}: holds more than {MOST_FILES:,} {suffix} files")
    return sorted(found)


class Archive:
    """The documents of an archive and of archives in it, with what may still be unpacked.

    Args:
        suffix: of the files that are documents; no others are unpacked.
    """

    def __init__(self, suffix: str) -> None:
        self._suffix = suffix
        self._left = MOST_UNPACKED
        self._files = 0

    def members(self, data: bytes, name: str, depth: int = 0) -> Iterator[tuple[str, bytes]]:
        """Names and bytes of the documents.

        Raises:
            AnnotationError: it is no archive, or breaks a limit.
        """
        if depth > MOST_DEPTH:
            raise AnnotationError(f"{name}: archives lie more than {MOST_DEPTH} deep in each other")
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError) as error:
            raise AnnotationError(f"{name}: is no zip archive ({error})") from None
        with archive:
            entries = archive.infolist()
            self._files += len(entries)
            if self._files > MOST_FILES:
                raise AnnotationError(f"{name}: holds more than {MOST_FILES:,} files")
            for entry in entries:
                inside = f"{name}!{_safe(entry.filename, name)}"
                if inside.lower().endswith(".zip"):
                    yield from self.members(self._member(archive, entry, inside), inside, depth + 1)
                elif inside.lower().endswith(self._suffix):
                    yield inside, self._member(archive, entry, inside)

    def _member(self, archive: zipfile.ZipFile, entry: zipfile.ZipInfo, inside: str) -> bytes:
        try:
            with archive.open(entry) as file:
                data = file.read(MOST_BYTES + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, EOFError) as error:
            raise AnnotationError(f"{inside}: can't be unpacked ({error})") from None
        self._left -= len(data)
        if self._left < 0:
            raise AnnotationError(
                f"{inside}: the archive holds more than {MOST_UNPACKED:,} bytes; export fewer "
                "documents at a time"
            )
        return _bounded(data, inside)


def _safe(filename: str, name: str) -> str:
    parts = PurePosixPath(filename.replace("\\", "/")).parts
    if not parts or ".." in parts or parts[0] == "/" or ":" in parts[0]:
        raise AnnotationError(f"{name}: the name {filename[:80]!r} leads out of the archive")
    return filename
