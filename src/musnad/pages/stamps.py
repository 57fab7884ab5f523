"""The publication day of an HTML page: from what names it, never from the clock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from htmldate import find_date
from lxml import etree

from musnad.pages.days import PUBLISHED, UPDATED, day_in, day_in_url, is_date_line
from musnad.script import fold

_KEYS = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publish_date",
    "publishdate",
    "pubdate",
    "sailthru.date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "date",
)
_ISO = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)")
_ISSUE = re.compile(r"العدد\s*:?\s*[(\[]?\s*\d")
"""A line with date and issue number is the date line of a printed paper's site."""

_UNIVERSAL = re.compile(r"T(?:19|2\d):\d\d.*(?:Z|[+-]00:?00)$")
"""A stamp of the evening in universal time: in Arab countries it may be the next day."""

BARE = 45
"""Characters of a line that may be taken for a date line though it is not only a date."""

_LINE = range(6, 121)
"""Characters of a line that prints a date."""


def find_day(
    tree: Any,  # noqa: ANN401 - lxml
    meta: dict[str, str],
    linked: list[dict[str, Any]],
    *,
    html: str,
    url: str | None,
    title: str | None,
) -> date | None:
    """Publication date: of the address, of markup that names it, printed, found by htmldate."""
    printed = _printed_day(tree, title)
    named = [item["datePublished"] for item in linked if "datePublished" in item]
    named += [meta[key] for key in _KEYS if key in meta]
    stamped = next((found for text in named if (found := _stamp(text, printed))), None)
    return day_in_url(url) or stamped or printed or _guessed(html, url)


def _stamp(text: object, printed: date | None) -> date | None:
    """The day of a stamp; where it is in universal time, the printed day if that is the next."""
    day = (iso_day(text) or day_in(text)) if isinstance(text, str) else None
    if day and printed and _UNIVERSAL.search(str(text)) and printed - day == timedelta(days=1):
        return printed
    return day


def iso_day(text: str) -> date | None:
    """The day of an ISO 8601 stamp; None if there is none in it."""
    found = _ISO.search(text)
    try:
        return date(*(int(g) for g in found.groups())) if found else None
    except ValueError:
        return None


def _printed_day(tree: Any, title: str | None) -> date | None:  # noqa: ANN401
    """The day that a short line prints.

    The first that says "published" or names the issue, or stands below the headline; if there is
    none, what is printed there as last updated.
    """
    key = fold(title or "")
    seen_title = False
    updated: date | None = None
    for element, text in _short_texts(tree):
        seen_title = seen_title or element.tag == "h1" or (bool(key) and fold(text) == key)
        stamp = element.get("datetime") if element.tag == "time" else None
        day = (iso_day(stamp) if stamp else None) or day_in(text)
        if day is None:
            continue
        folded = fold(text)
        if PUBLISHED.search(folded) or _ISSUE.search(folded) or element.get("pubdate") is not None:
            return day
        if UPDATED.search(folded):
            updated = updated or (day if seen_title else None)
        elif seen_title and (stamp or len(text) <= BARE or is_date_line(text)):
            return day
    return updated


def _short_texts(tree: Any) -> Iterator[tuple[Any, str]]:  # noqa: ANN401
    """(element, text) of the short runs of text between tags; a `time` element also if empty."""
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        runs = [element.text, *(child.tail for child in element)]
        texts = [" ".join(run.split()) for run in runs if run and len(run) < 500]
        short = [text for text in texts if len(text) in _LINE]
        if len(texts) > 1:  # a date parted by inline tags: «<b>24</b> أغسطس <i>2020</i>»
            whole = " ".join("".join(element.itertext()).split()) if len(element) < 8 else ""
            short += [whole] if len(whole) in _LINE else []
        if element.tag == "time" and not short:
            short = [""]
        for text in short:
            yield element, text


def _guessed(html: str, url: str | None) -> date | None:
    """The finding of htmldate, without its search through the whole text, which guesses."""
    try:
        found = find_date(html, url=url, original_date=True, extensive_search=False)
    except (ValueError, TypeError, RecursionError, etree.LxmlError):
        return None
    return iso_day(found) if found else None
