"""Small questions that several modules ask of HTML elements (lxml's, which carry no types)."""

from __future__ import annotations

import re
from typing import Any

BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "span", "strong", "b", "section", "article", "td",
     "blockquote")
)  # fmt: skip
INLINE = frozenset(("span", "strong", "b", "font", "a", "i", "em", "u", "center"))
ASIDE_NAMES = re.compile(
    r"related|more|share|tags?\b|comment|menu|nav|footer|breadcrumb|widget|sidebar|newsletter"
    r"|subscri|social|most-?read|popular|recommend|cookie|banner|\bads?\b|advert",
    re.IGNORECASE,
)
CAPTION_NAMES = re.compile(r"caption|photo|image|img|gallery|figure|credit", re.IGNORECASE)

_NEAR = 6
"""The element and its five nearest ancestors: further out, names tell of the whole page."""


def text_of(element: Any) -> str:  # noqa: ANN401
    """All text under an element, runs of white space made one space."""
    return " ".join("".join(element.itertext()).split())


def own_text(element: Any) -> str:  # noqa: ANN401
    """Text of an element that holds no block of its own; "" otherwise."""
    if any(child.tag in BLOCKS - INLINE for child in element.iterdescendants()):
        return ""
    return text_of(element)


def is_named(element: Any, names: re.Pattern[str]) -> bool:  # noqa: ANN401
    """Whether the element or one of its five nearest ancestors is named so."""
    at, depth = element, 0
    while at is not None and depth < _NEAR:
        if names.search(label_of(at)):
            return True
        at, depth = at.getparent(), depth + 1
    return False


def label_of(element: Any) -> str:  # noqa: ANN401
    """What an element is called: its class, id and item property."""
    return f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}"


def linked_share(element: Any) -> float:  # noqa: ANN401
    """Share of an element's characters that stand in links."""
    linked = sum(len(text_of(a)) for a in element.iter("a"))
    return linked / max(1, len(text_of(element)))
