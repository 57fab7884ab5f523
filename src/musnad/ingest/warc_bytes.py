"""The bytes of a WARC file as windows that records are cut from: the file, or one gzip member.

Crawlers write each record as a gzip member of its own, so that a damaged one costs only itself.
Where a member breaks off, the next is looked for in the packed bytes after it.
"""

from __future__ import annotations

import io
import re
import zlib

from musnad.ingest.packed import FREE, MOST_TIMES, Stream

CHUNK = 1 << 16
MAGIC = b"\x1f\x8b\x08"
START = b"WARC/"
_NEXT = re.compile(rb"\nWARC/[01]\.\d")
PROBE = 4096
"""Packed bytes that show whether a member begins a record."""

_PADDING = b"\r\n\0 "


class Damaged(Exception):  # noqa: N818 - never leaves the room
    """A member's bytes break off or can't be unpacked."""


class Window:
    """Bytes that come piece by piece, with a place in them."""

    def __init__(self) -> None:
        self._buffer = b""
        self._start = 0
        self._ended = False

    def _piece(self) -> bytes:
        raise NotImplementedError

    @property
    def at(self) -> int:
        """The place: bytes from the window's beginning."""
        return self._start

    def fill(self, size: int) -> bytes:
        """What is ahead, at least `size` bytes unless the end comes first."""
        if len(self._buffer) < size and not self._ended:
            parts = [self._buffer]
            have = len(self._buffer)
            while have < size and (piece := self._piece()):
                parts.append(piece)
                have += len(piece)
            self._ended = have < size
            self._buffer = b"".join(parts)
        return self._buffer

    def take(self, size: int) -> bytes:
        """Pass `size` bytes and give them; fewer at the end."""
        data = self.fill(size)[:size]
        self._buffer = self._buffer[size:]
        self._start += len(data)
        return data

    def skip(self, size: int) -> int:
        """Pass up to `size` bytes; how many there were."""
        left = size
        while left and (count := len(self.take(min(left, CHUNK)))):
            left -= count
        return size - left

    def drain(self) -> None:
        """Pass all that is left, so that damage in it shows."""
        while self.skip(CHUNK):
            pass

    def next_record(self) -> bool:
        """Pass everything up to the next line that begins a record; whether there is one."""
        while data := self.fill(CHUNK):
            if found := _NEXT.search(data):
                self.take(found.start() + 1)
                return True
            if len(data) < CHUNK:
                break
            self.take(len(data) - 16)  # a beginning may be cut in two
        self.skip(len(self._buffer))
        return False

    def back_to(self, place: int) -> bool:
        """Go back to an earlier place, if that is possible."""
        return place == self._start


class FileWindow(Window):
    """A file that is not compressed."""

    def __init__(self, stream: Stream, start: int = 0) -> None:
        super().__init__()
        self._stream = stream
        self._start = start
        self._size = _size(stream)

    def _piece(self) -> bytes:
        return self._stream.read(CHUNK)

    def skip(self, size: int) -> int:
        """Pass bytes unread, so that a record that lies about its length costs nothing."""
        if self._size is None or size <= len(self._buffer):
            return super().skip(size)
        size = min(size, max(0, self._size - self._start))
        self.back_to(self._start + size)
        return size

    def back_to(self, place: int) -> bool:
        """Go back, in a file on disk; not within an archive."""
        if self._size is None:
            return super().back_to(place)
        self._stream.seek(place)
        self._buffer, self._start, self._ended = b"", place, False
        return True


def _size(stream: Stream) -> int | None:
    """Bytes of a file on disk; None for a stream that only goes forward."""
    if not stream.seekable():
        return None
    here = stream.tell()
    size = stream.seek(0, io.SEEK_END)
    stream.seek(here)
    return size


class Member(Window):
    """One gzip member, unpacked as it is read."""

    def __init__(self, packed: Packed) -> None:
        super().__init__()
        self._packed = packed
        self.begins = packed.at
        self._unpacker = zlib.decompressobj(31)
        self._given = 0

    def _piece(self) -> bytes:
        while not self._unpacker.eof:
            data = self._unpacker.unconsumed_tail or self._packed.read()
            if not data:
                raise Damaged("the file ends within a gzip member")
            try:
                piece = self._unpacker.decompress(data, CHUNK)
            except zlib.error as error:
                raise Damaged(f"a gzip member is damaged ({error})") from error
            if self._unpacker.eof:
                self._packed.unread(self._unpacker.unused_data)
            self._given += len(piece)
            if self._given > FREE + MOST_TIMES * (self._packed.at - self.begins):
                raise Damaged(f"a gzip member unpacks to over {MOST_TIMES} times its size")
            if piece:
                return piece
        return b""


class Packed:
    """A file of gzip members."""

    def __init__(self, stream: Stream, start: int = 0) -> None:
        self._stream = stream
        self._ahead = b""
        self._passed = b""
        self.at = start

    def read(self) -> bytes:
        """The next packed bytes."""
        data, self._ahead = self._ahead or self._stream.read(CHUNK), b""
        self._passed = (self._passed + data)[-2 * CHUNK :]
        self.at += len(data)
        return data

    def unread(self, data: bytes) -> None:
        """Give back the last bytes that were read."""
        self._ahead = data + self._ahead
        self._passed = self._passed[: max(0, len(self._passed) - len(data))]
        self.at -= len(data)

    def at_member(self) -> bool | None:
        """Whether a member begins here, past padding; None at the end."""
        rest = b""
        while not rest and (data := self._gather(PROBE)):
            rest = data.lstrip(_PADDING)
        self.unread(rest)
        return rest.startswith(MAGIC) if rest else None

    def find_member(self, *, after: int) -> bool:
        """Go to the first member behind a place, as far back as bytes are at hand."""
        back = min(len(self._passed), max(0, self.at - after - 1))
        self.unread(self._passed[len(self._passed) - back :])
        while data := self._gather(2 * CHUNK):
            place = data.find(MAGIC)
            while place >= 0 and not _begins_record(data[place : place + PROBE]):
                place = data.find(MAGIC, place + 1)
            if place >= 0:
                self.unread(data[place:])
                return True
            if len(data) < 2 * CHUNK:
                break
            self.unread(data[-PROBE:])  # a beginning may be cut in two
        return False

    def _gather(self, size: int) -> bytes:
        """The next bytes, at least so many unless the end comes first."""
        data = self.read()
        while data and len(data) < size and (more := self.read()):
            data += more
        return data


def _begins_record(data: bytes) -> bool:
    try:
        return zlib.decompressobj(31).decompress(data, 64).startswith(START)
    except zlib.error:
        return False
