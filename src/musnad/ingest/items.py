"""What a source gives: an article's page or record with where it came from, or what was set aside.

Nothing expensive happens while a source is read. The page reader runs when `Item.article` is
called, so that a driver can do it in another process.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from musnad.errors import NotArabic
from musnad.ingest.language import page_letters, why_not_arabic
from musnad.pages import MAX_PAGE_BYTES, read_page
from musnad.pages.decode import decode
from musnad.pages.tables import outlet_of
from musnad.records import Article
from musnad.script import fold

DAMAGED = "SourceError"
TOO_LARGE = "PageTooLarge"
NO_TEXT = "NoText"
NO_PAGE = "NotAPage"
"""Kinds of what is set aside: lost by damage, beyond a bound, a record without text, a file that is
no page by its kind."""

LEAST_IN_PAGE = 0.1
"""Share of Arabic letters in a whole page, menus in other languages and all."""

TITLE_LINES = 5
"""Lines at the head of a text among which its title is sought: kicker, section, date, byline."""


@dataclass(frozen=True, slots=True)
class Fields:
    """What a table's record tells of an article; None where it does not.

    `html` is a page as published, `text` what another tool took out of one.
    """

    text: str | None = None
    html: str | None = None
    title: str | None = None
    url: str | None = None
    published: date | None = None
    outlet: str | None = None
    byline: str | None = None
    agency: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """One page or one record of a source.

    Attributes:
        source: where it stands: `folder/page.html`, `archive.jsonl#12`, `crawl.warc.gz#4096`.
            Unique within a source and the same whenever that is read again.
        data: the bytes as they came: the page, the JSON text, or a table's row as canonical JSON.
        url: the page's address, if the source knows it.
        content_type: of the HTTP response, for the encoding.
        fields: what the record of a table holds; None for a page.
    """

    source: str
    data: bytes
    url: str | None = None
    content_type: str | None = None
    fields: Fields | None = None

    def article(self) -> Article:
        """The article, read now.

        Text that another tool extracted goes the road of plain text, so that masthead, dateline
        and agency are recognised in it as well. What the record says wins over what is found in
        the text; in a whole page, it fills what the page leaves open.

        A page of another language is found out by its letters, before its main text is sought.

        Raises:
            NotArabic: the page or its main text is in another language.
            PageError: it can't become an article; the message says why.
        """
        if why := why_not_arabic(page_letters(self._text()), least=LEAST_IN_PAGE):
            raise NotArabic(f"{why}; only Arabic is read")
        article = self._read()
        if why := why_not_arabic(article.text):
            raise NotArabic(f"{why}; only Arabic is read")
        return article

    def _text(self) -> str:
        if self.fields is None:
            return decode(self.data, content_type=self.content_type)[0]
        return self.fields.html or self.fields.text or ""

    def _read(self) -> Article:
        if self.fields is None:
            return read_page(self.data, url=self.url, content_type=self.content_type)
        if self.fields.html is not None:
            return _from_html(self.fields, self.fields.html)
        return _from_text(self.fields)


@dataclass(frozen=True, slots=True)
class Skipped:
    """What was set aside, and why; `kind` is one of the names above, for counting."""

    source: str
    reason: str
    kind: str = DAMAGED


def _from_html(fields: Fields, html: str) -> Article:
    article = _dated(fields, html, "html")
    return replace(
        article,
        outlet=_outlet(fields) or article.outlet,
        byline=article.byline or fields.byline,
        agency=article.agency or fields.agency,
        notes=article.notes + fields.notes,
    )


def _from_text(fields: Fields) -> Article:
    article = _dated(fields, _headed(fields.text or "", fields.title), "text")
    return replace(
        article,
        outlet=_outlet(fields) or article.outlet,
        byline=fields.byline or article.byline,
        agency=fields.agency or article.agency,
        notes=article.notes + fields.notes,
    )


def _dated(fields: Fields, text: str, kind: Literal["html", "text"]) -> Article:
    """The article with the record's date.

    Extractors write 1 January where they found no more than a year. There, another day of that
    year which the page itself prints is the better one.
    """
    given = fields.published
    if given is None or (given.month, given.day) != (1, 1):
        return read_page(text, url=fields.url, published=given, kind=kind)
    article = read_page(text, url=fields.url, kind=kind)
    if article.published and article.published.year == given.year:
        return article
    return replace(article, published=given)


def _headed(text: str, title: str | None) -> str:
    """A text with its title as first line, unless one of its first lines is that already."""
    if not title or len(text) > MAX_PAGE_BYTES:
        return text
    head = [line for line in text[:4_000].splitlines() if line.strip()][:TITLE_LINES]
    if fold(title) in {fold(line.strip()) for line in head}:
        return text
    return f"{title}\n{text}"


def _outlet(fields: Fields) -> str | None:
    """The outlet's one name in our table if the address is known there, else the record's."""
    host = f"https://{fields.outlet}/" if fields.outlet and " " not in fields.outlet else None
    return outlet_of(fields.url) or outlet_of(host) or fields.outlet
