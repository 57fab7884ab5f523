"""HTML → lines, headline candidates, metadata.

The main text is trafilatura's; what it does not know of Arabic news pages (a lead in a box of its
own, line breaks that part paragraphs) is added.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import lxml.html
from htmldate import find_date
from lxml import etree
from trafilatura import bare_extraction

from musnad.errors import NoArticle, PageTooLarge
from musnad.pages.days import PUBLISHED, UPDATED, day_in, day_in_url
from musnad.pages.furniture import Line
from musnad.script import fold, is_arabic_letter

for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)  # their remarks are not for our users

MAX_ELEMENTS = 60_000
"""More elements than any news page has; beyond it extraction could take minutes."""

MAX_TEXT = 600_000
"""Characters of visible text, menus and comments included; the longest pages seen have 100,000."""

LEAD_CHARS = 60
_LEAD_NAMES = re.compile(
    r"lead|intro|summary|standfirst|excerpt|brief|teaser|description|synopsis", re.I
)
_KICKER_NAMES = re.compile(
    r"kicker|pre-?title|over-?line|super-?title|shoulder|eyebrow|upper-?title", re.I
)
_CAPTION_NAMES = re.compile(r"caption|photo|image|img|gallery|figure|credit", re.IGNORECASE)
_ASIDE_NAMES = re.compile(
    r"related|more|share|tags?\b|comment|menu|nav|footer|breadcrumb|widget", re.I
)
_WRITER_NAMES = re.compile(r"author|writer|writeby|by-?line|reporter|journalist", re.IGNORECASE)
_BLOCKS = frozenset(
    ("p", "div", "h1", "h2", "h3", "h4", "span", "strong", "b", "section", "article", "td",
     "blockquote")
)  # fmt: skip
_SITE_SEPARATOR = re.compile(r"\s+[-|–—:»·]+\s+|\s*\|\s*|\s::\s")
_DATE_KEYS = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publish_date",
    "publishdate",
    "pubdate",
    "sailthru.date",
    "dc.date",
    "dcterms.created",
    "date",
)
_ISO = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)")


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
    tree: Any = None


def read_markup(html: str, *, url: str | None = None) -> Markup:
    """Main lines and metadata of an HTML page.

    Raises:
        NoArticle: nothing in it can be parsed, or it is far too large to be a news page.
    """
    tree = _tree(html)
    found = _extract(html, url)
    meta = _meta(tree)
    linked = list(_linked_data(tree))
    page = Markup(lines=_lines(found), tree=tree)
    page.site = meta.get("og:site_name") or _publisher(linked)
    page.title = _title(tree, meta, linked, page.lines, page.site)
    page.captions = _captions(tree)
    _add_lead(tree, page, meta)
    page.kicker = _kicker(tree, page)
    page.day = _day(tree, meta, linked, html, url)
    page.byline = _byline(tree, meta, page)
    return page


def _tree(html: str) -> Any:  # noqa: ANN401 - lxml's elements are untyped
    text = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", html)
    if text.count("<") > 4 * MAX_ELEMENTS:
        raise NoArticle("the page has far more elements than a news page; nothing was read of it")
    try:
        tree = lxml.html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        raise NoArticle(f"the page can't be parsed as HTML ({error})") from error
    _refuse_giants(tree)
    for element in list(tree.iter("script", "style", "noscript", etree.Comment)):
        if element.get("type") != "application/ld+json" and element.getparent() is not None:
            element.drop_tree()
    return tree


def _refuse_giants(tree: Any) -> None:  # noqa: ANN401
    """Extraction takes minutes where the visible text is that of a library."""
    size = 0
    for element in tree.iter():
        if element.tag not in {"script", "style"} and isinstance(element.tag, str):
            size += len(element.text or "") + len(element.tail or "")
    if size > MAX_TEXT:
        raise PageTooLarge(
            f"the page has {size:,} characters of text; at most {MAX_TEXT:,} are looked through"
        )


def _extract(html: str, url: str | None) -> Any:  # noqa: ANN401 - trafilatura's element
    """The main text as an element tree; None where there is none."""
    try:
        found = bare_extraction(
            html,
            url=url,
            favor_precision=True,
            include_comments=False,
            include_tables=False,
            with_metadata=False,
        )
    except (RecursionError, ValueError, etree.LxmlError, AssertionError, MemoryError) as error:
        raise NoArticle(f"the page's markup is too broken to read ({error})") from error
    return found.body if found is not None else None


def _lines(body: Any) -> list[Line]:  # noqa: ANN401
    if body is None:
        return []
    lines: list[Line] = []
    for element in body:
        heading = element.tag == "head"
        text = _text_with_breaks(element)
        lines += [Line(part, heading) for part in _split(text)]
    return lines


def _text_with_breaks(element: Any) -> str:  # noqa: ANN401
    parts: list[str] = []
    for node in element.iter():
        if node.tag in {"lb", "item", "p", "row", "cell", "br", "head"} and node is not element:
            parts.append("\n")
        parts.append(node.text or "")
        if node is not element:
            parts.append(node.tail or "")
    return "".join(parts)


def _split(text: str) -> Iterator[str]:
    for part in text.split("\n"):
        line = " ".join(part.split())
        if line:
            yield line


def _meta(tree: Any) -> dict[str, str]:  # noqa: ANN401
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.lower(), " ".join(content.split()))
    return found


def _linked_data(tree: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401
    """Objects of JSON-LD blocks; ill-formed blocks are passed over."""
    for script in tree.iter("script"):
        if script.get("type") != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
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


def _publisher(linked: list[dict[str, Any]]) -> str | None:
    for item in linked:
        publisher = item.get("publisher")
        name = publisher.get("name") if isinstance(publisher, dict) else None
        if isinstance(name, str) and name.strip():
            return " ".join(name.split())
    return None


def _title(
    tree: Any,  # noqa: ANN401
    meta: dict[str, str],
    linked: list[dict[str, Any]],
    lines: list[Line],
    site: str | None,
) -> str | None:
    """The headline that most sources agree on: of each source, itself and its parts."""
    sources = [_text(h) for h in tree.iter("h1")][:4]
    sources += [meta[k] for k in ("og:title", "twitter:title", "title") if k in meta]
    sources += [_text(t) for t in tree.iter("title")][:1]
    sources += [i["headline"] for i in linked if isinstance(i.get("headline"), str)][:2]
    sources += [line.text for line in lines[:1] if len(line.text.split()) <= 25]
    sources = [" ".join(s.split()) for s in sources if s and s.strip()]
    pieces = dict.fromkeys(p for s in sources for p in (s, *_SITE_SEPARATOR.split(s)))
    folded = [fold(s) for s in sources]
    best, best_value = None, (0, 0)
    for piece in pieces:
        key = fold(piece)
        if len(key) < 8 or len(piece.split()) < 2 or (site and key in fold(site)):
            continue
        value = (sum(key in source for source in folded), len(key))
        if value > best_value:
            best, best_value = piece.strip(), value
    return best


def _text(element: Any) -> str:  # noqa: ANN401
    return " ".join("".join(element.itertext()).split())


def _named(element: Any, names: re.Pattern[str]) -> bool:  # noqa: ANN401
    """Whether the element or one of its five nearest ancestors is named so."""
    at, depth = element, 0
    while at is not None and depth < 6:
        label = f"{at.get('class') or ''} {at.get('id') or ''} {at.get('itemprop') or ''}"
        if names.search(label):
            return True
        at, depth = at.getparent(), depth + 1
    return False


def _own_text(element: Any) -> str:  # noqa: ANN401
    """Text of an element that holds no block of its own; "" otherwise."""
    if any(child.tag in _BLOCKS - {"span", "strong", "b"} for child in element.iterdescendants()):
        return ""
    return _text(element)


def _add_lead(tree: Any, page: Markup, meta: dict[str, str]) -> None:  # noqa: ANN401
    """Put a lead that stands in a box of its own before the body, unless it is there already."""
    if not page.lines:
        return
    known = fold("\n".join(line.text for line in page.lines))
    summary = fold(meta.get("og:description") or meta.get("description") or "")
    for element in _between_title_and_body(tree, page):
        text = _own_text(element)
        key = fold(text)
        if len(text) < LEAD_CHARS or key[:LEAD_CHARS] in known or _linked_share(element) > 0.4:
            continue
        own = f"{element.get('class') or ''} {element.get('id') or ''}"
        parent = element.getparent()
        above = f"{parent.get('class') or ''}" if parent is not None else ""
        opened = bool(summary) and key.startswith(summary.rstrip(" .…")[:LEAD_CHARS])
        if (opened or _LEAD_NAMES.search(f"{own} {above}")) and not _named(element, _CAPTION_NAMES):
            at = next(
                (k for k, x in enumerate(page.lines) if fold(x.text) != fold(page.title or "")), 0
            )
            page.lines.insert(at, Line(text))
            return


def _between_title_and_body(tree: Any, page: Markup) -> Iterator[Any]:  # noqa: ANN401
    """Elements after the headline's h1 and before the body's first long line."""
    title = fold(page.title or "")
    first = next((fold(x.text)[:40] for x in page.lines if len(x.text) >= LEAD_CHARS), "")
    inside = False
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag == "h1" and title and title in fold(_text(element)):
            inside = True
        elif inside and element.tag in _BLOCKS:
            text = _own_text(element)
            if text and first and fold(text).startswith(first):
                return
            if text and not _named(element, _ASIDE_NAMES):
                yield element


def _linked_share(element: Any) -> float:  # noqa: ANN401
    linked = sum(len(_text(a)) for a in element.iter("a"))
    return linked / max(1, len(_text(element)))


def _captions(tree: Any) -> list[str]:  # noqa: ANN401
    """Captions and alternative texts of pictures."""
    found = [_text(e) for e in tree.iter("figcaption")]
    found += [e.get("alt") or "" for e in tree.iter("img")]
    return [c for c in dict.fromkeys(" ".join(c.split()) for c in found) if len(c) > 3]


def _kicker(tree: Any, page: Markup) -> list[str]:  # noqa: ANN401
    for element in tree.iter("h2", "h3", "h4", "p", "div", "span"):
        label = f"{element.get('class') or ''} {element.get('id') or ''}"
        if _KICKER_NAMES.search(label):
            text = _own_text(element)
            if 4 <= len(text) <= 90 and fold(text) != fold(page.title or ""):
                return [text]
    return []


def _day(
    tree: Any,  # noqa: ANN401
    meta: dict[str, str],
    linked: list[dict[str, Any]],
    html: str,
    url: str | None,
) -> date | None:
    """Publication date: markup that names it, the address, a printed date, htmldate."""
    for item in linked:
        if isinstance(item.get("datePublished"), str) and _iso(item["datePublished"]):
            return _iso(item["datePublished"])
    for key in _DATE_KEYS:
        if key in meta and _iso(meta[key]):
            return _iso(meta[key])
    return day_in_url(url) or _printed_day(tree) or _guessed(html, url)


def _iso(text: str) -> date | None:
    found = _ISO.search(text)
    try:
        return date(*(int(g) for g in found.groups())) if found else None
    except ValueError:
        return None


def _printed_day(tree: Any) -> date | None:  # noqa: ANN401
    """A date in a short line that says "published", else in a `time` element, else below h1."""
    after_title: date | None = None
    seen_title = False
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        seen_title = seen_title or element.tag == "h1"
        stamp = element.get("datetime") if element.tag == "time" else None
        text = " ".join((element.text or "").split())
        day = (_iso(stamp) if stamp else None) or (day_in(text) if 6 <= len(text) <= 90 else None)
        if day is None or UPDATED.search(fold(text)):
            continue
        if PUBLISHED.search(fold(text)) or (stamp and element.get("pubdate") is not None):
            return day
        if seen_title and after_title is None:
            after_title = day
    return after_title


def _guessed(html: str, url: str | None) -> date | None:
    """The finding of htmldate, without its search through the whole text, which guesses."""
    try:
        found = find_date(html, url=url, original_date=True, extensive_search=False)
    except (ValueError, TypeError, RecursionError, etree.LxmlError):
        return None
    return _iso(found) if found else None


def _byline(tree: Any, meta: dict[str, str], page: Markup) -> str | None:  # noqa: ANN401
    """A writer named by class or metadata, if it is a name in Arabic and not the site's."""
    found = [_text(e) for e in tree.xpath("//*[@rel='author' or @itemprop='author']")][:3]
    classed = (e for e in tree.xpath("//*[@class]") if _WRITER_NAMES.search(e.get("class")))
    found += [_own_text(e) for e, _ in zip(classed, range(12), strict=False)]
    found.append(meta.get("author", ""))
    for text in found:
        arabic = sum(is_arabic_letter(c) for c in text)
        if 5 <= len(text) <= 60 and arabic > 0.6 * len(text) and not _is_site(text, page):
            return text
    return None


def _is_site(text: str, page: Markup) -> bool:
    return bool(page.site) and (
        fold(text) in fold(page.site or "") or fold(page.site or "") in fold(text)
    )
