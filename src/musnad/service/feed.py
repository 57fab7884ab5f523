"""Feeds: records as an Atom document (RFC 4287)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from xml.etree import ElementTree as Xml

from musnad.ledger.search import Hit
from musnad.show.safe import visible

ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, not even escaped."""

NEVER = "1970-01-01"
"""The day of a record whose article has none: a feed's entries must have one."""


def atom(title: str, address: str, base: str, hits: Iterable[Hit], *, own: str = "") -> bytes:
    """The feed of a search.

    Args:
        title: the feed's title.
        address: of the page that shows the same search; it is the feed's id as well.
        base: of the reading room, without slash.
        hits: its records.
        own: the feed's own address.
    """
    Xml.register_namespace("", ATOM)
    hits = list(hits)
    feed = Xml.Element(f"{{{ATOM}}}feed")
    _put(feed, "title", visible(title))
    _put(feed, "id", address)
    newest = max((hit.published for hit in hits if hit.published), default=None)
    _put(feed, "updated", _moment(newest) if newest else datetime.now(UTC).isoformat())
    Xml.SubElement(feed, f"{{{ATOM}}}link", href=address)
    if own:
        Xml.SubElement(feed, f"{{{ATOM}}}link", rel="self", href=own)
    author = Xml.SubElement(feed, f"{{{ATOM}}}author")
    _put(author, "name", "Musnad")
    for hit in hits:
        entry = Xml.SubElement(feed, f"{{{ATOM}}}entry")
        _put(entry, "title", _headline(hit))
        _put(entry, "id", f"urn:musnad:{hit.id}")
        _put(entry, "updated", _moment(hit.published or NEVER))
        Xml.SubElement(entry, f"{{{ATOM}}}link", href=f"{base}/article/{hit.id}")
        _put(entry, "summary", _summary(hit))
    written: bytes = Xml.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written


def _put(parent: Xml.Element, name: str, text: str) -> None:
    found = Xml.SubElement(parent, f"{{{ATOM}}}{name}")
    found.text = _NO_XML.sub("\ufffd", text)


def _moment(day: str) -> str:
    return f"{day}T00:00:00Z"


def _headline(hit: Hit) -> str:
    agent = hit.first("agent")
    parts = [hit.type, agent.text if agent else "", hit.predicate]
    return visible(" ".join(part for part in parts if part))


def _summary(hit: Hit) -> str:
    content = hit.first("content") or hit.first("target")
    chain = " ← ".join(voice or "?" for voice in hit.chain)
    parts = [content.text if content else "", chain, hit.title or ""]
    return visible(" · ".join(part for part in parts if part))
