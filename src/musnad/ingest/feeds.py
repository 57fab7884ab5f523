"""Lists of articles as sites publish them: RSS, Atom, JSON Feed, sitemaps, OPML → their addresses.

A list is somebody else's text: its size, depth and number of entries are bounded, nothing in it is
looked up elsewhere, and what it says of its own kind is not believed. RSS and Atom are read by
feedparser, which takes the many ways in which they are written wrongly.
"""

from __future__ import annotations

import json
import zlib
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Literal
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

import feedparser
from lxml import etree

from musnad.errors import SourceError

MAX_LIST_BYTES = 50_000_000
"""The sitemaps protocol's own bound, unpacked; feeds are far smaller."""

MOST_ENTRIES = 50_000
"""The sitemaps protocol's own bound."""

MAX_ADDRESS = 4096

Kind = Literal["feed", "sitemap", "index", "opml"]


@dataclass(frozen=True, slots=True)
class Told:
    """An address that a list tells of, and when it was published or changed, if it says so."""

    url: str
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FeedList:
    """What a list holds.

    Attributes:
        kind: "feed" and "sitemap" tell of articles, "index" of sitemaps, "opml" of feeds.
        entries: in the list's order, each address once.
    """

    kind: Kind
    title: str | None
    entries: tuple[Told, ...]


def read_list(data: bytes, *, url: str, content_type: str | None = None) -> FeedList:
    """A list from its bytes.

    Args:
        data: as they came, perhaps packed with gzip.
        url: where they came from; relative addresses are joined to it.
        content_type: of the answer, for its encoding.

    Raises:
        SourceError: it is none of these lists, or beyond the bounds; says which and why.
    """
    data = _unpacked(data, url)
    start = data[:2048].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")
    if not start:
        raise SourceError(f"{url}: is empty; a feed or sitemap was expected")
    found = _as_json(data, url) if start[:1] == b"{" else _as_xml(data, url, content_type)
    if found is None:
        raise SourceError(
            f"{url}: is neither RSS, Atom, JSON Feed, a sitemap nor OPML; look for the feed's own "
            'address in the page (rel="alternate")'
        )
    return FeedList(found.kind, found.title, _distinct(found.entries, url))


def _unpacked(data: bytes, url: str) -> bytes:
    if data[:2] == b"\x1f\x8b":
        unpacker = zlib.decompressobj(47)
        try:
            data = unpacker.decompress(data, MAX_LIST_BYTES + 1)
        except zlib.error as error:
            raise SourceError(f"{url}: is damaged gzip ({error})") from error
    if len(data) > MAX_LIST_BYTES:
        raise SourceError(f"{url}: is over {MAX_LIST_BYTES // 1_000_000} MB; no list is that large")
    return data


def _distinct(entries: tuple[Told, ...], url: str) -> tuple[Told, ...]:
    """Web addresses, made whole, each once."""
    found: dict[str, Told] = {}
    for entry in entries[:MOST_ENTRIES]:
        address = plain_address(entry.url, base=url)
        if address:
            found.setdefault(address, Told(address, entry.at))
    return tuple(found.values())


CLICKS = frozenset(
    ("fbclid", "gclid", "dclid", "msclkid", "igshid", "mc_cid", "mc_eid", "yclid", "_ga", "ocid")
)
"""Parameters that only tell where a reader came from, by their makers' documentation: Meta, Google,
Microsoft, Instagram, Mailchimp, Yandex; `utm_…` are Google Analytics' campaigns."""


def plain_address(url: str, *, base: str = "") -> str | None:
    """An address without fragment and without what counts clicks; None if it is no web address."""
    try:
        parts = urlsplit(urljoin(base, url.strip().replace(" ", "%20")))
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return None
    if (
        parts.scheme not in ("http", "https")
        or not host
        or parts.username
        or len(url) > MAX_ADDRESS
    ):
        return None
    if any(ord(c) < 33 for c in parts.geturl()):
        return None
    usual = {"http": 80, "https": 443}[parts.scheme]
    site = f"[{host}]" if ":" in host else host
    query = parts.query
    if query:
        pairs = parse_qsl(query, keep_blank_values=True)
        kept = [(k, v) for k, v in pairs if k not in CLICKS and not k.startswith("utm_")]
        query = query if len(kept) == len(pairs) else urlencode(kept)
    place = site if port in (None, usual) else f"{site}:{port}"
    return urlunsplit((parts.scheme, place, parts.path or "/", query, ""))


def _as_json(data: bytes, url: str) -> FeedList | None:
    """A JSON Feed (version 1 or 1.1)."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise SourceError(f"{url}: is no readable JSON ({str(error)[:100]})") from error
    items = found.get("items") if isinstance(found, dict) else None
    if not isinstance(items, list):
        return None
    title = found.get("title")
    entries = [
        Told(link, _moment(item.get("date_published") or item.get("date_modified")))
        for item in items
        if isinstance(item, dict) and isinstance(link := item.get("url"), str)
    ]
    return FeedList("feed", title if isinstance(title, str) else None, tuple(entries))


def _as_xml(data: bytes, url: str, content_type: str | None) -> FeedList | None:
    if b"<!ENTITY" in data[:200_000].replace(b"\0", b""):  # in UTF-16 too
        raise SourceError(
            f"{url}: defines entities of its own, which no list needs; it is not read"
        )
    root = _root(data)
    name = _local(root) if root is not None else ""
    if root is not None and name in ("urlset", "sitemapindex"):
        kind: Kind = "sitemap" if name == "urlset" else "index"
        return FeedList(kind, None, tuple(_sitemap(root)))
    if root is not None and name == "opml":
        links = (e.get("xmlUrl") or e.get("xmlurl") for e in root.iter() if _local(e) == "outline")
        return FeedList("opml", None, tuple(Told(link) for link in links if link))
    return _as_feed(data, url, content_type)


def _root(data: bytes) -> Any:  # noqa: ANN401 - lxml has no types
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _local(element: Any) -> str:  # noqa: ANN401
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _sitemap(root: Any) -> Iterator[Told]:  # noqa: ANN401
    """Addresses of a sitemap or an index of them; a news sitemap's own day wins."""
    for place in root:
        inside = {_local(e): (e.text or "").strip() for e in place.iter() if e is not place}
        if address := inside.get("loc"):
            yield Told(address, _moment(inside.get("publication_date") or inside.get("lastmod")))


def _as_feed(data: bytes, url: str, content_type: str | None) -> FeedList | None:
    """RSS or Atom, written well or not."""
    head = {"content-type": content_type or "application/xml", "content-location": url}
    # a stream: of bytes the library would first ask whether they are the name of a file
    found = feedparser.parse(BytesIO(data), response_headers=head, sanitize_html=False)
    if not found.version and not found.entries:
        return None
    entries = [
        Told(link, _published(entry)) for entry in found.entries if (link := entry.get("link"))
    ]
    return FeedList("feed", found.feed.get("title") or None, tuple(entries))


def _published(entry: Any) -> datetime | None:  # noqa: ANN401
    told = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return datetime.fromtimestamp(timegm(told), UTC) if told else None
    except (ValueError, OverflowError, OSError):
        return None


def _moment(told: object) -> datetime | None:
    """A moment in ISO 8601, or the day in what else stands there; None if there is none."""
    if not isinstance(told, str) or not told or len(told) > 60:
        return None
    try:
        moment = datetime.fromisoformat(told.strip().replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
