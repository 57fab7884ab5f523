"""JSON of any size, one value at a time, in memory bounded by the longest value.

Nothing is parsed here: only where a value ends is found, so that a damaged one is set aside and the
next is taken. A file may hold one list, one object, an object with a list of records in it, or
values one after the other. Lists within records are not entered. No recursion: depth is counted.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from musnad.ingest.column_names import BODIES, HOLDERS, LISTS

LONGEST = 20_000_000
"""Bytes of a record; the heaviest pages, escaped, take 12 million."""

DEEPEST = 100
"""Levels of brackets in a record; Python's parser gives up at about 1,000."""

CHUNK = 1 << 18
_OUTSIDE = re.compile(rb'[^"{}\[\]]*+')
_IN_STRING = re.compile(rb'(?:[^"\\]++|\\.)*+', re.DOTALL)
_SCALAR = re.compile(rb'[^\s,:"{}\[\]]*+')
_SPACE = re.compile(rb"[\s\x1e]*+")
"""White space, and the mark before each value of an RFC 7464 sequence."""


class BrokenJSON(Exception):  # noqa: N818 - never leaves the room
    """The file's own structure is at fault, so that the next value can't be found."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a value was passed over."""

    reason: str


@dataclass(slots=True, eq=False)
class _Tape:
    """What was passed, as long as it is no longer than a record may be."""

    longest: int
    parts: list[bytes] = field(default_factory=list)
    size: int = 0

    def add(self, piece: bytes) -> None:
        self.size += len(piece)
        if self.size <= self.longest:
            self.parts.append(piece)
        else:
            self.parts.clear()

    def value(self) -> bytes | Trouble:
        if self.size > self.longest:
            return Trouble(
                f"the record has {self.size / 1e6:.0f} MB; at most {self.longest / 1e6:.0f} MB "
                "are read"
            )
        return b"".join(self.parts)


class Values:
    """A place in a stream of JSON."""

    def __init__(self, stream: io.BufferedIOBase, *, longest: int = LONGEST) -> None:
        self._stream = stream
        self._longest = longest
        self._buffer = b""
        self._at = 0
        self._before = 0
        self._tapes: list[_Tape] = []

    @property
    def offset(self) -> int:
        """Bytes passed so far."""
        return self._before + self._at

    def peek(self) -> bytes:
        """The next byte that is no white space; empty at the end."""
        while True:
            self._pass(_SPACE)
            if self._at < len(self._buffer):
                return self._buffer[self._at : self._at + 1]
            if not self._more():
                return b""

    def eat(self) -> None:
        """Pass one byte."""
        self._to(self._at + 1)

    def tape(self) -> _Tape:
        """Begin to keep what is passed."""
        self._tapes.append(_Tape(self._longest))
        return self._tapes[-1]

    def drop_tapes(self) -> None:
        """Keep nothing any more."""
        self._tapes.clear()

    def value(self) -> bytes | Trouble:
        """Pass the value at hand and give its bytes, or why it can't be given.

        Raises:
            BrokenJSON: there is no value here, or the file ends within it.
        """
        first = self.peek()
        tape = self.tape()
        if first in (b"", b",", b":", b"]", b"}"):
            raise BrokenJSON(f"expected a value, found {first.decode() or 'the end'}")
        deepest = self._nested() if first in (b"{", b"[", b'"') else self._scalar()
        if tape in self._tapes:
            self._tapes.remove(tape)
        return Trouble(f"more than {DEEPEST} levels deep") if deepest > DEEPEST else tape.value()

    def _scalar(self) -> int:
        self._pass(_SCALAR)
        while self._at == len(self._buffer) and self._more():
            self._pass(_SCALAR)
        return 0

    def _nested(self) -> int:
        """Pass a string, list or object; the depth it reached."""
        depth = deepest = 0
        while True:
            self._pass(_OUTSIDE)
            sign = self._buffer[self._at : self._at + 1]
            if not sign:
                if not self._more():
                    raise BrokenJSON("the file ends within a record")
                continue
            self.eat()
            if sign == b'"':
                self._string()
            else:
                depth += 1 if sign in b"{[" else -1
                deepest = max(deepest, depth)
            if depth <= 0:
                return deepest

    def _string(self) -> None:
        """Pass the rest of a string and its closing quotation mark."""
        while True:
            self._pass(_IN_STRING)
            if self._buffer[self._at : self._at + 1] == b'"':
                self.eat()
                return
            if not self._more():  # at the end, or on a backslash that ends the buffer
                raise BrokenJSON("the file ends within a string")

    def _pass(self, pattern: re.Pattern[bytes]) -> None:
        found = pattern.match(self._buffer, self._at)
        self._to(found.end() if found else self._at)

    def _to(self, place: int) -> None:
        if self._tapes:
            piece = self._buffer[self._at : place]
            for tape in self._tapes:
                tape.add(piece)
        self._at = place

    def _more(self) -> bool:
        piece = self._stream.read(CHUNK)
        self._before += self._at
        self._buffer = self._buffer[self._at :] + piece
        self._at = 0
        return bool(piece)


def json_records(values: Values) -> Iterator[bytes | Trouble]:
    """The bytes of each record of a file.

    Raises:
        BrokenJSON: the rest of the file can't be told apart.
    """
    while first := values.peek():
        if first == b",":
            values.eat()
        elif first == b"[":
            values.eat()
            yield from _elements(values)
        elif first == b"{":
            yield from _object(values)
        else:
            yield values.value()


def _elements(values: Values) -> Iterator[bytes | Trouble]:
    while first := values.peek():
        if first in (b",", b"]"):
            values.eat()
            if first == b"]":
                return
        else:
            yield values.value()
    raise BrokenJSON("the file ends within its list")


def _object(values: Values) -> Iterator[bytes | Trouble]:
    """The records of the list that an object holds; if it holds none, itself."""
    tape = values.tape()
    depth = 0
    entered = is_record = False
    while sign := values.peek():
        if sign in (b"{", b"}", b","):
            values.eat()
            depth += {b"{": 1, b"}": -1, b",": 0}[sign]
            if depth == 0:
                break
            continue
        key = _key(values)
        is_record = is_record or (depth == 1 and key in BODIES)
        opening = values.peek()
        if opening == b"[" and key in LISTS and not is_record:
            values.eat()
            if values.peek() == b"{":
                entered = True
                values.drop_tapes()
                yield from _elements(values)
            else:
                for _ in _elements(values):
                    pass
        elif not (opening == b"{" and key in HOLDERS and not is_record and depth < 3):
            values.value()
    else:
        raise BrokenJSON("the file ends within an object")
    values.drop_tapes()
    if not entered:
        yield tape.value()


def _key(values: Values) -> str:
    """Pass a key and its colon."""
    if values.peek() != b'"':
        raise BrokenJSON("expected a key in quotation marks")
    raw = values.value()
    if values.peek() != b":":
        raise BrokenJSON("expected a colon after a key")
    values.eat()
    if isinstance(raw, Trouble):
        return ""
    try:
        return str(json.loads(raw.decode("utf-8", "replace"))).lower()
    except ValueError:
        return ""
