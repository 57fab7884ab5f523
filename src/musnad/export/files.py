"""Files and folders that appear only when they are complete."""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from musnad.errors import ExportError

SUFFIX = ".part"
TOKEN = 4
"""Random bytes in the name of a temporary sibling, so that two exports don't meet."""


@contextmanager
def new_file(path: Path) -> Iterator[BinaryIO]:
    """A file that takes the place of `path` when the block ends well, and is removed if not.

    Raises:
        ExportError: it can't be written, or something other than a file stands there.
    """
    if path.is_dir():
        raise ExportError(f"{path} is a folder; expected the name of a file to write")
    beside = _beside(path)
    with _explained(path):
        try:
            with beside.open("xb") as file:
                yield file
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


@contextmanager
def new_folder(path: Path) -> Iterator[Path]:
    """A folder that takes the place of `path` when the block ends well, and is removed if not.

    Raises:
        ExportError: it can't be written, or something stands there that is no empty folder.
    """
    if path.exists() and not (path.is_dir() and next(path.iterdir(), None) is None):
        raise ExportError(f"{path} exists and is no empty folder; name a new folder to write")
    beside = _beside(path)
    with _explained(path):
        try:
            beside.mkdir()
            yield beside
            if path.is_dir():
                path.rmdir()
            beside.replace(path)
        finally:
            shutil.rmtree(beside, ignore_errors=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(TOKEN)}{SUFFIX}")


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Errors of the file system as ours."""
    try:
        yield
    except OSError as error:
        raise ExportError(
            f"{path} can't be written ({error.strerror or error}); is there room, and may you "
            "write there?"
        ) from error
