"""Streams of bytes from files, compressed or not, within bounds.

`open_file` refuses whatever is no plain file. `unpacked` looks through gzip, bzip2 and xz. A
`Guarded` stream turns the many errors of the decompressors into one of ours and stops a bomb.
"""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import os
import stat
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from musnad.errors import SourceError

BUFFER = 1 << 16
FREE = 64_000_000
"""Unpacked bytes below which no ratio is looked at."""

MOST_TIMES = 200
"""Unpacked to packed size. News packs 4 to 10 times, tables of repeated pages 100 times, zeros
1,000 times."""

DAMAGES = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    zlib.error,
    lzma.LZMAError,
    zipfile.BadZipFile,
    tarfile.TarError,
)
"""What the standard library's decompressors and archive readers raise over damaged bytes."""

OPENERS: dict[bytes, Callable[[IO[bytes]], gzip.GzipFile | bz2.BZ2File | lzma.LZMAFile]] = {
    b"\x1f\x8b": lambda file: gzip.GzipFile(fileobj=file),
    b"BZh": bz2.BZ2File,
    b"\xfd7zXZ": lzma.LZMAFile,
}
ZSTD = b"\x28\xb5\x2f\xfd"

Stream = io.BufferedReader

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""A pipe that nobody writes to would hold us for ever without O_NONBLOCK."""


class Guarded(io.RawIOBase):
    """Bytes from somewhere fragile: errors named, growth bounded.

    Args:
        read: gives at most so many bytes; none at the end.
        name: the source, for messages.
        packed: how many packed bytes were used so far; None where nothing is packed.
    """

    def __init__(
        self, read: Callable[[int], bytes], *, name: str, packed: Callable[[], int] | None = None
    ) -> None:
        super().__init__()
        self._read = read
        self._name = name
        self._packed = packed
        self._given = 0

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 - a writable buffer
        """Fill a buffer as far as one read goes.

        Raises:
            SourceError: the bytes are damaged, or unpack to far more than they are.
        """
        try:
            data = self._read(len(buffer))
        except SourceError:
            raise
        except DAMAGES as error:
            raise SourceError(
                f"{self._name}: cut off or damaged after {self._given:,} bytes ({error})"
            ) from error
        self._given += len(data)
        if self._packed and self._given > FREE + MOST_TIMES * self._packed():
            raise SourceError(
                f"{self._name}: unpacks to over {MOST_TIMES} times its size; a decompression bomb?"
            )
        buffer[: len(data)] = data
        return len(data)

    def stream(self) -> Stream:
        """This, with a buffer to look ahead in."""
        return io.BufferedReader(self, BUFFER)


def open_file(path: Path, *, name: str) -> Stream:
    """A plain file, opened to read.

    Raises:
        SourceError: it is missing, no plain file, or may not be read.
    """
    try:
        number = os.open(path, _FLAGS)
    except (OSError, ValueError) as error:
        raise SourceError(f"{name}: {_trouble(error)}") from error
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise SourceError(f"{name}: is a pipe or device; expected a plain file")
    return io.BufferedReader(io.FileIO(number, "rb"), BUFFER)


def _trouble(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "does not exist; expected a file, a folder or an http(s) address"
    return f"can't be read ({getattr(error, 'strerror', None) or error})"


def unpacked(stream: Stream, *, name: str) -> Stream:
    """A stream without its compression, if it has one.

    Raises:
        SourceError: it is packed by zstandard.
    """
    head = stream.peek(8)[:8]
    if head.startswith(ZSTD):
        raise SourceError(f"{name}: is packed by zstandard; unpack it first (unzstd)")
    opener = next((o for magic, o in OPENERS.items() if head.startswith(magic)), None)
    if opener is None:
        return stream
    counted = _Counted(stream)
    inner = opener(io.BufferedReader(counted, BUFFER))
    return Guarded(inner.read, name=name, packed=lambda: counted.used).stream()


class _Counted(io.RawIOBase):
    """Counts what is read through it."""

    def __init__(self, stream: Stream) -> None:
        super().__init__()
        self._stream = stream
        self.used = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any, /) -> int:  # noqa: ANN401 - a writable buffer
        count = self._stream.readinto(buffer)
        self.used += count
        return count

    def close(self) -> None:
        self._stream.close()
        super().close()


def read_bounded(stream: Stream, limit: int) -> bytes | None:
    """All that is left of a stream; None if that is more than the limit."""
    parts = []
    size = 0
    while size <= limit and (part := stream.read(min(BUFFER * 4, limit + 1 - size))):
        parts.append(part)
        size += len(part)
    return b"".join(parts) if size <= limit else None
