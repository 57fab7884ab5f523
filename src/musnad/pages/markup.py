"""HTML → lines, headline, outlet, writer, day: what the markup says of a page."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import lxml.html
from lxml import etree

from musnad.errors import NoArticle, PageTooLarge
from musnad.pages.body import main_lines, with_lead
from musnad.pages.elements import label_of, own_text, text_of
from musnad.pages.furniture import Line
from musnad.pages.headline import find_site, find_title, site_in_title
from musnad.pages.stamps import find_day
from musnad.script import arabic_letters, fold

for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # their remarks are not for our users

MAX_ELEMENTS = 60_000
"""More elements than any news page has; beyond it extraction could take minutes."""

MAX_RUN = 400_000
"""Characters between two tags; embedded data is longer, and stands in script elements."""

MAX_ATTRIBUTES = 100_000
MAX_IN_TAG = 10_000
"""Signs of attributes on a page, and words in one tag. libxml2 compares each attribute of a tag
with all others: 40,000 in one tag took two seconds a parse, millions would take hours."""

MAX_JSON = 200_000
_BROKEN_JSON = re.compile(r'"(headline|datePublished)"\s*:\s*"([^"\\\n]{4,300})"')
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]"
    r"|&#0*(?:[0-8]|11|1[4-9]|2\d|3[01]);|&#x0*(?:[0-8be]|f|1[0-9a-f]);",
    re.IGNORECASE,
)
"""Control characters, plain or as references, that neither HTML nor lxml lets into text."""

_GIANT_TAG = re.compile(r"<[a-zA-Z][^>]{50000,}")

LINK_WORDS = 4
"""Words of a link that can be a story's title."""

_CAPTION_NAMES = re.compile(
    r"caption|cutline|(?:photo|img|image|pic)[-_]?(?:desc|title|text|comment|name|source)",
    re.IGNORECASE,
)
_KICKER_NAMES = re.compile(
    r"kicker|pre-?title|over-?line|super-?title|shoulder|eyebrow|upper-?title", re.I
)
_WRITER_NAMES = re.compile(r"author|writer|writeby|by-?line|reporter|journalist", re.IGNORECASE)


@dataclass(slots=True)
class Markup:
    """What the markup says of a page."""

    lines: list[Line] = field(default_factory=list)
    title: str | None = None
    site: str | None = None
    byline: str | None = None
    day: date | None = None
    kicker: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tree: Any = None


def read_markup(html: str, *, url: str | None = None) -> Markup:
    """Main lines and metadata of an HTML page.

    Raises:
        NoArticle: nothing in it can be parsed, or it has far too many elements.
        PageTooLarge: it holds a run of text longer than any article.
    """
    html = _CONTROLS.sub("", html)
    tree = _tree(html)
    meta = _meta(tree)
    linked = list(_linked_data(tree))
    summary = meta.get("og:description") or meta.get("description") or ""
    page = Markup(lines=main_lines(tree, html, url=url, summary=summary), tree=tree)
    page.site = find_site(tree, meta, linked)
    page.title = find_title(tree, meta, linked, lines=page.lines, site=page.site)
    page.site = page.site or site_in_title(tree, page.title)
    page.captions = _captions(tree)
    page.links = _links(tree)
    if page.lines:
        page.lines = with_lead(tree, page.lines, title=page.title, summary=summary)
    page.kicker = _kicker(tree, page)
    page.day = find_day(tree, meta, linked, html=html, url=url, title=page.title)
    page.byline = _byline(tree, meta, page)
    return page


def _tree(html: str) -> Any:  # noqa: ANN401 - lxml's elements are untyped
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", html)
    if text.count("<") > 4 * MAX_ELEMENTS:
        raise NoArticle("the page has far more elements than a news page; nothing was read of it")
    if text.count("=") > MAX_ATTRIBUTES or any(
        len(tag.group().split()) > MAX_IN_TAG for tag in _GIANT_TAG.finditer(text)
    ):
        raise NoArticle("the page's tags have far more attributes than a news page's; not read")
    try:
        tree = lxml.html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise NoArticle(f"the page can't be parsed as HTML ({error})") from error
    for element in list(tree.iter("script", "style", "noscript", etree.Comment)):
        if element.get("type") != "application/ld+json" and element.getparent() is not None:
            _drop(element)
    longest = max(
        (len(e.text or "") for e in tree.iter() if isinstance(e.tag, str) and e.tag != "script"),
        default=0,
    )
    if longest > MAX_RUN:
        raise PageTooLarge(f"one run of text has {longest:,} characters; at most {MAX_RUN:,}")
    return tree


def _drop(element: Any) -> None:  # noqa: ANN401
    """Take an element out, keeping the text behind it."""
    try:
        element.drop_tree()
    except ValueError:  # a character that got in by a way we don't know: lxml won't move the text
        element.text = None


def _meta(tree: Any) -> dict[str, str]:  # noqa: ANN401
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.lower(), " ".join(content.split()))
    return found


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Objects of JSON-LD blocks; of ill-formed blocks, what can be picked out of them."""
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            data = dict(_BROKEN_JSON.findall((script.text or "")[:MAX_JSON]))
        pending = [data]
        for _ in range(200):
            if not pending:
                break
            item = pending.pop()
            if isinstance(item, list):
                pending += item[:50]
            elif isinstance(item, dict):
                yield item
                pending += [v for v in (item.get("@graph"), item.get("mainEntity")) if v]


def _captions(tree: Any) -> list[str]:  # noqa: ANN401
    """Captions, titles and alternative texts of pictures."""
    found = [text_of(e) for e in tree.iter("figcaption")]
    found += [e.get(name) or "" for e in tree.iter("img", "amp-img") for name in ("alt", "title")]
    named = (e for e in tree.iter("div", "span", "p", "td") if _CAPTION_NAMES.search(label_of(e)))
    found += [text for e in named if (text := own_text(e))]
    return [c for c in dict.fromkeys(" ".join(c.split()) for c in found) if len(c) > 3]


def _links(tree: Any) -> list[str]:  # noqa: ANN401
    """Texts of links that stand alone in their block: teasers of other stories."""
    found = []
    within: dict[Any, str] = {}  # a block of thousands of links is gone through once
    for link in tree.iter("a"):
        text, parent = text_of(link), link.getparent()
        if parent is None or len(text.split()) < LINK_WORDS:
            continue
        if parent not in within:
            within[parent] = text_of(parent)
        if within[parent] == text:
            found.append(text)
    return found


def _kicker(tree: Any, page: Markup) -> list[str]:  # noqa: ANN401
    for element in tree.iter("h2", "h3", "h4", "p", "div", "span"):
        label = label_of(element)
        if _KICKER_NAMES.search(label):
            text = own_text(element)
            if 4 <= len(text) <= 90 and fold(text) != fold(page.title or ""):
                return [text]
    return []


def _byline(tree: Any, meta: dict[str, str], page: Markup) -> str | None:  # noqa: ANN401
    """A writer named by class or metadata, if it is a name in Arabic and not the site's."""
    found = [text_of(e) for e in tree.xpath("//*[@rel='author' or @itemprop='author']")][:3]
    classed = (e for e in tree.xpath("//*[@class]") if _WRITER_NAMES.search(e.get("class")))
    found += [own_text(e) for e, _ in zip(classed, range(12), strict=False)]
    found.append(meta.get("author", ""))
    for text in found:
        arabic = arabic_letters(text)
        if 5 <= len(text) <= 60 and arabic > 0.6 * len(text) and not _is_site(text, page):
            return text
    return None


def _is_site(text: str, page: Markup) -> bool:
    return bool(page.site) and (
        fold(text) in fold(page.site or "") or fold(page.site or "") in fold(text)
    )
