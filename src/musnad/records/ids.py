"""Ids that follow from the content: the same record has the same id, whoever wrote it and when.

An id is a letter for the kind of record and twenty hexadecimal digits of a SHA-256 over canonical
JSON (RFC 8785 for the values that occur here: strings, whole numbers, lists, objects, null).
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from musnad.records.article import Article
from musnad.records.frames import Frame

DIGITS = 20
"""Hexadecimal digits of an id, 80 bits: two of a billion records meet with a chance of 4e-7."""


def canonical(data: Any) -> bytes:  # noqa: ANN401 - whatever JSON holds
    """The one byte form of a JSON value: keys sorted, no white space, UTF-8, no NaN."""
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode("utf-8", "surrogatepass")


def digest(data: bytes) -> str:
    """SHA-256 in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def content_id(letter: str, data: Any) -> str:  # noqa: ANN401
    """The id of a record of one kind that holds these data."""
    return letter + digest(canonical(data))[:DIGITS]


def article_id(article: Article) -> str:
    """The id of an article as published: its text, its blocks and what its head says.

    Furniture and notes don't count: the same article beside another advertisement is the same.
    """
    return content_id(
        "a",
        {
            "text": article.text,
            "blocks": [[b.kind, *b.span] for b in article.blocks],
            "outlet": article.outlet,
            "byline": article.byline,
            "agency": article.agency,
            "dateline": article.dateline,
            "published": article.published.isoformat() if article.published else None,
            "url": article.url,
        },
    )


def frame_id(article: str, frame: Frame) -> str:
    """The id of a frame of the article with this id.

    It names what is claimed to stand in the text: type, predicate, roles and flags. Scores and
    resolved values are not part of it, so that a finer table of places renames no record.
    """
    return content_id(
        "f",
        {
            "article": article,
            "type": frame.type,
            "predicate": list(frame.span),
            "roles": [[r.role, *r.span, r.unsaid] for r in frame.roles],
            "flags": sorted(f.name for f in frame.flags),
        },
    )
