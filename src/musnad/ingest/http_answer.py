"""A stored HTTP answer → the page in it: chunks joined, body unpacked within bounds."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from musnad.errors import PageTooLarge
from musnad.pages import MAX_PAGE_BYTES, looks_like_html

LONGEST_HEAD = 65_536
PAGES = ("text/html", "application/xhtml+xml", "text/plain")
"""Media types of what may be an article's page."""

MOST_CHUNKS = 100_000
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})")
_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n")


class NoPage(Exception):  # noqa: N818 - never leaves the room
    """The answer holds no page that could be read; nothing is wrong with it."""


class Unreadable(Exception):  # noqa: N818
    """The answer holds a page, but it can't be had."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's bytes and what the server called them."""

    data: bytes
    content_type: str | None


def page_of(block: bytes) -> Page:
    """The page of an HTTP answer as stored in a WARC record.

    Raises:
        NoPage: a redirect, an error page, an image, a style sheet ….
        Unreadable: the page is damaged, or packed in an unknown way.
        PageTooLarge: it is larger than any page of news.
    """
    status = _STATUS.match(block)
    end = _END.search(block, 0, LONGEST_HEAD)
    if status is None or end is None:
        raise Unreadable("the record holds no HTTP answer")
    headers = parse_headers(block[: end.start()])
    if not status.group(1).startswith(b"2"):
        raise NoPage(f"answer {status.group(1).decode()}")
    kind = headers.get("content-type")
    if not is_page(kind):
        raise NoPage(f"media type {kind}")
    body = block[end.end() :]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _joined(body)
    body = _unpacked(body, headers.get("content-encoding", "").strip().lower())
    if len(body) > MAX_PAGE_BYTES:
        raise PageTooLarge(f"the page has over {MAX_PAGE_BYTES / 1e6:.0f} MB")
    if kind is None and not looks_like_html(body[:4096].decode("latin-1")):
        raise NoPage("no media type, and no HTML")
    return Page(body, kind)


def is_page(media_type: str | None) -> bool:
    """Whether a media type may be a page's; an unknown one may."""
    return media_type is None or media_type.partition(";")[0].strip().lower() in PAGES


def parse_headers(head: bytes) -> dict[str, str]:
    """Header lines by name in lower case; of several alike, the first."""
    headers: dict[str, str] = {}
    for line in head.splitlines()[1:]:
        name, colon, value = line.partition(b":")
        if colon:
            headers.setdefault(_latin(name).lower(), _utf8(value))
    return headers


def _latin(data: bytes) -> str:
    return data.strip().decode("latin-1")


def _utf8(data: bytes) -> str:
    return data.strip().decode("utf-8", "replace")


def _joined(body: bytes) -> bytes:
    """A body sent in chunks; as it is where the crawler has joined them and kept the header."""
    parts: list[bytes] = []
    at = 0
    for _ in range(MOST_CHUNKS):
        found = _CHUNK.match(body, at)
        if found is None:
            return b"".join(parts) if parts else body
        size = int(found.group(1), 16)
        if size == 0:
            break
        parts.append(body[found.end() : found.end() + size])
        at = found.end() + size
        at += 2 if body[at : at + 2] == b"\r\n" else body[at : at + 1] == b"\n"
    return b"".join(parts)


def _unpacked(body: bytes, encoding: str) -> bytes:
    """A body without its compression; as it is where the crawler has unpacked it."""
    if encoding in ("", "identity") or _is_markup(body):
        return body
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflated(body, encoding)
    raise Unreadable(f"the page is packed as {encoding[:40]}, which is not read")


def _is_markup(body: bytes) -> bool:
    return body[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<")


def _inflated(body: bytes, encoding: str) -> bytes:
    kinds = (47,) if encoding != "deflate" else (47, -15)  # some servers send it without its head
    for bits in kinds:
        unpacker = zlib.decompressobj(bits)
        try:
            data = unpacker.decompress(body, MAX_PAGE_BYTES + 1)
        except zlib.error:
            continue
        if not unpacker.eof and len(data) <= MAX_PAGE_BYTES:
            raise Unreadable("the page's compressed body breaks off")
        return data
    raise Unreadable(f"the page says that it is packed as {encoding}, but is not")
