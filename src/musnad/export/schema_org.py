"""schema.org in JSON-LD: direct statements as Quotation, indirect ones as Claim, with articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import Any, BinaryIO

from musnad.export.annotations import iri
from musnad.export.formats import Options
from musnad.export.json_text import write_list
from musnad.export.told import Told, is_direct, quotation
from musnad.records import Entry, Frame

HEAD: MappingProxyType[str, Any] = MappingProxyType(
    {"@context": {"@vocab": "https://schema.org/", "id": "@id", "type": "@type"}}
)
TYPES: MappingProxyType[str, str] = MappingProxyType(
    {"person": "Person", "body": "Organization", "party": "Organization"}
)
"""schema.org has no wider type for who may speak than these two."""

LANGUAGE = "ar"

Node = dict[str, Any]


def write(entries: Iterable[Entry], out: BinaryIO, options: Options) -> int:
    """Write articles and their statements; the number of both."""
    nodes = (node for entry in entries for node in _nodes(Told(entry)))
    return write_list(dict(HEAD), "@graph", nodes, out)


def _nodes(told: Told) -> Iterator[Node]:
    yield _article(told)
    for frame in told.reading.frames:
        if quotation(frame) is not None:
            yield _statement(told, frame)


def _article(told: Told) -> Node:
    article = told.article
    return {
        "id": iri(told.entry.article_id),
        "type": "NewsArticle",
        "headline": article.title,
        "datePublished": article.published.isoformat() if article.published else None,
        "inLanguage": LANGUAGE,
        "author": _named("Person", article.byline),
        "publisher": _named("Organization", article.outlet),
        "sourceOrganization": _named("Organization", article.agency),
        "url": article.url,
    }


def _named(kind: str, name: str | None) -> Node | None:
    return {"type": kind, "name": name} if name else None


def _statement(told: Told, frame: Frame) -> Node:
    moment, article = told.moment(frame), iri(told.entry.article_id)
    node: Node = {
        "id": iri(told.entry.id_of(frame)),
        "text": quotation(frame),
        "inLanguage": LANGUAGE,
        "dateCreated": moment.begin if moment else None,
        "mentions": _speaker(told, frame, "target"),
    }
    speaker = _speaker(told, frame, "agent")
    if is_direct(frame):
        return node | {
            "type": "Quotation",
            "spokenByCharacter": speaker,
            "isPartOf": {"id": article},
        }
    return node | {"type": "Claim", "author": speaker, "appearance": {"id": article}}


def _speaker(told: Told, frame: Frame, name: str) -> Node | None:
    role = frame.first(name)
    if role is None:
        return None
    party = told.party(role)
    names = party.latin or None
    return {
        "id": iri(party.id), "type": TYPES[party.kind], "name": party.name, "alternateName": names,
    }  # fmt: skip
