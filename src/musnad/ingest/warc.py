"""Pages from WARC files, packed or not, whatever is wrong with a record of theirs.

Own reader over zlib: what is needed is small, and the libraries for the format stop at the first
damaged member or hand on what is left of it as if it were whole.

A record's place is the offset of its gzip member, or of itself in a file that is not compressed;
a further record in the same member has its number behind it: `crawl.warc.gz#4096.1`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from musnad.errors import PageTooLarge, SourceError
from musnad.ingest.http_answer import (
    LONGEST_HEAD,
    NoPage,
    Unreadable,
    is_page,
    page_of,
    parse_headers,
)
from musnad.ingest.items import DAMAGED, TOO_LARGE, Item, Skipped
from musnad.ingest.packed import Stream
from musnad.ingest.warc_bytes import MAGIC, START, Damaged, FileWindow, Member, Packed, Window
from musnad.pages import MAX_PAGE_BYTES

LONGEST_BLOCK = MAX_PAGE_BYTES + 2 * LONGEST_HEAD
"""Bytes of a record that is kept in memory: a page, its HTTP head, the marks of its chunks."""

LONGEST_LENGTH = 15
"""Digits of a length: petabytes."""

MOST_DAMAGES = 10_000
"""Damaged places after which a file is given up."""

SKIPPED_TYPES = frozenset(["warcinfo", "request", "metadata", "revisit", "continuation"])
"""Records that hold no page, or one that another record holds."""

_AFTER = b"\r\n\r\n"


@dataclass(frozen=True, slots=True)
class _Trouble:
    """Why a record was lost; `adrift` where it is not known where the next one begins."""

    reason: str
    kind: str = DAMAGED
    adrift: bool = False


def read_warc(stream: Stream, *, name: str, start: int = 0) -> Iterator[Item | Skipped]:
    """The pages of a WARC file; images, redirects, error pages and requests are passed over.

    Args:
        stream: the file, at `start`.
        name: of the file.
        start: where the first record begins.

    Raises:
        SourceError: it is no WARC file.
    """
    head = stream.peek(16)[:16]
    if not head:
        raise SourceError(f"{name}: is empty; expected WARC records")
    if head.startswith(MAGIC):
        yield from _from_members(Packed(stream, start), name)
    elif head.lstrip(_AFTER).startswith(START):
        window = FileWindow(stream, start)
        yield from _numbered(_records(window), name, place=None)
    else:
        raise SourceError(f"{name}: is no WARC file; its first bytes are {head!r}")


def _from_members(packed: Packed, name: str) -> Iterator[Item | Skipped]:
    damages = 0
    while (there := packed.at_member()) is not None and damages < MOST_DAMAGES:
        begins = packed.at
        try:
            if not there:
                raise Damaged("expected a gzip member")
            member = Member(packed)
            yield from _numbered(_records(member), name, place=begins)
            member.drain()
        except Damaged as error:
            damages += 1
            yield Skipped(f"{name}#{begins}!", f"{error}; reading goes on behind it", DAMAGED)
            if not packed.find_member(after=begins):
                return
    if damages == MOST_DAMAGES:
        reason = f"given up after {damages:,} damaged places; what follows was not read"
        yield Skipped(f"{name}#{packed.at}!", reason, DAMAGED)


def _numbered(
    records: Iterator[tuple[int, Item | _Trouble | None]], name: str, *, place: int | None
) -> Iterator[Item | Skipped]:
    """Give records their sources; those that hold no page count, but don't come."""
    for number, (at, found) in enumerate(records):
        if found is None:
            continue
        where = f"{at}" if place is None else f"{place}.{number}" if number else f"{place}"
        source = f"{name}#{where}"
        if isinstance(found, _Trouble):
            yield Skipped(source, found.reason, found.kind)
        else:
            yield Item(source, found.data, url=found.url, content_type=found.content_type)


def _records(window: Window) -> Iterator[tuple[int, Item | _Trouble | None]]:
    """(offset, what came of it) for each record of a window."""
    damages = 0
    while True:
        while window.fill(2)[:1] in (b"\r", b"\n"):
            window.take(1)
        at = window.at
        if not window.fill(len(START)):
            return
        found = _record(window)
        yield at, found
        if isinstance(found, _Trouble) and found.adrift:
            damages += 1
            if damages == MOST_DAMAGES:
                yield window.at, _Trouble("given up after so many damaged records; see above")
            if damages == MOST_DAMAGES or not window.next_record():
                return


def _record(window: Window) -> Item | _Trouble | None:
    """Pass one record; its page, None if it holds none, or why it is lost."""
    headers = _headers(window)
    if isinstance(headers, _Trouble):
        return headers
    digits = headers.get("content-length", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= LONGEST_LENGTH):
        return _Trouble(f"the record says that its length is {digits[:40]!r}", adrift=True)
    length = int(digits)
    begins = window.at
    wanted = _may_hold_page(headers)
    block = window.take(length) if wanted and length <= LONGEST_BLOCK else b""
    passed = len(block) + window.skip(length - len(block))
    if passed < length or not _ends_here(window):
        window.back_to(begins)
        reason = f"the record says that its length is {length:,} bytes, which is not so"
        return _Trouble(reason, adrift=True)
    if wanted and length > LONGEST_BLOCK:
        return _Trouble(f"the record has {length / 1e6:.0f} MB; no page is so large", TOO_LARGE)
    return _page(block, headers) if wanted else None


def _headers(window: Window) -> dict[str, str] | _Trouble:
    """Pass a record's head."""
    head = window.fill(LONGEST_HEAD)[:LONGEST_HEAD]
    end = head.find(b"\r\n\r\n")
    if not head.startswith(START):
        return _Trouble(f"expected a record, found {head[:16]!r}", adrift=True)
    if end < 0:
        return _Trouble("the record's head has no end", adrift=True)
    window.take(end + 4)
    return parse_headers(head[:end])


def _ends_here(window: Window) -> bool:
    """Whether a record's end is followed by nothing, by an end as it should be, or by a record."""
    ahead = window.fill(4 + len(START))[: 4 + len(START)]
    rest = ahead.lstrip(b"\r\n")
    return not rest or ahead.startswith(_AFTER) or (len(rest) < len(ahead) and rest[:5] == START)


def _may_hold_page(headers: dict[str, str]) -> bool:
    """A response; or a resource or conversion that is a page from the web by its media type."""
    kind = headers.get("warc-type", "").lower()
    if kind in SKIPPED_TYPES or not _address(headers):
        return False
    http = headers.get("content-type", "").lower().startswith("application/http")
    if kind == "response":
        return http and is_page(headers.get("warc-identified-payload-type"))
    return kind in ("resource", "conversion") and is_page(headers.get("content-type"))


def _address(headers: dict[str, str]) -> str | None:
    url = headers.get("warc-target-uri", "").strip("<>")
    return url if url.lower().startswith(("http://", "https://")) and len(url) <= 4096 else None


def _page(block: bytes, headers: dict[str, str]) -> Item | _Trouble | None:
    url = _address(headers)
    if headers.get("warc-type", "").lower() != "response":
        return Item("", block, url=url, content_type=headers.get("content-type"))
    if "warc-truncated" in headers:
        return _Trouble(f"the crawler cut the page off ({headers['warc-truncated'][:40]})")
    try:
        page = page_of(block)
    except NoPage:
        return None
    except Unreadable as error:
        return _Trouble(str(error))
    except PageTooLarge as error:
        return _Trouble(str(error), TOO_LARGE)
    return Item("", page.data, url=url, content_type=page.content_type)
