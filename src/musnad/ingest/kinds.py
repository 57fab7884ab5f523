"""What a file is, by its first bytes before its name."""

from __future__ import annotations

import zlib
from typing import Literal

from musnad.ingest.names import OTHERS, PAGES, suffixes
from musnad.pages import looks_like_html

FileKind = Literal[
    "page", "json", "jsonl", "csv", "parquet", "zip", "tar", "warc", "wacz", "other", "auto"
]

TABLES: dict[str, FileKind] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
}
"""Tables by the suffixes of their names."""

_GZIP = b"\x1f\x8b"
_TAR_AT = 257
_BINARY = 0.05
"""Share of control characters above which bytes are no text; windows-1256 and UTF-8 have none."""

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0c\x1b\x1e")


def kind_of(head: bytes, name: str) -> FileKind:
    """The kind of a file from its first bytes (512 or more) and its name."""
    suffix, _ = suffixes(name)
    magic = _by_magic(head, suffix)
    if magic:
        return magic
    if suffix in TABLES:
        return _table(TABLES[suffix], head)
    if suffix in OTHERS:
        return "other"
    if suffix in PAGES or not head:
        return "page"
    return _by_look(head)


def _by_magic(head: bytes, suffix: str) -> FileKind | None:
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "other" if suffix in OTHERS else "wacz" if suffix == ".wacz" else "zip"
    if head.startswith(b"PAR1"):
        return "parquet"
    if suffix == ".warc" or _unpacked(head).lstrip(b"\r\n").startswith(b"WARC/"):
        return "warc"
    if head[_TAR_AT : _TAR_AT + 5] == b"ustar" or (suffix == ".tar" and not head.startswith(_GZIP)):
        return "tar"
    return None


def _unpacked(head: bytes) -> bytes:
    """The first bytes of what gzip has packed."""
    if not head.startswith(_GZIP):
        return head
    try:
        return zlib.decompressobj(31).decompress(head, 64)
    except zlib.error:
        return b""


def _table(kind: FileKind, head: bytes) -> FileKind:
    """JSON or lines of it, by what is there; others by their name."""
    if kind == "json" and _has_lines(head):
        return "jsonl"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return "json" if kind == "jsonl" and start.startswith((b"[", b"{\n", b"{\r")) else kind


def _has_lines(head: bytes) -> bool:
    """Whether the first line is an object of its own and the next begins another."""
    lines = [line.strip() for line in head.lstrip(b"\xef\xbb\xbf").split(b"\n")]
    first = lines[0]
    whole = first.startswith(b"{") and first.endswith(b"}") and len(first) > 2
    return whole and len(lines) > 1 and lines[1].startswith(b"{")


def _by_look(head: bytes) -> FileKind:
    if head.startswith(_GZIP):
        return "page"  # packed; what is in it is looked at once it is unpacked
    wide = head.startswith(_WIDE) or b"\0" in head[:2]
    controls = sum(byte < 32 and byte not in _TEXT_CONTROLS for byte in head)
    if not wide and controls > _BINARY * len(head):
        return "other"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith((b'{"', b"[{", b"[\n", b"{\n")) and not looks_like_html(
        head.decode("latin-1")
    ):
        return "jsonl" if _has_lines(head) else "json"
    return "page"
