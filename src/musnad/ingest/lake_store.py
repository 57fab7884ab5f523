"""Files of a lake, in a folder or in an object store: whole, or not there.

In a folder a file is written under a temporary name and renamed. An object store shows an object
only once it is complete, so that no renaming is needed there.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NoReturn, Protocol

import pyarrow as pa
from pyarrow import fs

from musnad.errors import LakeError

PART = ".part"
"""End of the name of a file that is being written."""

TOKEN = 4
"""Random bytes in such a name, so that two workers with one batch don't meet."""

ATOMIC = frozenset(("s3", "gcs", "abfs"))
"""Kinds of object stores that show an object when it is complete."""


class Store(Protocol):
    """What a lake asks of the place where it lies. Paths are within the lake, with slashes."""

    @property
    def name(self) -> str:
        """As the user gave it."""
        ...

    @property
    def address(self) -> str:
        """What `open_store` finds the same place by, on whatever machine."""
        ...

    def write(self, path: str, data: Any) -> None:  # noqa: ANN401 - bytes, or Arrow's buffer
        """Write a file; what stood there is replaced."""
        ...

    def opened(self, path: str) -> Any:  # noqa: ANN401 - Arrow's file
        """A file to read from at any place."""
        ...

    def holds(self, path: str) -> bool:
        """Whether there is such a file."""
        ...

    def paths(self, under: str) -> Iterator[str]:
        """The files of a folder and the folders in it, in no order; none if there is no such."""
        ...

    def remove(self, path: str) -> None:
        """Remove a file, if it is there."""
        ...


def open_store(name: str) -> Store:
    """The place of a name: a folder, or an address that Arrow knows (s3://bucket/lake).

    Raises:
        LakeError: the address is of no kind that is known, or can't be reached.
    """
    if "://" not in name:
        return Folder(name)
    try:
        found, root = fs.FileSystem.from_uri(name)
    except (pa.ArrowException, OSError, ValueError) as error:
        _give_up(name, "", error)
    return Objects(name, found, root)


class Folder:
    """A folder of this machine, or one that all machines share."""

    def __init__(self, name: str) -> None:
        self.name = name
        # a worker may have another current folder than the one who named it
        self.root = Path(name).absolute()

    @property
    def address(self) -> str:
        """The whole path."""
        return str(self.root)

    def write(self, path: str, data: Any) -> None:  # noqa: ANN401
        """Write a file so that it outlives a power cut, then give it its name."""
        target = self.root / path
        beside = target.with_name(f".{target.name}.{secrets.token_hex(TOKEN)}{PART}")
        with _explained(self.name, path):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with beside.open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
                beside.replace(target)
            finally:
                beside.unlink(missing_ok=True)

    def opened(self, path: str) -> Any:  # noqa: ANN401
        """The file, as Arrow reads it."""
        with _explained(self.name, path):
            return pa.OSFile(str(self.root / path))

    def holds(self, path: str) -> bool:
        """Whether there is such a file."""
        return (self.root / path).is_file()

    def paths(self, under: str) -> Iterator[str]:
        """All files below a folder."""
        top = self.root / under
        with _explained(self.name, under):
            for folder, _, names in os.walk(top):
                for name in names:
                    yield (Path(folder) / name).relative_to(self.root).as_posix()

    def remove(self, path: str) -> None:
        """Remove a file."""
        with _explained(self.name, path):
            (self.root / path).unlink(missing_ok=True)


class Objects:
    """A file system of Arrow's: an object store, or another that it can reach."""

    def __init__(self, name: str, system: Any, root: str) -> None:  # noqa: ANN401
        self.name = name
        self.system = system
        self.root = root.rstrip("/")

    @property
    def address(self) -> str:
        """As it was given."""
        return self.name

    def write(self, path: str, data: Any) -> None:  # noqa: ANN401
        """Write a file, under a temporary name where half of it could be seen."""
        target = f"{self.root}/{path}"
        if self.system.type_name in ATOMIC:
            self._put(path, target, data)
            return
        folder, _, name = target.rpartition("/")
        beside = f"{folder}/.{name}.{secrets.token_hex(TOKEN)}{PART}"
        with _explained(self.name, path):
            self.system.create_dir(folder, recursive=True)
        self._put(path, beside, data)
        with _explained(self.name, path):
            self.system.move(beside, target)

    def _put(self, path: str, target: str, data: Any) -> None:  # noqa: ANN401
        with _explained(self.name, path), self.system.open_output_stream(target) as out:
            out.write(data)

    def opened(self, path: str) -> Any:  # noqa: ANN401
        """The file, as Arrow reads it."""
        with _explained(self.name, path):
            return self.system.open_input_file(f"{self.root}/{path}")

    def holds(self, path: str) -> bool:
        """Whether there is such a file."""
        with _explained(self.name, path):
            (found,) = self.system.get_file_info([f"{self.root}/{path}"])
        return bool(found.type == fs.FileType.File)

    def paths(self, under: str) -> Iterator[str]:
        """All files below a folder."""
        asked = fs.FileSelector(f"{self.root}/{under}", allow_not_found=True, recursive=True)
        with _explained(self.name, under):
            found = self.system.get_file_info(asked)
        for info in found:
            if info.type == fs.FileType.File:
                yield info.path.removeprefix(f"{self.root}/")

    def remove(self, path: str) -> None:
        """Remove a file."""
        with _explained(self.name, path), suppress(FileNotFoundError):
            self.system.delete_file(f"{self.root}/{path}")


@contextmanager
def _explained(name: str, path: str) -> Iterator[None]:
    """Errors of the file system as ours."""
    try:
        yield
    except (OSError, pa.ArrowException) as error:
        _give_up(name, path, error)


def _give_up(name: str, path: str, error: Exception) -> NoReturn:
    where = f"{name.rstrip('/')}/{path}" if path else name
    why = error.strerror if isinstance(error, OSError) and error.strerror else error
    raise LakeError(
        f"{where}: can't be read or written ({why}); is there room, and may you write there?"
    ) from error
