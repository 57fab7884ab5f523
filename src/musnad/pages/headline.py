"""The headline and the outlet's name, by what the page's own sources agree on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from musnad.pages.elements import own_text, text_of
from musnad.pages.furniture import Line
from musnad.script import fold

SEPARATOR = re.compile(r"\s+[-|–—:»·]+\s+|\s*\|\s*|\s::\s|:\s(?=\S+\s\S+\s\S+\s\S+)")
"""Between a headline and the name of site or section; after a bare colon a headline follows."""

LONGEST = 30
LONGEST_SOURCE = 2_000
"""Characters; a longer `h1` or `title` holds no headline but a page."""

MOST_SITE_WORDS = 5
VISIBLE_WORDS = 4
"""A piece of so many words that is printed on the page outranks what only metadata has."""

_SITE_KINDS = ("WebSite", "NewsMediaOrganization")
_SITE_KEYS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")


def find_title(
    tree: Any,  # noqa: ANN401 - lxml
    meta: dict[str, str],
    linked: list[dict[str, Any]],
    *,
    lines: list[Line],
    site: str | None,
) -> str | None:
    """The headline that most sources agree on: of each source, itself and its parts."""
    sources = [text_of(h) for h in tree.iter("h1")][:4]
    sources += [meta[k] for k in ("og:title", "twitter:title", "title") if k in meta]
    sources += [text_of(t) for t in tree.iter("title")][:1]
    sources += [i["headline"] for i in linked if isinstance(i.get("headline"), str)][:2]
    sources = [" ".join(s.split()) for s in sources if s and s.strip() and len(s) < LONGEST_SOURCE]
    first = [line.text for line in lines[:1] if len(line.text.split()) <= LONGEST]
    sources = sources or [text for text in first if not text.endswith(".")]
    printed = {fold(text): text for text in _printed(tree)}
    echoes = [t for k, t in printed.items() if any(k in fold(s) and k != fold(s) for s in sources)]
    pieces = dict.fromkeys(p for s in (*sources, *echoes) for p in (s, *SEPARATOR.split(s)))
    folded = [fold(s) for s in (*sources, *first)]
    best, best_value = None, (False, 0, 0)
    for piece in pieces:
        key = fold(piece)
        if len(key) < 8 or len(piece.split()) < 2 or (site and key in fold(site)):
            continue
        visible = key in printed and len(piece.split()) >= VISIBLE_WORDS
        value = (visible, sum(key in source for source in folded), len(key))
        if value > best_value:
            best, best_value = piece.strip(), value
    return best


def _printed(tree: Any) -> Iterator[str]:  # noqa: ANN401
    """Short unlinked texts of the body: what may be a headline."""
    for element in tree.iter("h1", "h2", "h3", "p", "div", "td", "span", "strong", "b", "font"):
        if any(a.tag == "a" for a in element.iterancestors()):
            continue
        text = own_text(element)
        if 2 <= len(text.split()) <= LONGEST:
            yield text


def find_site(
    tree: Any,  # noqa: ANN401
    meta: dict[str, str],
    linked: list[dict[str, Any]],
) -> str | None:
    """The site's name where metadata gives it."""
    named = next((meta[k] for k in _SITE_KEYS if k in meta), None)
    return named or _publisher(linked) or _name_of_site_object(linked) or _logo(tree)


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    for item in linked:
        publisher = item.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else None
        if isinstance(name, str) and name.strip():
            return " ".join(name.split())
    return None


def _name_of_site_object(linked: list[dict[str, Any]]) -> str | None:
    for item in linked:
        kinds = item.get("@type")
        named = item.get("name")
        site = any(k in _SITE_KINDS for k in (kinds if isinstance(kinds, list) else [kinds]))
        if site and isinstance(named, str) and named.strip():
            return " ".join(named.split())
    return None


def _logo(tree: Any) -> str | None:  # noqa: ANN401
    """The text or alternative text of the page's first link home."""
    for link in tree.iter("a"):
        if link.get("href", "").rstrip("/") in {"", "index.html", "index.php", "default.aspx"}:
            alts = [img.get("alt") or "" for img in link.iter("img")]
            name = text_of(link) or " ".join(" ".join(alts).split())
            if name and len(name.split()) <= MOST_SITE_WORDS and fold("رئيسي") not in fold(name):
                return name
    return None


def site_in_title(tree: Any, title: str | None) -> str | None:  # noqa: ANN401
    """The part of `<title>` beside the headline that the page prints elsewhere too."""
    whole = next((text_of(t) for t in tree.iter("title")), "")
    headline = fold(title or "")
    parts = [part.strip() for part in SEPARATOR.split(whole) if part.strip()]
    beside = [p for p in parts if fold(p) not in headline and headline not in fold(p)]
    short = [p for p in beside if len(p.split()) <= MOST_SITE_WORDS]
    body = fold(" ".join(text_of(b) for b in tree.iter("body")))
    alts = fold(" ".join(img.get("alt") or "" for img in tree.iter("img")))
    printed = [p for p in short if fold(p) in body or fold(p) in alts]
    if len(parts) < 2 or not (printed or short):
        return None
    return (printed or short)[-1]
