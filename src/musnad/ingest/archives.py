"""Pages and tables in ZIP and TAR archives, read in place: nothing is ever written to disk.

What an archive's members are called has no effect but in the `source` of an item. Archives in
archives are refused. The total that members unpack to is bounded, and so is their number.
"""

from __future__ import annotations

import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from typing import IO

from musnad.errors import SourceError
from musnad.ingest.items import DAMAGED, NO_PAGE, Item, Skipped
from musnad.ingest.names import is_hidden, is_of, shown
from musnad.ingest.packed import DAMAGES, FREE, MOST_TIMES, Guarded, Stream

MOST_MEMBERS = 500_000
MOST_DIRECTORY = 100_000_000
"""Bytes of a ZIP archive's directory, which has to be in memory: 200 for each member."""

LONGEST_HEADER = 1 << 20
"""Bytes that one header of a TAR archive may ask for; names and attributes take some hundred."""

_FOOT = b"PK\x05\x06"
_FOOT64 = b"PK\x06\x06"
_FOOT_SIZE = 22
_LONGEST_COMMENT = 65_535

ReadMember = Callable[[Stream, str], Iterator[Item | Skipped]]
"""Reads a member: its bytes and the source that it stands for."""


def read_zip(
    stream: Stream, *, name: str, read: ReadMember, start: str | None = None
) -> Iterator[Item | Skipped]:
    """What the members of a ZIP archive give, in the order of its directory.

    Args:
        stream: the archive; it must be seekable.
        name: its name.
        read: reads one member.
        start: a source; members before the one that it names are not unpacked.

    Raises:
        SourceError: it is no archive, or has too many members.
    """
    size = _checked_size(stream, name)
    archive = _opened(stream, name)
    total = 0
    for info, source in _named(archive, name):
        if start and not is_of(start, source):
            continue
        start = None
        total += info.file_size
        if total > FREE + MOST_TIMES * size:
            raise SourceError(
                f"{name}: its members unpack to over {MOST_TIMES} times its size; a bomb?"
            )
        yield from _member(archive, info, source, read)


def zip_names(stream: Stream, *, name: str) -> list[str]:
    """The names of a ZIP archive's files, hidden ones left out.

    Raises:
        SourceError: it is no archive, or has too many members.
    """
    _checked_size(stream, name)
    return [info.filename for info, _ in _named(_opened(stream, name), name)]


def _opened(stream: Stream, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(stream)
    except DAMAGES as error:
        raise SourceError(f"{name}: no ZIP archive, or damaged ({error})") from error


def _named(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[zipfile.ZipInfo, str]]:
    """Files with their sources; of several with one name, the later ones are numbered."""
    times: dict[str, int] = {}
    for info in archive.infolist():
        if info.is_dir() or is_hidden(info.filename):
            continue
        source = f"{name}#{shown(info.filename)}"
        times[source] = times.get(source, 0) + 1
        yield info, source if times[source] == 1 else f"{source}#again{times[source]}"


def _member(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, source: str, read: ReadMember
) -> Iterator[Item | Skipped]:
    try:
        member = archive.open(info)
    except DAMAGES as error:
        yield Skipped(source, f"can't be unpacked ({error})", DAMAGED)
        return
    with member:
        packed = max(1, info.compress_size)
        stream = Guarded(member.read, name=source, packed=lambda: packed).stream()
        yield from _kept(read(stream, source), source)


def _kept(items: Iterator[Item | Skipped], source: str) -> Iterator[Item | Skipped]:
    """Items of one member; an error sets the rest of it aside and goes no further."""
    try:
        yield from items
    except SourceError as error:
        yield Skipped(f"{source}!", str(error), DAMAGED)


def _checked_size(stream: Stream, name: str) -> int:
    """The archive's size, once its directory is known to be of bearable size."""
    size = stream.seek(0, 2)
    tail = min(size, _FOOT_SIZE + _LONGEST_COMMENT + 76)  # with the foot of large archives
    stream.seek(size - tail)
    data = stream.read(tail)
    members, directory = _directory(data)
    if members > MOST_MEMBERS or directory > MOST_DIRECTORY:
        raise SourceError(
            f"{name}: has {members:,} members in a directory of {directory / 1e6:.0f} MB; at most "
            f"{MOST_MEMBERS:,} and {MOST_DIRECTORY / 1e6:.0f} MB are read. Split it first."
        )
    stream.seek(0)
    return size


def _directory(tail: bytes) -> tuple[int, int]:
    """(members, bytes) of the directory that the archive's last bytes announce."""
    place = tail.rfind(_FOOT)
    if place < 0 or len(tail) - place < _FOOT_SIZE:
        return 0, 0
    members, size = struct.unpack_from("<HI", tail, place + 10)
    large = tail.rfind(_FOOT64, 0, place)
    if large >= 0 and len(tail) - large >= 48:
        members64, size64 = struct.unpack_from("<QQ", tail, large + 32)
        return max(members, members64), max(size if size < 0xFFFFFFFF else 0, size64)
    return members, size


def read_tar(
    stream: Stream, *, name: str, read: ReadMember, start: str | None = None
) -> Iterator[Item | Skipped]:
    """What the files of a TAR archive give, in their order; links and devices are passed over.

    Args:
        stream: the archive without its compression; it is read forward only.
        name: its name.
        read: reads one member.
        start: a source; members before the one that it names are not read.

    Raises:
        SourceError: it is no archive, or is damaged.
    """
    forward = _Forward(stream)
    archive = _opened_tar(forward, name)
    times: dict[str, int] = {}
    last = -1
    for _ in range(MOST_MEMBERS):
        info = _next(archive, name, last)
        if info is None:
            break
        last = info.offset
        archive.members = []  # type: ignore[attr-defined] # it would keep all that it has seen
        if not info.isreg() or info.issparse() or is_hidden(info.name):
            continue
        source = f"{name}#{shown(info.name)}"
        times[source] = times.get(source, 0) + 1
        source = source if times[source] == 1 else f"{source}#again{times[source]}"
        if start and not is_of(start, source):
            continue
        start = None
        yield from _tar_member(archive, info, source, read)
    else:
        raise SourceError(f"{name}: has over {MOST_MEMBERS:,} members; split it first")
    if forward.last.strip(b"\0"):  # tarfile takes a damaged header for the end
        raise SourceError(f"{name}: damaged behind byte {last:,}; what follows was not read")


def _opened_tar(forward: _Forward, name: str) -> tarfile.TarFile:
    file: IO[bytes] = forward  # type: ignore[assignment]
    try:
        return tarfile.open(fileobj=file, mode="r:")
    except DAMAGES as error:
        raise SourceError(f"{name}: no TAR archive, or damaged ({error})") from error


def _next(archive: tarfile.TarFile, name: str, last: int) -> tarfile.TarInfo | None:
    try:
        info = archive.next()
    except DAMAGES as error:
        raise SourceError(f"{name}: damaged behind byte {max(last, 0):,} ({error})") from error
    if info is not None and (info.offset <= last or info.size < 0):
        raise SourceError(f"{name}: damaged behind byte {last:,} (its members overlap)")
    return info


def _tar_member(
    archive: tarfile.TarFile, info: tarfile.TarInfo, source: str, read: ReadMember
) -> Iterator[Item | Skipped]:
    try:
        member = archive.extractfile(info)
    except (KeyError, *DAMAGES) as error:
        yield Skipped(source, f"can't be read ({error})", DAMAGED)
        return
    if member is None:
        yield Skipped(source, "is no file", NO_PAGE)
        return
    stream = Guarded(member.read, name=source).stream()
    yield from _kept(read(stream, source), source)


class _Forward:
    """What `tarfile` needs of a file, for a stream that only goes forward.

    A header that asks for more than headers have is refused before it is read.
    """

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._at = 0
        self.last = b""

    def tell(self) -> int:
        """Bytes passed."""
        return self._at

    def seek(self, place: int) -> int:
        """Go forward."""
        if place < self._at:
            raise SourceError(f"members overlap at byte {place:,}; expected them in order")
        while place > self._at and self.read(min(LONGEST_HEADER, place - self._at)):
            pass
        return self._at

    def read(self, size: int) -> bytes:
        """The next bytes."""
        if not 0 <= size <= LONGEST_HEADER:
            raise SourceError(f"a header of {size:,} bytes at byte {self._at:,}; is it a bomb?")
        self.last = self._stream.read(size)
        self._at += len(self.last)
        return self.last
