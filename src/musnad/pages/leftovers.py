"""What a page holds beside its article, with the reason why it was left out.

Text blocks of the markup that are not in the article, in page order. The reason is the line's own
(a share button, a notice) or that of the part of the page in which it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from musnad.pages.furniture import furniture_reason
from musnad.script import fold

MOST = 400
"""Pieces that are kept; link farms hold thousands."""

LONGEST = 300
"""Characters of a piece that are kept."""

_LEAVES = frozenset(
    ("p", "li", "a", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption", "time", "td", "th", "dt",
     "dd", "span", "div", "label", "button", "blockquote", "strong", "b", "option", "section")
)  # fmt: skip
_PLACES = (
    (re.compile(r"^(?:nav|menu)$|menu|navigation|breadcrumb", re.IGNORECASE), "navigation"),
    (re.compile(r"^figure$|caption|^img$", re.IGNORECASE), "caption"),
    (re.compile(r"comment|disqus", re.IGNORECASE), "comments"),
    (re.compile(r"share|social", re.IGNORECASE), "share or print buttons"),
    (re.compile(r"related|read-?more|see-?also|recommend|most-?read|popular", re.IGNORECASE),
     "related stories"),
    (re.compile(r"\btags?\b|keyword", re.IGNORECASE), "tags"),
    (re.compile(r"^footer$|footer|copyright", re.IGNORECASE), "page footer"),
    (re.compile(r"^aside$|sidebar|widget", re.IGNORECASE), "sidebar"),
    (re.compile(r"^header$|masthead|site-?head|top-?bar", re.IGNORECASE), "page header"),
    (re.compile(r"byline|author|writer", re.IGNORECASE), "byline"),
    (re.compile(r"date|time", re.IGNORECASE), "date line"),
    (re.compile(r"advert|\bads?\b|banner|sponsor", re.IGNORECASE), "advertisement"),
)  # fmt: skip


def leftovers(tree: Any, article: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - lxml
    """(text, reason) of each block that is not in the article's text, once each."""
    known = fold(article)
    seen: set[str] = set()
    covered: set[Any] = set()
    for element in tree.iter():
        if not isinstance(element.tag, str) or len(seen) >= MOST:
            continue
        if element.getparent() in covered:
            covered.add(element)
            continue
        if element.tag not in _LEAVES or _holds_leaves(element):
            continue
        covered.add(element)
        text = " ".join("".join(element.itertext()).split())
        key = fold(text)
        if key and key not in seen and key not in known:
            seen.add(key)
            yield text[:LONGEST], furniture_reason(text) or _place(element)


def _holds_leaves(element: Any) -> bool:  # noqa: ANN401
    """Whether smaller blocks stand in it: then they are taken, unless it is a paragraph."""
    if element.tag in {"p", "h1", "h2", "h3", "figcaption", "a", "li"}:
        return any(c.tag in {"p", "div", "ul", "table"} for c in element)
    return any(c.tag in _LEAVES for c in element.iterdescendants())


def _place(element: Any) -> str:  # noqa: ANN401
    at, depth = element, 0
    while at is not None and depth < 12:
        labels = [at.tag, *(at.get("class") or "").split(), at.get("id") or ""]
        for pattern, reason in _PLACES:
            if any(pattern.search(label) for label in labels):
                return reason
        at, depth = at.getparent(), depth + 1
    return "outside the main text"
