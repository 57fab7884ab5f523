"""Pages → articles: the road through this room."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from musnad.errors import EmptyPage, NoArticle, PageTooLarge
from musnad.pages.days import day_in_url
from musnad.pages.decode import MAX_PAGE_BYTES, decode, describe
from musnad.pages.furniture import Line, Parts, sort_lines
from musnad.pages.leftovers import leftovers
from musnad.pages.markup import Markup, read_markup
from musnad.pages.tables import agency_in, host_of, outlet_named, outlet_of
from musnad.pages.words import SOURCE_TAIL
from musnad.records import Article, Block, Furniture, Span
from musnad.script import arabic_letters, fold

Kind = Literal["auto", "html", "text"]

MAX_ARTICLE = 150_000
"""Characters of the longest article that is read: about 25,000 words, a small book."""

MAX_LINES = 5_000
"""Lines of the longest text that is read; more of them are a list or a table."""

LEAST_ARABIC = 0.4

_SURROGATE = re.compile("[\ud800-\udfff]")
_START = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:!doctype|html|head|body|div|p|br|article|span|meta|title|h1|a)\b", re.IGNORECASE
)


def read_page(
    data: bytes | str,
    *,
    url: str | None = None,
    content_type: str | None = None,
    published: date | None = None,
    kind: Kind = "auto",
) -> Article:
    """The article on a page.

    Args:
        data: the page as it came; `str` is taken as decoded already.
        url: its address, which tells outlet and often the date.
        content_type: of the HTTP response, for the encoding.
        published: the publication date, if the caller knows it; wins over the page's.
        kind: "html", "text", or "auto" to look.

    Raises:
        EmptyPage: nothing was given.
        NotText: the bytes are an image, an archive, a program ….
        PageTooLarge: more bytes or characters than any news page has.
        NoArticle: there is no main text.
    """
    text, notes = _as_text(data, content_type)
    html = kind == "html" or (kind == "auto" and looks_like_html(text))
    markup = read_markup(text, url=url) if html else Markup(lines=_plain_lines(text))
    if not markup.lines:
        raise NoArticle("no main text was found on the page; a list of links or an empty template?")
    outlet = outlet_of(url) or _arabic(markup.site)
    lines = _without_asides(markup)
    parts = sort_lines(lines[0], title=markup.title, outlet=outlet)
    parts.furniture = lines[1] + parts.furniture
    if markup.kicker and not any(kind == "kicker" for kind, _ in parts.blocks):
        parts.blocks.insert(0, ("kicker", markup.kicker[0]))
    if markup.tree is not None:
        parts.furniture = _whole_furniture(markup, parts)
    outlet = outlet or parts.outlet or outlet_named(text for text, _ in parts.furniture)
    outlet = outlet or host_of(url) or None
    parts.agency = parts.agency or _agency_beside(parts.furniture)
    return _article(parts, markup, notes, outlet=outlet, url=url, published=published)


def _whole_furniture(markup: Markup, parts: Parts) -> list[tuple[str, str]]:
    """All that was left out of an HTML page: found by the rules or left by the extractor."""
    reasons = {fold(text): reason for text, reason in parts.furniture}
    article = "\n".join(line for _, line in parts.blocks)
    found = [(text, reasons.pop(fold(text), why)) for text, why in leftovers(markup.tree, article)]
    rest = [(text, why) for text, why in parts.furniture if fold(text) in reasons]
    return found + rest


def _agency_beside(furniture: list[tuple[str, str]]) -> str | None:
    """The agency that a source line outside the main text names: `المصدر : وكالات`."""
    lines = (text for text, _ in furniture if SOURCE_TAIL.match(text))
    return next((agency for line in lines if (agency := agency_in(line))), None)


def looks_like_html(text: str) -> bool:
    """Whether a text is markup rather than prose that happens to hold a sign."""
    return _START.match(text) is not None or len(_TAG.findall(text[:20_000])) >= 2


def _as_text(data: bytes | str, content_type: str | None) -> tuple[str, list[str]]:
    if isinstance(data, bytes):
        return decode(data, content_type=content_type)
    if len(data) > MAX_PAGE_BYTES:
        raise PageTooLarge(f"the text has {len(data):,} characters; a news page has far fewer")
    if not data.strip("\ufeff \t\r\n\0"):
        raise EmptyPage("the text is empty; expected HTML or text")
    text = data.lstrip("\ufeff")
    mended = _SURROGATE.sub("\ufffd", text)
    damage = ["half characters (surrogates) in the text were replaced"] if mended != text else []
    return mended, damage + describe(mended)


def _plain_lines(text: str) -> list[Line]:
    """Non-empty lines, their edges stripped of white space; inside nothing is touched."""
    if len(text) > MAX_ARTICLE:
        raise PageTooLarge(
            f"the text has {len(text):,} characters; at most {MAX_ARTICLE:,} are read as one "
            "article. Split it into articles first."
        )
    lines = [line.strip() for line in text.splitlines() if line.strip("\u200f\u200e \t\xa0")]
    if len(lines) > MAX_LINES:
        raise PageTooLarge(f"the text has {len(lines):,} lines; at most {MAX_LINES:,} are read")
    return [Line(line) for line in lines]


def _without_asides(markup: Markup) -> tuple[list[Line], list[tuple[str, str]]]:
    """Lines that are no picture's caption and no mere link, and the others with their reason."""
    captions = {fold(c) for c in markup.captions} - {fold(markup.title or "")}
    links = {fold(text) for text in markup.links} - {fold(markup.title or "")}
    kept: list[Line] = []
    dropped: list[tuple[str, str]] = []
    for line in markup.lines:
        if fold(line.text) in captions and len(line.text.split()) <= 25:
            dropped.append((line.text, "caption or alternative text of a picture"))
        elif fold(line.text) in links and not line.text.rstrip().endswith("."):
            dropped.append((line.text, "link that stands alone"))
        else:
            kept.append(line)
    return kept, dropped


def _arabic(name: str | None) -> str | None:
    """A site's name, without the slogan that some put behind it."""
    return re.split(r"\s+[-|–—:]\s+", name)[0].strip() or None if name else None


def _article(
    parts: Parts,
    markup: Markup,
    notes: list[str],
    *,
    outlet: str | None,
    url: str | None,
    published: date | None,
) -> Article:
    if not any(kind == "paragraph" for kind, _ in parts.blocks) and markup.title is None:
        parts.blocks = parts.blocks or [("paragraph", line.text) for line in markup.lines]
    order = {"kicker": 0, "title": 1}
    lines = sorted(parts.blocks, key=lambda block: order.get(block[0], 2))
    text = "\n".join(line for _, line in lines)
    if not text.strip():
        raise NoArticle("only page furniture was found, no article")
    if len(text) > MAX_ARTICLE:
        raise PageTooLarge(f"the article has {len(text):,} characters; at most {MAX_ARTICLE:,}")
    blocks: list[Block] = []
    at = 0
    for kind, line in lines:
        blocks.append(Block(kind, Span(at, at + len(line))))
        at += len(line) + 1
    return Article(
        text=text,
        blocks=tuple(blocks),
        outlet=outlet,
        byline=parts.byline or _writer(markup.byline, outlet),
        agency=parts.agency,
        dateline=parts.dateline,
        published=published or markup.day or parts.day or day_in_url(url),
        url=url,
        furniture=tuple(Furniture(*piece) for piece in parts.furniture),
        notes=(*notes, *_language_notes(text)),
    )


def _writer(byline: str | None, outlet: str | None) -> str | None:
    """A byline that is not merely the outlet's name."""
    own = byline is not None and outlet is not None and fold(byline) in fold(outlet)
    return None if own else byline


def _language_notes(text: str) -> list[str]:
    letters = sum(map(str.isalpha, text))
    arabic = arabic_letters(text)
    if letters and arabic < LEAST_ARABIC * letters:
        return [f"little Arabic: {arabic} of {letters} letters; few frames or none can be expected"]
    return []
